"""Where a player goes who does not go on: back a little, to a bar near by, to the beginning.

It imports numpy: nothing that a program start needs may import it.
"""

import math
from collections.abc import Sequence

import numpy as np

from renshu.follow.habits import Habits
from renshu.follow.notes import Floats
from renshu.follow.places import Places
from renshu.follow.wandering import Wandering

_STUMBLE = 5
"""Chords within which a stumble is mended, the present one included."""
_BARS = 16
"""Bars back and ahead within which a jump is a near one."""
_AT_BAR = 0.75
"""Share of far jumps, and of starts within the piece, that go to the beginning of a bar."""
_ANYWHERE, _MENDING, _BEGINNING, _FAMILIAR, _BAR_BACK, _BAR_AHEAD = 0.1, 0.3, 0.1, 0.2, 0.2, 0.1
"""Shares of jumps by where they go."""
_SAME_HANDS = 0.7
"""Share of jumps that keep the hands that are playing."""
_AT_ONCE = 0.15
"""Seconds that the hand needs at least to go elsewhere, as a rule."""


class Jumps:
    """Weighs all places as goals of a jump."""

    def __init__(self, places: Places, habits: Habits) -> None:
        self._places = places
        self._habits = habits
        hands = len(places.readings) - 1
        one_hand = habits.one_hand / hands if hands else 0.0
        shares = [1 - habits.one_hand if hands else 1.0, *[one_hand] * hands]
        self._anywhere = self._spread(shares)
        self.start: Floats = self._anywhere * np.float32(0.5)
        """Where a first note may be: half of the players begin at the beginning."""
        for reading, share in zip(places.readings, shares, strict=True):
            self.start[reading.start] += 0.5 * share
        self._hands = np.full((hands + 1, hands + 1, 1), (1 - _SAME_HANDS) / max(hands, 1))
        self._hands[np.arange(hands + 1), np.arange(hands + 1)] = _SAME_HANDS if hands else 1.0
        nearer = (1 / np.arange(1, 2 + _BARS)).astype(np.float32)
        nearer /= nearer.sum()
        self._near = np.concatenate([_BAR_BACK * nearer[::-1], _BAR_AHEAD * nearer[:-1]])
        """By bar from the farthest back on: the nearer, the likelier, as one over the distance."""
        self.wandering = Wandering(places, habits.jump)

    def weigh(self, sources: Sequence[tuple[int, float]], gap: float, out: Floats) -> None:
        """Set `out` to the density of a jump to every place.

        Args:
            sources: Places where the player may be, with shares that sum to 1.
            gap: Seconds after the last note.
            out: Where to write it.
        """
        habits, places = self._habits, self._places
        time = 2 / math.pi * habits.jump_gap / (habits.jump_gap**2 + gap * gap)
        density = self.wandering.rate * time * gap / (gap + _AT_ONCE)
        np.multiply(self._anywhere, np.float32(_ANYWHERE * density), out=out)
        familiar = places.bar_starts[:, self.wandering.bars]
        for place, share in sources:
            hands = self._hands[places.reading_of(place)]
            hands = (share * density * hands).astype(np.float32)
            self._add_near(place, hands, out)
            out[familiar] += _FAMILIAR * hands * self.wandering.shares

    def _spread(self, shares: Sequence[float]) -> Floats:
        """Anywhere: mostly the beginning of a bar."""
        row = np.zeros(len(self._places), np.float32)
        starts = self._places.bar_starts
        for reading, share, bars in zip(self._places.readings, shares, starts, strict=True):
            row[reading.start : reading.stop] += share * (1 - _AT_BAR) / len(reading)
            np.add.at(row, bars, share * _AT_BAR / len(bars))
        return row

    def _add_near(self, place: int, hands: Floats, out: Floats) -> None:
        places, bar = self._places, int(self._places.bar[place])
        here = places.counterparts[:, place].tolist()
        for reading, at, share in zip(places.readings, here, hands[:, 0].tolist(), strict=True):
            first = max(reading.start, at - _STUMBLE + 1)
            out[first : at + 1] += share * _MENDING / _STUMBLE
            out[reading.start] += share * _BEGINNING
        low = max(0, bar - _BARS)
        around = places.bar_starts[:, low : bar + _BARS + 1]
        out[around] += hands * self._near[_BARS - bar + low :][: around.shape[1]]
