"""Which systems stand where: pages that turn by halves, so that nothing being read moves.

Where several systems fit, every system has its fixed slot (its index modulo the number of slots).
When the music enters a system, the slot that was played out takes the next system that is not yet
shown: the eye finds it before it is needed, and the system being played stays where it is.

Where only one fits, the next one looks out below as far as there is room; in the last bar of a
system, once the music is beyond its first third, the next one takes the place of what was played,
so that both its staves can be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_LEAST_PREVIEW = 6
"""Rows below which a glimpse of the next system shows nothing."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much room a system needs."""

    height: int
    """Rows."""
    staff_row: int = 0
    """The row of its uppermost staff line, by which systems are kept level."""
    last_row: int = 0
    """The row of its lowest staff line."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the screen and the system that stands in it."""

    system: int
    top: int
    """The first row."""
    rows: int
    """How many rows of the system are shown."""
    first: int = 0
    """The first of them: of a system that is taller than the screen the middle is shown."""


def slot_count(extents: Sequence[Extent], room: int) -> int:
    """How many systems fit below each other, at least one."""
    tallest = max((extent.height for extent in extents), default=1)
    return max(1, min(len(extents), room // max(1, tallest)))


def arrange(
    extents: Sequence[Extent],
    room: int,
    current: int,
    following: int | None,
    wiped_in: int | None = None,
) -> tuple[Slot, ...]:
    """The systems to show while `current` is played, from top to bottom.

    Args:
        extents: How much room each system needs.
        room: Rows of the screen.
        current: Index of the system that is played.
        following: Index of the system to be seen beside it, if any is.
        wiped_in: Index of the system that begins to take its place where one has the screen to
            itself, if any does.
    """
    if not extents:
        return ()
    count = slot_count(extents, room)
    if count == 1:
        return _alone(extents, room, current, following, wiped_in)
    first = _first(count, current, following)
    systems = [_system_in(place, count, first, len(extents)) for place in range(count)]
    if following is not None and following not in systems:
        systems[(current + 1) % count] = following
    return tuple(
        _in_place(extents, room // count, place, system) for place, system in enumerate(systems)
    )


def top_of(extents: Sequence[Extent], room: int, system: int) -> int:
    """The first row of a system that has the screen to itself: all keep one level."""
    level = max(extent.staff_row for extent in extents)
    extent = extents[system]
    return max(0, min(level - extent.staff_row, room - extent.height))


def skipped(extents: Sequence[Extent], room: int, system: int) -> int:
    """How many rows of a system are left out above, so that both its staves are seen."""
    extent = extents[system]
    above_middle = (extent.staff_row + extent.last_row + 1 - room) // 2
    return max(0, min(above_middle, extent.height - room))


def _alone(
    extents: Sequence[Extent], room: int, current: int, following: int | None, wiped_in: int | None
) -> tuple[Slot, ...]:
    here = _by_itself(extents, room, current)
    bottoms = [here.top + here.rows]
    if wiped_in is not None:
        ahead = _by_itself(extents, room, wiped_in)
        bottoms.append(ahead.top + ahead.rows)
    bottom = max(bottoms) + 1
    if following is None or following == current or room - bottom < _LEAST_PREVIEW:
        return (here,)
    rows = min(room - bottom, extents[following].height)
    return here, Slot(following, bottom, rows)


def _by_itself(extents: Sequence[Extent], room: int, system: int) -> Slot:
    top, first = top_of(extents, room, system), skipped(extents, room, system)
    return Slot(system, top, min(extents[system].height - first, room - top), first)


def _in_place(extents: Sequence[Extent], pitch: int, place: int, system: int) -> Slot:
    height = extents[system].height
    return Slot(system, place * pitch + (pitch - height) // 2, height)


def _first(count: int, current: int, following: int | None) -> int:
    # With three slots or more there is room to look back on the system just played; where the
    # music goes back, the systems from there on are needed.
    if following is not None and current - count < following < current:
        return following
    return max(0, current - 1) if count > 2 else current


def _system_in(place: int, count: int, first: int, systems: int) -> int:
    system = first + (place - first) % count
    return system if system < systems else system - count
