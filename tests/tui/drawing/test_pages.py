from hypothesis import given
from hypothesis import strategies as st

from renshu.tui.drawing.pages import Slot, arrange, slot_count

HEIGHTS = st.lists(st.integers(6, 22), min_size=1, max_size=30)


def systems(slots: tuple[Slot, ...]) -> list[int]:
    return [slot.system for slot in slots]


def test_the_slot_that_was_played_out_takes_the_next_system() -> None:
    heights = [10] * 5
    assert [systems(arrange(heights, 20, current)) for current in range(5)] == [
        [0, 1], [2, 1], [2, 3], [4, 3], [4, 3],
    ]  # fmt: skip


def test_three_slots_keep_the_system_just_played() -> None:
    heights = [10] * 9
    assert [systems(arrange(heights, 30, current)) for current in (0, 1, 2, 3)] == [
        [0, 1, 2], [0, 1, 2], [3, 1, 2], [3, 4, 2],
    ]  # fmt: skip


@given(HEIGHTS, st.integers(10, 60), st.integers(0, 29))
def test_the_current_system_and_the_next_are_shown(
    heights: list[int], room: int, current: int
) -> None:
    current %= len(heights)
    shown = systems(arrange(heights, room, current))
    assert current in shown
    if slot_count(heights, room) > 1 and current + 1 < len(heights):
        assert current + 1 in shown
    assert len(set(shown)) == len(shown)


@given(HEIGHTS, st.integers(10, 60), st.integers(0, 28))
def test_what_is_being_read_does_not_move(heights: list[int], room: int, current: int) -> None:
    current %= len(heights)
    before = {slot.system: slot for slot in arrange(heights, room, current)}
    after = {
        slot.system: slot for slot in arrange(heights, room, min(current + 1, len(heights) - 1))
    }
    for system in before.keys() & after.keys():
        assert before[system] == after[system]


@given(HEIGHTS, st.integers(10, 60))
def test_systems_lie_inside_the_room_without_overlap(heights: list[int], room: int) -> None:
    bottom = 0
    for slot in arrange(heights, room, 0):
        assert slot.top >= bottom
        bottom = slot.top + slot.rows
    assert bottom <= max(room, 1)
