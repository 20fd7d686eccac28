"""The edges of a section shown on the piano: its first chord, then its last.

A chord is over when all its keys are up again. It stands for the place where most of it is written.
Of several such places the first chord means the next one from where the music is, and the last
chord the first one after that.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby

from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.section import Section, spanned
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import ScorePosition

_LEAST_ALIKE = 0.5
"""Share of the keys, pressed or written, that must be both."""


class Marking:
    """Listens for the two chords.

    Args:
        score: The piece.
        here: Where the music is, in written time.
    """

    def __init__(self, score: Score, here: Fraction) -> None:
        self.first: Fraction | None = None
        """Where the section begins, once its first chord has been played."""
        self.section: Section | None = None
        """The section, once its last chord has been played."""
        self.is_lost = False
        """Whether the chord just played is nowhere in the piece."""
        self._score, self._here = score, here
        self._down: set[int] = set()
        self._chord: set[int] = set()

    def feed(self, event: PlayedEvent) -> None:
        """Take one event; nothing is known before the keys are up again."""
        self.is_lost = False
        match event:
            case KeyDown(pitch=pitch):
                self._down.add(pitch)
                self._chord.add(pitch)
            case KeyUp(pitch=pitch):
                self._down.discard(pitch)
                if self._chord and not self._down:
                    self._mark(frozenset(self._chord))
                    self._chord.clear()

    def _mark(self, pitches: frozenset[int]) -> None:
        found = places(self._score, pitches)
        if self.first is not None:
            found = tuple(onset for onset in found if onset >= self.first)
        if not found:
            self.is_lost = True
        elif self.first is None:
            self.first = next((onset for onset in found if onset >= self._here), found[0])
        else:
            self.section = spanned(self._score, self.first, found[0])


def places(score: Score, pitches: frozenset[int]) -> tuple[Fraction, ...]:
    """The onsets at which a chord is written, or what is most like it; none if nothing is.

    One hand of it is enough, so that also what the right hand alone plays is found.
    """
    likeness = {
        onset: max(_alike(pitches, chord) for chord in _hands(notes))
        for onset, notes in _by_onset(score)
    }
    best = max(likeness.values(), default=0.0)
    if best < _LEAST_ALIKE:
        return ()
    return tuple(onset for onset, alike in likeness.items() if alike == best)


def place_of(score: Score, onset: Fraction) -> ScorePosition:
    """The position of an onset, when it is played first."""
    for measure in score.measures:
        if measure.onset <= onset < measure.end:
            return ScorePosition(onset, measure.index)
    return ScorePosition(onset, max(0, len(score.measures) - 1))


def _by_onset(score: Score) -> Iterable[tuple[Fraction, list[ScoreNote]]]:
    notes = (note for note in score.notes if not note.is_grace)
    return ((onset, list(group)) for onset, group in groupby(notes, key=lambda note: note.onset))


def _hands(notes: Sequence[ScoreNote]) -> list[frozenset[int]]:
    """The keys of a chord: of both hands, and of each."""
    hands = {note.hand for note in notes}
    each = [frozenset(note.pitch for note in notes if note.hand is hand) for hand in hands]
    return [frozenset(note.pitch for note in notes), *each]


def _alike(pressed: frozenset[int], written: frozenset[int]) -> float:
    return len(pressed & written) / len(pressed | written)
