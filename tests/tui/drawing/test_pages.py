from hypothesis import assume, given
from hypothesis import strategies as st

from renshu.tui.drawing.pages import Extent, Slot, arrange, slot_count, top_of

EXTENTS = st.lists(
    st.builds(Extent, st.integers(8, 22), st.integers(0, 6)), min_size=1, max_size=30
)
ROOM = st.integers(10, 70)


def systems(slots: tuple[Slot, ...]) -> list[int]:
    return [slot.system for slot in slots]


def played(extents: list[Extent], room: int, current: int) -> tuple[Slot, ...]:
    """The page while a piece without repeats is at a system."""
    following = current + 1 if current + 1 < len(extents) else None
    return arrange(extents, room, current, following)


def test_the_slot_that_was_played_out_takes_the_next_system() -> None:
    extents = [Extent(10)] * 5
    assert [systems(played(extents, 20, current)) for current in range(5)] == [
        [0, 1], [2, 1], [2, 3], [4, 3], [4, 3],
    ]  # fmt: skip


def test_three_slots_keep_the_system_just_played() -> None:
    extents = [Extent(10)] * 9
    assert [systems(played(extents, 30, current)) for current in (0, 1, 2, 3)] == [
        [0, 1, 2], [0, 1, 2], [3, 1, 2], [3, 4, 2],
    ]  # fmt: skip


def test_where_one_fits_the_next_looks_out_below() -> None:
    assert played([Extent(20)] * 3, 35, 1) == (Slot(1, 0, 20), Slot(2, 21, 14))
    assert played([Extent(20)] * 3, 24, 1) == (Slot(1, 0, 20),)


def test_a_repeat_shows_where_the_music_goes_back_to() -> None:
    assert systems(arrange([Extent(10)] * 6, 20, 4, 3)) == [4, 3]
    assert systems(arrange([Extent(20)] * 6, 35, 4, 0)) == [4, 0]
    assert systems(arrange([Extent(10)] * 9, 40, 5, 3)) == [4, 5, 6, 3]


def test_systems_alone_keep_their_staves_level() -> None:
    extents = [Extent(18, 4), Extent(14, 1), Extent(16, 6)]
    tops = [top_of(extents, 24, system) for system in range(3)]
    assert [top + extent.staff_row for top, extent in zip(tops, extents, strict=True)] == [6, 6, 6]


@given(EXTENTS, ROOM, st.integers(0, 29))
def test_the_current_system_and_the_next_are_shown(
    extents: list[Extent], room: int, current: int
) -> None:
    current %= len(extents)
    shown = systems(played(extents, room, current))
    assert current in shown
    if slot_count(extents, room) > 1 and current + 1 < len(extents):
        assert current + 1 in shown
    assert len(set(shown)) == len(shown)


@given(EXTENTS, ROOM, st.integers(0, 28))
def test_what_is_being_read_does_not_move(extents: list[Extent], room: int, current: int) -> None:
    assume(slot_count(extents, room) > 1)
    current %= len(extents)
    before = {slot.system: slot for slot in played(extents, room, current)}
    after = {
        slot.system: slot for slot in played(extents, room, min(current + 1, len(extents) - 1))
    }
    for system in before.keys() & after.keys():
        assert before[system] == after[system]


@given(EXTENTS, ROOM)
def test_systems_lie_inside_the_room_without_overlap(extents: list[Extent], room: int) -> None:
    bottom = 0
    for slot in played(extents, room, 0):
        assert slot.top >= bottom
        bottom = slot.top + slot.rows
    assert bottom <= room
