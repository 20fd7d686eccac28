"""What is hidden of an engraved system: which cells show less than they could."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from renshu.engrave.picture import MeasureBox
from renshu.practice.hiding import Hiding, Look
from renshu.score.notation import Hand, Score, ScoreNote
from renshu.tui.drawing.overlay import Place, Veil
from renshu.tui.drawing.system import SystemDrawing

if TYPE_CHECKING:
    from fractions import Fraction

_BEFORE = 2
"""Columns left of a head in which its accidental stands."""

_Bands = Mapping[int, range]
"""The rows that belong to each staff, from halfway to the one above to halfway to the next."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A head of a system, and where it stands."""

    id: str
    note: ScoreNote
    measure: int
    """Of this head: a tied one may stand in a later measure than its note."""
    column: int


class Curtain:
    """Draws the veil over the systems of a score.

    Of a hand's staff all but the lines is hidden. Where both hands share a staff only the heads
    of one are.

    Args:
        score: The score.
    """

    def __init__(self, score: Score) -> None:
        self._notes = score.notes_by_id
        self._hands: dict[tuple[int, int], set[Hand]] = {}
        for note in score.notes:
            self._hands.setdefault((note.measure, note.staff), set()).add(note.hand)

    def veil(self, drawing: SystemDrawing, hiding: Hiding, revealed: Collection[str]) -> Veil:
        """What is hidden of a system.

        Args:
            drawing: The system.
            hiding: What is hidden of the score.
            revealed: Ids of notes that are seen all the same.
        """
        heads, bands = list(self._heads(drawing)), _bands(drawing)
        veil: dict[int, dict[int, Look]] = {}
        for box in drawing.picture.measures:
            columns = _columns(drawing, box, heads)
            for staff, rows in bands.items():
                if look := self._look_at(hiding, box.measure, staff):
                    _fill(veil, rows, columns, look)
        for columns, rows in _opened(drawing, heads, bands, revealed):
            _fill(veil, rows, columns, Look.SHOWN)
        looks = [(_look_of(head, hiding, revealed), head) for head in heads]
        for look, head in sorted(looks, key=lambda one: -one[0]):
            _lay(veil, drawing.places(head.id), look)
        return veil

    def _look_at(self, hiding: Hiding, measure: int, staff: int) -> Look:
        """How much is seen of all that stands on a staff."""
        hands = self._hands.get((measure, staff), ())
        looks = [hiding.look(measure, hand) for hand in hands]
        return min(looks, default=hiding.look(measure, None))

    def _heads(self, drawing: SystemDrawing) -> Iterator[_Head]:
        boxes = drawing.picture.measures
        lefts = [box.left for box in boxes]
        for head_id, glyph in drawing.picture.heads.items():
            note = self._notes.get(head_id)
            if note is not None and boxes:
                box = boxes[max(0, bisect_right(lefts, glyph.x) - 1)]
                yield _Head(head_id, note, box.measure, glyph.x // drawing.cell[0])


def _look_of(head: _Head, hiding: Hiding, revealed: Collection[str]) -> Look:
    if head.note.id in revealed:
        return Look.SHOWN
    return hiding.look(head.measure, head.note.hand)


def _bands(drawing: SystemDrawing) -> _Bands:
    staves = sorted(drawing.picture.staves, key=lambda staff: staff.lines[0])
    borders = [
        (above.lines[-1] + below.lines[0]) // 2 // drawing.cell[1]
        for above, below in pairwise(staves)
    ]
    edges = [0, *borders, drawing.height]
    pairs = zip(staves, pairwise(edges), strict=True)
    return {staff.staff: range(top, bottom) for staff, (top, bottom) in pairs}


def _columns(drawing: SystemDrawing, box: MeasureBox, heads: Iterable[_Head]) -> range:
    """The columns of a measure; of the first in a system those behind clef and key signature."""
    whole = drawing.measure_columns(range(box.measure, box.measure + 1))
    if box is not drawing.picture.measures[0]:
        return whole
    first = min((h.column for h in heads if h.measure == box.measure), default=whole.stop)
    return range(max(whole.start, first - 1), whole.stop)


def _opened(
    drawing: SystemDrawing, heads: Iterable[_Head], bands: _Bands, revealed: Collection[str]
) -> Iterator[tuple[range, range]]:
    """Columns and rows where all that begins at one moment on a staff has been revealed."""
    if not revealed:
        return
    moments: dict[tuple[int, int], dict[Fraction, list[_Head]]] = {}
    for head in heads:
        staff = moments.setdefault((head.measure, head.note.staff), {})
        staff.setdefault(head.note.onset, []).append(head)
    for (measure, number), table in moments.items():
        end = drawing.measure_columns(range(measure, measure + 1)).stop
        groups = sorted(table.values(), key=_left)
        stops = [*(_left(group) - _BEFORE for group in groups[1:]), end]
        for group, stop in zip(groups, stops, strict=True):
            if number in bands and all(head.note.id in revealed for head in group):
                yield range(max(0, _left(group) - _BEFORE), stop), bands[number]


def _left(heads: Iterable[_Head]) -> int:
    return min(head.column for head in heads)


def _fill(veil: dict[int, dict[int, Look]], rows: range, columns: range, look: Look) -> None:
    for y in rows:
        line = veil.setdefault(y, {})
        for column in columns:
            line[column] = look


def _lay(veil: dict[int, dict[int, Look]], places: Iterable[Place], look: Look) -> None:
    """Let the cells of a head look as it does, whatever is around it."""
    for y, column in places:
        line = veil.setdefault(y, {})
        around = line.get(column, Look.SHOWN)
        # In the open only the head itself is taken away: its neighbours stay.
        line[column] = Look.HEADLESS if look is Look.BARE and around < look else look
