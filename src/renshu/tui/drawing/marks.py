"""The verdicts on a score: which cells of which system they change."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from renshu.evening.verdicts import MARKS, Verdict
from renshu.score.notation import Score, ScoreNote
from renshu.tui.drawing.overlay import Overlay, Place
from renshu.tui.drawing.pixel_system import PixelDrawing
from renshu.tui.drawing.row import Cell
from renshu.tui.drawing.system import SystemDrawing


@dataclass(slots=True)
class Marks:
    """What is known of each note so far; the latest verdict on a note holds."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    """By note id."""
    ghosts: dict[str, set[int]] = field(default_factory=dict)
    """Wrong pitches played at a note, by its id."""
    mistaken: set[str] = field(default_factory=set)
    """The ids of notes in whose place a wrong key was pressed."""

    @property
    def known(self) -> frozenset[str]:
        """The ids of the notes that have a mark."""
        return frozenset(self.verdicts.keys() | self.ghosts.keys())

    def set(self, note_id: str, verdict: Verdict) -> None:
        """A verdict on a note."""
        self.verdicts[note_id] = verdict

    def add_ghost(self, note_id: str, pitch: int, *, is_instead: bool = False) -> None:
        """A wrong key was played where the note stands, or even in its place."""
        self.ghosts.setdefault(note_id, set()).add(pitch)
        if is_instead:
            self.mistaken.add(note_id)

    def of(self, note_id: str) -> Verdict | None:
        """What a note is shown as: one that a wrong key stands for is wrong, not missed."""
        verdict = self.verdicts.get(note_id)
        if verdict is Verdict.MISSED and note_id in self.mistaken:
            return Verdict.WRONG
        return verdict

    def forget_from(self, score: Score, measure: int) -> frozenset[str]:
        """Forget all from a measure on: it is going to be played again.

        Returns:
            The ids of notes whose marks are gone.
        """
        gone = frozenset(
            note_id for note_id in self.known if score.notes_by_id[note_id].measure >= measure
        )
        for note_id in gone:
            self.verdicts.pop(note_id, None)
            self.ghosts.pop(note_id, None)
        self.mistaken -= gone
        return gone


def lay_over(
    drawing: SystemDrawing,
    overlay: Overlay,
    marks: Marks,
    note: ScoreNote,
    *,
    is_secret: bool = False,
) -> frozenset[Place]:
    """Show in a system what is known of one note, or that nothing is; returns what changes.

    Of a note that is secret nothing is shown but the wrong keys in its place.
    """
    verdict = None if is_secret else marks.of(note.id)
    if isinstance(drawing, PixelDrawing):
        heads_in_pixels = drawing.verdict_stamps(note, verdict, overlay) if verdict else ()
        crosses = drawing.ghost_stamps(note, frozenset(marks.ghosts.get(note.id, ())))
        return overlay.stamp(note.id, (*heads_in_pixels, *crosses))
    heads = dict(_coloured(drawing, note, verdict)) if verdict else {}
    signs = dict(_signs(drawing, overlay, note, verdict)) if verdict else {}
    ghosts = _ghosts(drawing, note, marks.ghosts.get(note.id, ()), signs.keys())
    return overlay.mark(note.id, heads, signs, ghosts)


def _coloured(
    drawing: SystemDrawing, note: ScoreNote, verdict: Verdict
) -> Iterator[tuple[Place, Cell]]:
    for head in (note.id, *note.tied):
        for place, cell in drawing.head(head).items():
            yield place, Cell(cell.text, verdict.value)


def _signs(
    drawing: SystemDrawing, overlay: Overlay, note: ScoreNote, verdict: Verdict
) -> Iterator[tuple[Place, Cell]]:
    """The sign on a head, or beside it where its name is written in it.

    A note that another key stood for has its sign at that key.
    """
    beside = drawing.beside(note.id) if note.id in overlay.names else None
    centre = beside or drawing.centre(note.id)
    if centre is not None and verdict is not Verdict.WRONG:
        yield centre, _sign(verdict)


def _ghosts(
    drawing: SystemDrawing, note: ScoreNote, pitches: Iterable[int], taken: Container[Place]
) -> dict[Place, Cell]:
    """Wrong keys where they would be written; neighbouring steps may share a row of text."""
    places = {drawing.ghost(note, pitch) or drawing.centre(note.id) for pitch in pitches}
    free = {drawing.beside(note.id) or one if one in taken else one for one in places if one}
    return {place: _sign(Verdict.WRONG) for place in free}


def _sign(verdict: Verdict) -> Cell:
    return Cell(MARKS[verdict], verdict.value)
