"""Which keys fit at the foot of a room, and which of them is pointed at."""

from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from renshu.tui.drawing.key_line import ALWAYS, Key, fitting, key_at


def key(action: str, sign: str = "x", label: str = "Do it") -> Key:
    return Key(action, sign, label, action, f"{label}.")


HELP = key(ALWAYS, "?", "Help")
KEYS = st.lists(
    st.builds(
        key,
        st.integers().map(str),
        st.text("abc↑練", min_size=1, max_size=4),
        st.text("abc 習", max_size=12),
    ),
    max_size=12,
    unique_by=lambda one: one.action,
).flatmap(lambda keys: st.integers(0, len(keys)).map(lambda at: [*keys[:at], HELP, *keys[at:]]))
ROOM = st.integers(HELP.width, 120)


def cells(keys: Iterable[Key]) -> int:
    return sum(cell_len(one.sign) + cell_len(one.label) + 3 for one in keys)


@given(KEYS, ROOM)
@example([key("a"), HELP], HELP.width)
def test_what_is_shown_fits_is_in_order_and_help_is_there(keys: list[Key], room: int) -> None:
    shown = list(fitting(keys, room))
    assert cells(shown) <= room
    assert HELP in shown
    assert shown == [one for one in keys if one in shown]


@given(KEYS, ROOM)
def test_what_is_left_out_would_not_have_fitted(keys: list[Key], room: int) -> None:
    shown = list(fitting(keys, room))
    for one in keys:
        if one not in shown:
            before = [other for other in shown if keys.index(other) < keys.index(one)]
            assert cells({*before, HELP, one}) > room


@given(KEYS, ROOM)
def test_every_column_of_a_key_points_at_it(keys: list[Key], room: int) -> None:
    columns = [one for one in fitting(keys, room) for _ in range(one.width)]
    found = [key_at(keys, room, x) for x in range(room)]
    assert found == [*columns, *[None] * (room - len(columns))]
