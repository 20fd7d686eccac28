"""What a run has come to so far, told after every label."""

from collections import defaultdict

from renshu.follow.alignment import Label
from renshu.practice.take import Count, Tally, measure_of
from renshu.score.notation import Score


class LiveCount:
    """Counts labels as they come, in all and per measure; however many, each costs the same."""

    def __init__(self, score: Score) -> None:
        self._score = score
        self._all = Count()
        self._measures: defaultdict[int, Count] = defaultdict(Count)
        self.per_measure: dict[int, Tally] = {}
        """By measure index; only measures in which something happened."""

    def add(self, label: Label) -> None:
        """Count one label."""
        self._all.add(label)
        measure = measure_of(self._score, label)
        if measure is not None:
            self._measures[measure].add(label)
            self.per_measure = {**self.per_measure, measure: self._measures[measure].tally}

    @property
    def total(self) -> Tally:
        """All that was counted."""
        return self._all.tally
