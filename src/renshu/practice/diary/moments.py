"""The moments of a score at which a key goes down, numbered, with the keys of each hand."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from renshu.score.notation import Score
from renshu.score.passage import Hands


@dataclass(frozen=True, slots=True)
class Row:
    """The moments at which some hands have notes, in written order."""

    places: tuple[int, ...]
    """The number of each among all moments of the score."""
    keys: tuple[tuple[int, ...], ...]
    """What is pressed at each: a key twice where a grace note has it as well."""

    def index(self, place: int) -> int:
        """Of the first moment that is not before `place`; behind the last where there is none."""
        return bisect_left(self.places, place)

    def between(self, low: int, high: int) -> tuple[int, ...]:
        """The places of the moments after `low` and before `high`."""
        return self.places[self.index(low + 1) : self.index(high)]


class Moments:
    """All moments of a score, and for both hands and each alone those that are theirs."""

    def __init__(self, score: Score) -> None:
        onsets = sorted({note.onset for note in score.notes})
        self.place_of = {onset: place for place, onset in enumerate(onsets)}
        self.onsets = tuple(onsets)
        """Written time of each, in quarters."""
        self.seconds = tuple(score.tempo.seconds_at(onset) for onset in onsets)
        """As written, from the beginning of the score."""
        self.measures = [0] * len(onsets)
        """The index of the measure of each."""
        for note in score.notes:
            self.measures[self.place_of[note.onset]] = note.measure
        bars = [score.tempo.seconds_at(measure.end) for measure in score.measures]
        self.bar_ends = tuple(bars[measure] for measure in self.measures)
        """Seconds at which the bar of each is over."""
        self.rows = {hands: self._row(score, hands) for hands in Hands}

    def _row(self, score: Score, hands: Hands) -> Row:
        pressed: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
        for note in score.notes:
            if hands.include(note.hand):
                grace = note.id if note.is_grace else ""
                pressed[self.place_of[note.onset]].add((note.pitch, grace))
        places = tuple(sorted(pressed))
        return Row(places, tuple(tuple(key for key, _ in pressed[place]) for place in places))
