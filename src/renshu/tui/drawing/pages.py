"""Which systems stand where: pages that turn by halves, so that nothing being read moves.

Every system has its fixed slot (its index modulo the number of slots). When the music enters a
system, the slot that was played out takes the next system that is not yet shown: the eye finds
it before it is needed, and the system being played stays where it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the screen and the system that stands in it."""

    system: int
    top: int
    """The first row."""
    rows: int


def slot_count(heights: Sequence[int], room: int) -> int:
    """How many systems fit below each other, at least one."""
    tallest = max(heights, default=1)
    return max(1, min(len(heights), room // max(1, tallest)))


def arrange(heights: Sequence[int], room: int, current: int) -> tuple[Slot, ...]:
    """The systems to show while `current` is played, from top to bottom.

    Args:
        heights: Rows of each system.
        room: Rows of the screen.
        current: Index of the system that is played.
    """
    if not heights:
        return ()
    count = slot_count(heights, room)
    pitch = room // count
    slots = []
    for place in range(count):
        system = _system_in(place, count, current, len(heights))
        spare = max(0, pitch - heights[system])
        slots.append(Slot(system, place * pitch + spare // 2, min(heights[system], pitch)))
    return tuple(slots)


def _system_in(place: int, count: int, current: int, systems: int) -> int:
    # With three slots or more there is room to look back on the system just played.
    first = max(0, current - 1) if count > 2 else current
    system = first + (place - first) % count
    return system if system < systems else system - count
