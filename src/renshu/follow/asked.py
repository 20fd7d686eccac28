"""What a chord asks for, by key: unisons once, grace notes with the chord they lean on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from renshu.follow.habits import NEAR_KEYS
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
    """The chords to be pressed, grace notes with the one at their moment.

    Grace notes that lean on nothing stand in a chord that asks for nothing.
    """
    found: list[Asked] = []
    for _, group in groupby(chords, key=lambda chord: (chord.onset, chord.position)):
        together = list(group)
        graces = [note for chord in together if chord.is_grace for note in chord.notes]
        notes = [note for chord in together if not chord.is_grace for note in chord.notes]
        found.append(Asked(together[-1], by_pitch(notes), by_pitch(graces)))
    return tuple(found)


def by_pitch(notes: Iterable[ScoreNote]) -> dict[int, ScoreNote]:
    """Notes by their key; of several on one key the first."""
    table: dict[int, ScoreNote] = {}
    for note in notes:
        table.setdefault(note.pitch, note)
    return table


def meant(pitch: int, notes: Iterable[ScoreNote], reach: int) -> ScoreNote | None:
    """The note that a wrong key stands for: the likeliest one within `reach` semitones."""
    near = [note for note in notes if 0 < abs(note.pitch - pitch) <= reach]
    return min(near, key=lambda note: _rarity(note.pitch - pitch), default=None)


def _rarity(semitones: int) -> tuple[float, int]:
    """Neighbouring keys first, then octaves, then the nearest."""
    return -NEAR_KEYS.get(semitones, 0.0), abs(semitones)


def _is_rolled(ornament: Ornament | None) -> bool:
    return ornament is not None and ornament.kind is OrnamentKind.ARPEGGIO
