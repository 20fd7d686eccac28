"""The notation: as many systems as fit, verdicts on the heads, the cursor where the music is."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from textual.events import Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import ScorePosition
from renshu.tui.drawing import marks, pages
from renshu.tui.drawing.cells import DOTS_WIDE
from renshu.tui.drawing.marks import Marks
from renshu.tui.drawing.pages import Slot
from renshu.tui.drawing.row import Row, Span
from renshu.tui.drawing.system import Overlay, SystemDrawing
from renshu.tui.drawing.verdicts import Verdict
from renshu.tui.widgets.painted import Painted

_MARGIN = 1
"""Columns left free on both sides."""


class ScoreView(Painted):
    """Shows systems, and repaints only the cells that change."""

    DEFAULT_CSS = """
    ScoreView { height: 1fr; width: 1fr; }
    """

    class WidthChanged(Message):
        """There is another width to engrave for."""

        def __init__(self, dots: int) -> None:
            super().__init__()
            self.dots = dots

        def can_replace(self, message: Message) -> bool:
            """Only the newest width matters."""
            return isinstance(message, ScoreView.WidthChanged)

    def __init__(self, score: Score, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._score = score
        self._marks = Marks()
        self._onsets = _notes_by_onset(score)
        self._drawings: tuple[SystemDrawing, ...] = ()
        self._overlays: tuple[Overlay, ...] = ()
        self._system_of: dict[int, int] = {}
        self._slots: tuple[Slot, ...] = ()
        self._position: ScorePosition | None = None
        self._current = 0
        self._wanted = 0
        self._loop = range(0)
        self._sentence = ""

    def tell(self, sentence: str) -> None:
        """Say something in the place of the notation."""
        self._sentence = sentence
        self.refresh()

    def set_systems(self, drawings: Sequence[SystemDrawing]) -> None:
        """Show an engraving; marks and cursor stay."""
        self._drawings = tuple(drawings)
        self._overlays = tuple(Overlay() for _ in drawings)
        self._system_of = {
            box.measure: index
            for index, drawing in enumerate(drawings)
            for box in drawing.picture.measures
        }
        for index in range(len(self._drawings)):
            self._lay_ground(index)
        self._show_marks(self._marks.known)
        here = self._system_at(self._position)
        self._turn(self._system_of.get(self._wanted) if here is None else here)
        self.refresh()

    def set_loop(self, measures: range) -> None:
        """Shade the bars of the loop; an empty range is no loop."""
        self._loop = measures
        for index in range(len(self._drawings)):
            self._lay_ground(index)
        self.refresh()

    def move_to(self, position: ScorePosition | None) -> None:
        """Put the cursor on the notes at a position, turning the page where need be."""
        before, self._position = self._system_at(self._position), position
        here = self._system_at(position)
        for index in {before, here} - {None}:
            self._move_cursor(index)
        self._turn(here)

    def show_measure(self, measure: int) -> None:
        """Turn to a measure; the cursor stays where it is."""
        self._wanted = measure
        self._turn(self._system_of.get(measure))

    def mark(self, note_id: str, verdict: Verdict) -> None:
        """Show the verdict on a note."""
        self._marks.set(note_id, verdict)
        self._show_marks([note_id])

    def add_ghost(self, pitch: int, note_id: str | None, position: ScorePosition | None) -> None:
        """Show a wrong key where it would stand, beside the note that was meant or the nearest."""
        note_id = note_id or self._nearest(pitch, position)
        if note_id is not None:
            self._marks.add_ghost(note_id, pitch)
            self._show_marks([note_id])

    def forget_from(self, measure: int) -> None:
        """Take away the marks from a measure on."""
        self._show_marks(self._marks.forget_from(self._score, measure))

    def on_resize(self, event: Resize) -> None:
        """Ask for an engraving of the new width."""
        self._turn(self._current, is_forced=True)
        self.refresh()
        self.post_message(self.WidthChanged((event.size.width - 2 * _MARGIN) * DOTS_WIDE))

    def render_line(self, y: int) -> Strip:
        """The row of the system that stands there."""
        width = self.size.width
        if not self._drawings:
            is_middle = self._sentence and y == self.size.height // 2
            text = self._sentence.center(width) if is_middle else ""
            return self.paint((Span(text, "words"),), width)
        slot = next((one for one in self._slots if one.top <= y < one.top + one.rows), None)
        if slot is None:
            return Strip.blank(width, self.style_of("", ""))
        return self.paint(self._row(slot.system, y - slot.top), width, indent=_MARGIN)

    def _row(self, system: int, y: int) -> Row:
        return self._drawings[system].row(y, self._overlays[system])

    def _system_at(self, position: ScorePosition | None) -> int | None:
        return None if position is None else self._system_of.get(position.measure)

    def _turn(self, system: int | None, *, is_forced: bool = False) -> None:
        if system is None:
            system = self._current
        heights = [drawing.height for drawing in self._drawings]
        system = min(system, max(0, len(heights) - 1))
        slots = pages.arrange(heights, self.size.height, system)
        self._current = system
        changed = set(slots) ^ set(self._slots)
        self._slots = slots
        if changed and not is_forced:
            # What stood there before may have been taller: the whole place is painted.
            self.refresh(*[self._place(slot) for slot in changed])

    def _place(self, slot: Slot) -> Region:
        return Region(0, slot.top, self.size.width, slot.rows)

    def _move_cursor(self, index: int | None) -> None:
        if index is None:
            return
        overlay = self._overlays[index]
        before = overlay.cursor
        overlay.cursor = self._cursor_in(index)
        if before != overlay.cursor:
            self._refresh_columns(index, before)
            self._refresh_columns(index, overlay.cursor)

    def _cursor_in(self, index: int) -> range:
        if self._position is None or self._system_at(self._position) != index:
            return range(0)
        return self._drawings[index].columns(self._onsets.get(self._position.onset, ()))

    def _lay_ground(self, index: int) -> None:
        overlay, drawing = self._overlays[index], self._drawings[index]
        overlay.loop = drawing.measure_columns(self._loop)
        overlay.cursor = self._cursor_in(index)

    def _show_marks(self, note_ids: Iterable[str]) -> None:
        for note_id in note_ids:
            note = self._score.notes_by_id[note_id]
            for index in self._systems_of(note):
                drawing = self._drawings[index]
                marks.lay_over(drawing, self._overlays[index], self._marks, note)
                self._refresh_columns(index, drawing.columns((note.id, *note.tied)))

    def _systems_of(self, note: ScoreNote) -> Iterator[int]:
        for index, drawing in enumerate(self._drawings):
            if not drawing.picture.heads.keys().isdisjoint((note.id, *note.tied)):
                yield index

    def _refresh_columns(self, index: int, columns: range) -> None:
        for slot in self._slots:
            if slot.system == index and columns:
                left = _MARGIN + columns.start
                self.refresh(Region(left, slot.top, len(columns), slot.rows))

    def _nearest(self, pitch: int, position: ScorePosition | None) -> str | None:
        notes = self._onsets.get(position.onset, ()) if position else ()
        table = self._score.notes_by_id
        return min(notes, key=lambda note: abs(table[note].pitch - pitch), default=None)


def _notes_by_onset(score: Score) -> dict[Fraction, tuple[str, ...]]:
    table: dict[Fraction, list[str]] = {}
    for note in score.notes:
        table.setdefault(note.onset, []).append(note.id)
    return {onset: tuple(ids) for onset, ids in table.items()}
