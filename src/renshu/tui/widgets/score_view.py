"""The notation: as many systems as fit, verdicts on the heads, the cursor where the music is."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial

from textual.events import MouseDown, MouseUp, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from renshu.evening.verdicts import Verdict, verdict
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.practice.hiding import Hidden, Hiding
from renshu.practice.section import Section
from renshu.score.bars import upcoming
from renshu.score.notation import Score
from renshu.score.passage import ScorePosition
from renshu.tui.drawing import marks
from renshu.tui.drawing.marks import Marks
from renshu.tui.drawing.names import note_name
from renshu.tui.drawing.overlay import NOWHERE, Area
from renshu.tui.drawing.pieces import Picture, Piece
from renshu.tui.drawing.pointing import onset_near, part_of
from renshu.tui.drawing.row import Span
from renshu.tui.drawing.score_page import ScorePage
from renshu.tui.drawing.secrecy import Secrecy
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.messages import SpanChosen
from renshu.tui.widgets.painted import Painted

BLIND = "Play it by heart, from any place: the notation comes with the review."
"""Stands in the place of all notation at a blind start."""

_MARGIN = 1
"""Columns left free on both sides."""


class ScoreView(Painted):
    """Shows systems, and repaints only the cells that change."""

    DEFAULT_CSS = """
    ScoreView { height: 1fr; width: 1fr; }
    """

    class WidthChanged(Message):
        """There is another width to engrave for."""

        def __init__(self, columns: int) -> None:
            super().__init__()
            self.columns = columns

        def can_replace(self, message: Message) -> bool:
            """Only the newest width matters."""
            return isinstance(message, ScoreView.WidthChanged)

    def __init__(self, score: Score, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._score = score
        self._onsets = _notes_by_onset(score)
        self._marks = Marks()
        self._page = ScorePage()
        self._position: ScorePosition | None = None
        self._shown = ScorePosition(Fraction(0), 0)
        self._loop = range(0)
        self._span: Section | None = None
        self._quiet: frozenset[str] = frozenset()
        self._sentence = ""
        self._columns = 0
        self._held: Fraction | None = None
        self._names: dict[str, str] = {}
        self._secrecy = Secrecy(score)
        self.version = 0
        """Another number whenever other pictures stand in the view."""

    @property
    def has_systems(self) -> bool:
        """Whether there is notation to see."""
        return bool(self._page.drawings)

    def tell(self, sentence: str) -> None:
        """Say something in the place of the notation."""
        self._sentence = sentence
        self.refresh()

    def set_score(self, score: Score) -> None:
        """The same piece in another key; what is engraved of it comes later."""
        self._score = score
        if self._names:
            self._names = _names_by_head(score)

    def set_systems(self, drawings: Sequence[SystemDrawing]) -> None:
        """Show an engraving; marks and cursor stay."""
        self._page = ScorePage(drawings, self.size.height)
        for index in range(len(self._page.overlays)):
            self._lay_ground(index)
        self._lay_veils()
        self._show_marks(self._marks.known)
        self._turn()
        self.refresh()

    def set_loop(self, measures: range, span: Section | None = None) -> None:
        """Shade the bars of the loop; an empty range is no loop.

        Args:
            measures: Indexes of the bars.
            span: Which part of them is meant, if it is not all.
        """
        self._loop, self._span = measures, span
        for index in range(len(self._page.drawings)):
            self._lay_ground(index)
        self._turn()
        self.refresh()

    def set_quiet(self, heads: frozenset[str]) -> None:
        """Draw heads, by their ids, as pale as staff lines: they are not asked."""
        if heads == self._quiet:
            return
        self._quiet = heads
        self._lay_veils()

    def set_hiding(self, hiding: Hiding, *, reveals: bool = True) -> None:
        """Hide what is to be known by heart, or what has been read.

        Args:
            hiding: What is hidden from now on.
            reveals: Whether hidden notes appear once they have been played right.
        """
        before = self._secrecy.among(self._marks.known)
        if self._secrecy.change(hiding, reveals=reveals):
            self._lay_veils()
            self._show_marks(before ^ self._secrecy.among(self._marks.known))

    def set_names_shown(self, is_shown: bool) -> None:
        """Write the name of every note into its head, or into none."""
        self._names = _names_by_head(self._score) if is_shown else {}
        self._lay_veils()
        self._show_marks(self._marks.known)

    def move_to(self, position: ScorePosition | None) -> None:
        """Put the cursor on the notes at a position, turning the page where need be."""
        before, self._position = self._position, position
        for one in {before, position} - {None}:
            self._move_cursor(self._page.system_of(one.measure) if one else None)
        if position is not None:
            self.show(position)

    def show(self, position: ScorePosition) -> None:
        """Turn to a position; the cursor stays where it is."""
        self._shown = position
        self._turn()

    def mark(self, note_id: str, verdict: Verdict) -> None:
        """Show the verdict on a note."""
        self._marks.set(note_id, verdict)
        self._reveal(note_id, verdict)
        self._show_marks([note_id])

    def mark_all(self, labels: Iterable[Label]) -> None:
        """Show the labels of a whole take; wrong keys stand where they were played."""
        for label in labels:
            match label:
                case Insertion(is_ornament=True):
                    pass
                case Insertion():
                    self.add_ghost(label.key.pitch, label.wrong_for, label.position)
                case Match() | Deletion():
                    self.mark(label.note_id, verdict(label))

    def point_at(self, measure: int) -> None:
        """Turn to a measure and shade it."""
        self.set_loop(range(measure, measure + 1))
        self.show(ScorePosition(self._score.measures[measure].onset, measure))

    def add_ghost(self, pitch: int, note_id: str | None, position: ScorePosition | None) -> None:
        """Show a wrong key where it would stand, beside the note that was meant or the nearest."""
        beside = note_id or self._nearest(pitch, position)
        if beside is not None:
            self._marks.add_ghost(beside, pitch, is_instead=note_id is not None)
            self._show_marks([beside])

    def forget_from(self, measure: int) -> None:
        """Take away the marks from a measure on."""
        self._show_marks(self._marks.forget_from(self._score, measure))
        if self._secrecy.forget_from(measure):
            self._lay_veils()

    def on_mouse_down(self, event: MouseDown) -> None:
        """The mouse may be drawn over the music from here."""
        self._held = self._moment_at(event.x, event.y)
        self.capture_mouse()

    def on_mouse_up(self, event: MouseUp) -> None:
        """Tell over what the mouse was drawn, if that is more than a moment."""
        self.release_mouse()
        held, self._held = self._held, None
        moment = self._moment_at(event.x, event.y)
        if held is not None and moment is not None and held != moment:
            self.post_message(SpanChosen(held, moment))

    def on_resize(self, event: Resize) -> None:
        """Ask for an engraving of the new width."""
        self.set_systems(self._page.drawings)
        columns = event.size.width - 2 * _MARGIN
        if columns != self._columns:
            self._columns = columns
            self.post_message(self.WidthChanged(columns))

    def render_line(self, y: int) -> Strip:
        """The row of the system that stands there."""
        width = self.size.width
        if not self._page.drawings or self._is_blind:
            sentence = BLIND if self._is_blind else self._sentence
            is_middle = y == self.size.height // 2
            text = sentence.center(width) if is_middle else ""
            return self.paint((Span(text, "words"),), width)
        row = self._page.row(y)
        if row is None:
            return Strip.blank(width, self.style_of("", ""))
        return self.paint(row, width, indent=_MARGIN)

    @property
    def systems(self) -> frozenset[Picture]:
        """The pictures of all systems that were seen."""
        return self._page.pictures

    def pieces(self, y: int) -> Iterator[Piece]:
        """The pictures in a row; none where the notation is drawn in characters."""
        if self._is_blind:
            return iter(())
        return self._page.pieces(y, _MARGIN)

    @property
    def _is_blind(self) -> bool:
        hiding = self._secrecy.hiding
        return hiding.hidden is Hidden.BLIND and hiding.peeked is None

    def _moment_at(self, x: int, y: int) -> Fraction | None:
        """The onset whose heads are nearest to a cell, in the system that stands there."""
        system = self._page.system_at(y, x - _MARGIN)
        if system is None:
            return None
        return onset_near(self._page.drawings[system], self._onsets, x - _MARGIN)

    def _turn(self) -> None:
        after = upcoming(self._score, self._shown, self._loop)
        changed = self._page.turn(self._shown.measure, after, self._column())
        if changed:
            self.version += 1
            width = self.size.width
            self.refresh(*[Region(0, slot.top, width, slot.rows) for slot in changed])

    def _column(self) -> int | None:
        """The column of its system in which the shown position lies."""
        system = self._page.system_of(self._shown.measure)
        notes = self._onsets.get(self._shown.onset, ())
        if system is None or not notes:
            return None
        return self._page.drawings[system].area(notes).columns.start

    def _move_cursor(self, index: int | None) -> None:
        if index is None:
            return
        overlay = self._page.overlays[index]
        before, overlay.cursor = overlay.cursor, self._cursor_in(index)
        if before != overlay.cursor:
            self._refresh_area(index, before)
            self._refresh_area(index, overlay.cursor)

    def _cursor_in(self, index: int) -> Area:
        here = self._position
        if here is None or self._page.system_of(here.measure) != index:
            return NOWHERE
        return self._page.drawings[index].area(self._onsets.get(here.onset, ()))

    def _lay_ground(self, index: int) -> None:
        overlay = self._page.overlays[index]
        drawing = self._page.drawings[index]
        overlay.loop = drawing.measure_columns(self._loop)
        if self._span is not None:
            overlay.loop = part_of(overlay.loop, drawing, self._onsets, self._span)
        overlay.cursor = self._cursor_in(index)

    def _lay_veils(self) -> None:
        """Hide in all systems what is hidden, and nothing else."""
        secret = self._secrecy.heads
        names = {head: name for head, name in self._names.items() if head not in secret}
        for index, overlay in enumerate(self._page.overlays):
            overlay.hush(self._quiet - secret)
            overlay.write_names(names)
            self._lay_veil(index)
        self.version += 1
        self.refresh()

    def _lay_veil(self, index: int) -> None:
        drawing, overlay = self._page.drawings[index], self._page.overlays[index]
        veil = None if self._secrecy.hiding.is_open else partial(self._secrecy.veil, drawing)
        overlay.draw_curtain(veil)

    def _reveal(self, note_id: str, verdict: Verdict) -> None:
        """Let a hidden note appear that was played right."""
        note = self._score.notes_by_id[note_id]
        if not self._secrecy.reveal(note, verdict):
            return
        for index in self._page.systems_of(note):
            self._lay_veil(index)
            drawing, measures = self._page.drawings[index], range(note.measure, note.measure + 1)
            area = Area(range(drawing.height), drawing.measure_columns(measures))
            self._refresh_area(index, area)

    def _show_marks(self, note_ids: Iterable[str]) -> None:
        for note_id in note_ids:
            note = self._score.notes_by_id[note_id]
            for index in self._page.systems_of(note):
                drawing, overlay = self._page.drawings[index], self._page.overlays[index]
                self.version += 1
                is_secret = self._secrecy.is_secret(note)
                laid = marks.lay_over(drawing, overlay, self._marks, note, is_secret=is_secret)
                for row, column in laid:
                    place = Area(range(row, row + 1), range(column, column + 1))
                    self._refresh_area(index, place)

    def _refresh_area(self, index: int, area: Area) -> None:
        for top in self._page.tops(index):
            left, rows, columns = _MARGIN + area.columns.start, area.rows, area.columns
            if rows and columns:
                self.refresh(Region(left, top + rows.start, len(columns), len(rows)))

    def _nearest(self, pitch: int, position: ScorePosition | None) -> str | None:
        notes = self._onsets.get(position.onset, ()) if position else ()
        table = self._score.notes_by_id
        return min(notes, key=lambda note: abs(table[note].pitch - pitch), default=None)


def _notes_by_onset(score: Score) -> dict[Fraction, tuple[str, ...]]:
    table: dict[Fraction, list[str]] = {}
    for note in score.notes:
        table.setdefault(note.onset, []).append(note.id)
    return {onset: tuple(ids) for onset, ids in table.items()}


def _names_by_head(score: Score) -> dict[str, str]:
    """The name of every head, those it is tied to included."""
    return {
        head: note_name(note.spelling) for note in score.notes for head in (note.id, *note.tied)
    }
