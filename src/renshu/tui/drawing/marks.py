"""The verdicts on a score: which cells of which system they change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from renshu.score.notation import Score, ScoreNote
from renshu.tui.drawing.row import Cell
from renshu.tui.drawing.system import Overlay, Place, SystemDrawing
from renshu.tui.drawing.verdicts import MARKS, Verdict


@dataclass(slots=True)
class Marks:
    """What is known of each note so far; the latest verdict on a note holds."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    """By note id."""
    ghosts: dict[str, set[int]] = field(default_factory=dict)
    """Wrong pitches played at a note, by its id."""

    @property
    def known(self) -> frozenset[str]:
        """The ids of the notes that have a mark."""
        return frozenset(self.verdicts.keys() | self.ghosts.keys())

    def set(self, note_id: str, verdict: Verdict) -> None:
        """A verdict on a note."""
        self.verdicts[note_id] = verdict

    def add_ghost(self, note_id: str, pitch: int) -> None:
        """A wrong key was played where the note stands."""
        self.ghosts.setdefault(note_id, set()).add(pitch)

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
        return gone


def lay_over(
    drawing: SystemDrawing, overlay: Overlay, marks: Marks, note: ScoreNote
) -> frozenset[Place]:
    """Show in a system what is known of one note, or that nothing is; returns what changes."""
    verdict = marks.verdicts.get(note.id)
    heads = dict(_coloured(drawing, note, verdict)) if verdict else {}
    signs = dict(_ghosts(drawing, note, marks.ghosts.get(note.id, frozenset())))
    if verdict and (centre := drawing.centre(note.id)):
        signs[centre] = Cell(MARKS[verdict], verdict.value)
    return overlay.mark(note.id, heads, signs)


def _coloured(
    drawing: SystemDrawing, note: ScoreNote, verdict: Verdict
) -> Iterator[tuple[Place, Cell]]:
    for head in (note.id, *note.tied):
        for place, cell in drawing.head(head).items():
            yield place, Cell(cell.text, verdict.value)


def _ghosts(
    drawing: SystemDrawing, note: ScoreNote, pitches: Iterable[int]
) -> Iterator[tuple[Place, Cell]]:
    for pitch in pitches:
        if (place := drawing.ghost(note, pitch)) is not None:
            yield place, Cell(MARKS[Verdict.WRONG], Verdict.WRONG.value)
