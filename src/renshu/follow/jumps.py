"""Where a player goes who does not go on: back a little, to a bar near by, to the beginning.

It imports numpy: nothing that a program start needs may import it.
"""

import math

import numpy as np

from renshu.follow.habits import Habits
from renshu.follow.places import Floats, Places

_STUMBLE = 5
"""Chords within which a stumble is mended, the present one included."""
_BARS_BACK = 8
_BARS_AHEAD = 16
_AT_BAR = 0.75
"""Share of far jumps, and of starts within the piece, that go to the beginning of a bar."""
_ANYWHERE, _MENDING, _BAR_BACK, _BAR_AHEAD, _FAMILIAR = 0.1, 0.4, 0.2, 0.1, 0.2
"""Shares of jumps by where they go."""
_SAME_HANDS = 0.7
"""Share of jumps that keep the hands that are playing."""
_LANDING = 3.0
"""How much likelier a player goes where they went before than where they only passed."""
_AT_ONCE = 0.15
"""Seconds that the hand needs at least to go elsewhere, as a rule."""


class Jumps:
    """Weighs all places as goals of a jump."""

    def __init__(self, places: Places, habits: Habits) -> None:
        self._places = places
        self._habits = habits
        hands = len(places.readings) - 1
        one_hand = habits.one_hand / hands if hands else 0.0
        self._heat = np.zeros(int(places.bar_rank.max()) + 1)
        self._heat[0] = 1.0
        self._bar = -1
        self._warm()
        self._shares = [1 - habits.one_hand if hands else 1.0, *[one_hand] * hands]
        self._anywhere = self._spread()
        self.start: Floats = self._anywhere * np.float32(0.5)
        """Where a first note may be: half of the players begin at the beginning."""
        for reading, share in zip(places.readings, self._shares, strict=True):
            self.start[reading.start] += 0.5 * share

    def weigh(self, best: int, gap: float, out: Floats) -> None:
        """Set `out` to the density of a jump to every place, `gap` seconds after the last note."""
        habits = self._habits
        time = 2 / math.pi * habits.jump_gap / (habits.jump_gap**2 + gap * gap)
        density = habits.jump * time * gap / (gap + _AT_ONCE)
        np.multiply(self._anywhere, np.float32(_ANYWHERE * density), out=out)
        here = self._places.reading_of(best)
        hands = len(self._places.readings) - 1
        for index in range(len(self._places.readings)):
            share = _SAME_HANDS if index == here else (1 - _SAME_HANDS) / max(hands, 1)
            self._add_near(index, best, density * share, out)

    def visit(self, place: int) -> None:
        """Note that the player is certainly at `place`: there, or where it began, they may return."""
        bar = int(self._places.bar_rank[place])
        if bar == self._bar:
            return
        self._heat[bar] += 0.0 if self._heat[bar] else 1.0
        self._heat[bar] += 0.0 if bar == self._bar + 1 else _LANDING
        self._bar = bar
        self._warm()

    def _warm(self) -> None:
        self._familiar = np.flatnonzero(self._heat)
        heat = self._heat[self._familiar]
        self._heats = (heat / heat.sum()).astype(np.float32)

    def _spread(self) -> Floats:
        row = np.zeros(len(self._places), np.float32)
        starts = self._places.bar_starts
        for reading, share, bars in zip(self._places.readings, self._shares, starts, strict=True):
            row[reading.start : reading.stop] += (
                share * (1 - _AT_BAR) / (reading.stop - reading.start)
            )
            np.add.at(row, bars, share * _AT_BAR / len(bars))
        return row

    def _add_near(self, index: int, best: int, amount: float, out: Floats) -> None:
        reading = self._places.readings[index]
        here = int(self._places.counterparts[index, best])
        bar = int(self._places.bar_rank[best])
        starts = self._places.bar_starts[index]
        out[max(reading.start, here - _STUMBLE + 1) : here + 1] += amount * _MENDING / _STUMBLE
        back = starts[max(0, bar - _BARS_BACK) : bar + 1]
        out[back] += amount * _BAR_BACK / len(back)
        ahead = starts[bar + 1 : bar + 1 + _BARS_AHEAD]
        if len(ahead):
            out[ahead] += amount * _BAR_AHEAD / len(ahead)
        out[starts[self._familiar]] += amount * _FAMILIAR * self._heats
