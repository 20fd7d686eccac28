"""The most likely way through the score, once all notes are known.

The belief of the free follower, with the best way to each place instead of the sum of all ways
(Viterbi's algorithm), remembers where every way came from; from the end it is read backwards.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from renshu.follow.belief import Belief
from renshu.follow.habits import Habits
from renshu.follow.notes import Indexes, indexes
from renshu.follow.places import Places

_HOPELESS = 1e-7
"""Ways so much less likely than the best one are not remembered."""
_SETTLE = 500
"""Notes after which it is looked how far back all ways are one."""


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
    """What one note left behind: the places worth remembering, and where each came from."""

    best: int
    places: Indexes
    sources: Indexes

    def source(self, place: int) -> int:
        """Where the way to `place` was before; -1 after a jump, or where that is forgotten."""
        at = int(np.searchsorted(self.places, place))
        known = at < len(self.places) and self.places[at] == place
        return int(self.sources[at]) if known else -1


class _Path:
    """The way so far: settled where all ways still open have run together, traces from there."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._settled: list[tuple[int, bool]] = []
        self._traces: list[_Trace] = []

    def add(self, trace: _Trace) -> None:
        self._traces.append(trace)
        if len(self._traces) % _SETTLE == 0:
            self._settle()

    def steps(self) -> list[tuple[int, bool]]:
        """Per note its place, and whether a stretch begins with it."""
        if not self._traces:
            return self._settled
        return self._settled + self._back(len(self._traces) - 1, self._traces[-1].best)

    def _back(self, last: int, place: int) -> list[tuple[int, bool]]:
        path = []
        for index in range(last, -1, -1):
            source = self._traces[index].source(place)
            goes_on = source >= 0 and self._places.goes_straight(source, place)
            path.append((place, not goes_on))
            place = source if source >= 0 else self._traces[index - 1].best
        return path[::-1]

    def _settle(self) -> None:
        places = set(self._traces[-1].places.tolist())
        for index in range(len(self._traces) - 1, 0, -1):
            sources = {self._traces[index].source(place) for place in places}
            best = self._traces[index - 1].best
            places = {best if source < 0 else source for source in sources}
            if len(places) == 1:
                self._settled += self._back(index - 1, places.pop())
                del self._traces[:index]
                return


def decode(
    places: Places, times: Sequence[float], pitches: Sequence[int], habits: Habits | None = None
) -> tuple[Stretch, ...]:
    """The stretches that best explain the notes, in order of time."""
    belief, path = Belief(places, habits, np.maximum), _Path(places)
    for time, pitch in zip(times, pitches, strict=True):
        belief.hear(time, pitch)
        alive = np.flatnonzero(belief.weights > _HOPELESS)
        path.add(_Trace(belief.best, alive, belief.sources(alive)))
    return _stretches(path.steps())


def _stretches(path: Sequence[tuple[int, bool]]) -> tuple[Stretch, ...]:
    starts = [index for index, (_, begins) in enumerate(path) if begins or index == 0]
    return tuple(
        Stretch(start, indexes(place for place, _ in path[start:stop]))
        for start, stop in pairwise([*starts, len(path)])
    )
