"""The most likely way through the score, once all notes are known.

The belief of the free follower, with the best way to each place instead of the sum of all ways
(Viterbi's algorithm), remembers where every way came from; from the end it is read backwards.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renshu.follow.belief import Belief
from renshu.follow.habits import Habits
from renshu.follow.notes import Indexes
from renshu.follow.places import Places

_HOPELESS = 1e-7
"""Ways so much less likely than the best one are not remembered."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Notes played straight on, without a jump or a repeat between them."""

    first: int
    """Index of its first played note."""
    places: Indexes
    """The place of each of its notes; never falling."""

    @property
    def stop(self) -> int:
        """Index of the played note behind its last."""
        return self.first + len(self.places)


@dataclass(frozen=True, slots=True)
class _Trace:
    best: int
    places: Indexes
    sources: Indexes


def decode(
    places: Places, times: Sequence[float], pitches: Sequence[int], habits: Habits | None = None
) -> tuple[Stretch, ...]:
    """The stretches that best explain the notes, in order of time."""
    belief = Belief(places, habits, np.maximum)
    traces = []
    for time, pitch in zip(times, pitches, strict=True):
        belief.hear(time, pitch)
        alive = np.flatnonzero(belief.weights > _HOPELESS)
        traces.append(_Trace(belief.best, alive, belief.sources(alive)))
    return _stretches(_backwards(traces))


def _backwards(traces: Sequence[_Trace]) -> list[tuple[int, bool]]:
    """Per note its place, and whether a stretch begins with it."""
    path = []
    place = traces[-1].best if traces else -1
    for index in range(len(traces) - 1, -1, -1):
        trace = traces[index]
        source = _source(trace, place)
        path.append((place, source < 0 or source > place))
        place = source if source >= 0 else traces[index - 1].best
    return path[::-1]


def _source(trace: _Trace, place: int) -> int:
    at = int(np.searchsorted(trace.places, place))
    known = at < len(trace.places) and trace.places[at] == place
    return int(trace.sources[at]) if known else -1


def _stretches(path: Sequence[tuple[int, bool]]) -> tuple[Stretch, ...]:
    starts = [index for index, (_, begins) in enumerate(path) if begins or index == 0]
    stops = [*starts[1:], len(path)]
    return tuple(
        Stretch(start, np.array([place for place, _ in path[start:stop]], np.int64))
        for start, stop in zip(starts, stops, strict=True)
        if stop > start
    )
