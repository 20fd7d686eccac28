"""What must hold of every engraved system, whatever the score.

`broken(loaded, systems, layout)` names each law that does not hold, with the place.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from renshu.engrave.picture import Glyph, Layout, StaffLines, SystemPicture, Text
from renshu.library.loaded import Loaded
from support.staff_places import Place, places

CUT = 2
"""Dots by which neighbouring measures may miss each other."""


def broken(loaded: Loaded, systems: Sequence[SystemPicture], layout: Layout) -> Iterator[str]:
    """A sentence for each law that is broken; none if the engraving is right."""
    yield from _missing_heads(loaded, systems)
    yield from _measures_out_of_order(loaded, systems)
    wanted = places(loaded.musicxml)
    for number, system in enumerate(systems):
        laws = (
            _staves(system, layout),
            _heads_inside(system),
            _heads_astray(system, wanted),
            _measures_apart(system),
            _texts_outside(system, layout),
            _texts_over_heads(system, layout),
            _texts_over_texts(system, layout),
        )
        for law in laws:
            for sentence in law:
                yield f"system {number}: {sentence}"


def _missing_heads(loaded: Loaded, systems: Sequence[SystemPicture]) -> Iterator[str]:
    shown = {head for system in systems for head in system.heads}
    for note in loaded.score.notes:
        for part in (note.id, *note.tied):
            if part not in shown and not note.is_hidden:
                yield f"{part} in bar {note.measure} has no head"
    if sum(len(system.heads) for system in systems) > len(shown):
        yield "a head is there twice"


def _measures_out_of_order(loaded: Loaded, systems: Sequence[SystemPicture]) -> Iterator[str]:
    measures = [box.measure for system in systems for box in system.measures]
    if measures != list(range(len(loaded.score.measures))):
        yield f"the bars are {measures}"


def _staves(system: SystemPicture, layout: Layout) -> Iterator[str]:
    for staff in system.staves:
        gaps = {below - above for above, below in pairwise(staff.lines)}
        if len(staff.lines) == 5 and gaps != {layout.staff_space}:
            yield f"staff {staff.staff} has its lines at {staff.lines}"
        if not 0 <= staff.lines[0] <= staff.lines[-1] < system.height:
            yield f"staff {staff.staff} is outside"
    if system.height % layout.cell[1]:
        yield "its height is not whole rows"


def _heads_inside(system: SystemPicture) -> Iterator[str]:
    for note, head in system.heads.items():
        if not (
            0 <= head.x <= system.width - head.mask.width
            and 0 <= head.y <= system.height - head.mask.height
        ):
            yield f"{note} is cut off"
        elif any(
            row << head.x & ~system.ink.rows[y] for y, row in enumerate(head.mask.rows, head.y)
        ):
            yield f"{note} is not all in the ink"


def _heads_astray(system: SystemPicture, wanted: dict[str, Place]) -> Iterator[str]:
    for note, head in system.heads.items():
        place = wanted.get(note)
        if place is None or place.staff > len(system.staves):
            continue
        staff = system.staves[place.staff - 1]
        if len(staff.lines) != 5:
            continue
        off = _steps_off(head, staff, place.step)
        if place.may_be_shifted:
            off = (off + 3.5) % 7 - 3.5
        if abs(off) > 0.6:
            yield f"{note} is {off:.1f} steps from its place"


def _steps_off(head: Glyph, staff: StaffLines, step: int) -> float:
    """How many steps a head lies above its place, that many steps above the lowest line."""
    half_space = (staff.lines[-1] - staff.lines[0]) / 8
    middle = head.y + (head.mask.height - 1) / 2
    return (staff.lines[-1] - middle) / half_space - step


def _measures_apart(system: SystemPicture) -> Iterator[str]:
    for box in system.measures:
        if not 0 <= box.left < box.right < system.width:
            yield f"bar {box.measure} lies from {box.left} to {box.right}"
    for one, following in pairwise(system.measures):
        if abs(one.right - following.left) > CUT:
            yield f"bar {one.measure} ends at {one.right}, the next begins at {following.left}"


def _texts_outside(system: SystemPicture, layout: Layout) -> Iterator[str]:
    for text in system.texts:
        left, right, top, bottom = _cells(text, layout)
        if not (left >= 0 and right <= system.width and top >= 0 and bottom <= system.height):
            yield f"{text.text!r} is outside"
        if left % layout.cell[0]:
            yield f"{text.text!r} is not at the edge of a cell"


def _texts_over_heads(system: SystemPicture, layout: Layout) -> Iterator[str]:
    for text in system.texts:
        left, right, top, bottom = _cells(text, layout)
        window = (1 << right) - (1 << left)
        for note, head in system.heads.items():
            rows = enumerate(head.mask.rows, head.y)
            if any(top <= y < bottom and row << head.x & window for y, row in rows):
                yield f"{text.kind} {text.text!r} stands on {note}"


def _texts_over_texts(system: SystemPicture, layout: Layout) -> Iterator[str]:
    for one, other in combinations(system.texts, 2):
        a, b = _cells(one, layout), _cells(other, layout)
        if a[2] == b[2] and a[0] < b[1] and b[0] < a[1]:
            yield f"{one.kind} {one.text!r} and {other.kind} {other.text!r} overlap"


def _cells(text: Text, layout: Layout) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of the cells of a text, in dots."""
    width, height = layout.cell
    top = text.y // height * height
    return text.x, text.x + len(text.text) * width, top, top + height
