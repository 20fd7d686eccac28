"""What a chord asks for, by key: unisons once, grace notes with the chord they lean on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from renshu.score.notation import Ornament, OrnamentKind, ScoreNote
from renshu.score.passage import Chord, ScorePosition


@dataclass(frozen=True, slots=True)
class Asked:
    """A chord to be pressed, and the grace notes that may be played around it."""

    chord: Chord
    notes: Mapping[int, ScoreNote]
    """By pitch. Two voices or hands that write the same key ask for it once."""
    graces: Mapping[int, ScoreNote]
    """By pitch: optional."""

    @property
    def position(self) -> ScorePosition:
        """The place of the chord."""
        return self.chord.position

    @property
    def is_rolled(self) -> bool:
        """Whether its notes are written to come one after the other."""
        return any(_is_rolled(note.ornament) for note in self.notes.values())


def asked(chords: Sequence[Chord]) -> tuple[Asked, ...]:
    """The chords to be pressed.

    Grace notes go with the next chord; those that end the passage go with the last one.
    """
    found: list[Asked] = []
    graces: list[ScoreNote] = []
    for chord in chords:
        if chord.is_grace:
            graces.extend(chord.notes)
        else:
            found.append(Asked(chord, by_pitch(chord.notes), by_pitch(graces)))
            graces = []
    if graces and found:
        last = found.pop()
        found.append(Asked(last.chord, last.notes, {**by_pitch(graces), **last.graces}))
    return tuple(found)


def by_pitch(notes: Iterable[ScoreNote]) -> dict[int, ScoreNote]:
    """Notes by their key; of several on one key the first."""
    table: dict[int, ScoreNote] = {}
    for note in notes:
        table.setdefault(note.pitch, note)
    return table


def meant(pitch: int, notes: Iterable[ScoreNote], reach: int) -> ScoreNote | None:
    """The note that a wrong key stands for: the nearest one within `reach` semitones."""
    near = [note for note in notes if abs(note.pitch - pitch) <= reach]
    return min(near, key=lambda note: abs(note.pitch - pitch), default=None)


def _is_rolled(ornament: Ornament | None) -> bool:
    return ornament is not None and ornament.kind is OrnamentKind.ARPEGGIO
