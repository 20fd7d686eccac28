"""How likely a key is at every place: rows over all places, one a pitch, made when first needed.

It imports numpy: nothing that a program start needs may import it.
"""

import numpy as np

from renshu.follow.habits import ANY_KEY, MISPLACED, NEAR_KEYS, Habits
from renshu.follow.notes import Floats
from renshu.follow.places import Places


class Emission:
    """Rows of likelihoods over all places of a score."""

    def __init__(self, places: Places, habits: Habits) -> None:
        self._places = places
        self._habits = habits
        self._real = places.is_real.astype(np.float32)
        self._first: dict[int, Floats] = {}
        self._stray: dict[int, Floats] = {}
        self._ornament: dict[int, Floats | None] = {}
        for pitch in places.pitches:
            self.first(pitch)
            self.stray(pitch)

    def first(self, pitch: int) -> Floats:
        """Likelihood of `pitch` as the first note of each chord, right or in place of a note.

        Half of the wrong presses take the place of a note; the other half are extra.
        """
        if pitch not in self._first:
            slip = self._habits.slip
            row = np.float32(0.5 * slip) * self._instead(pitch)
            here = self._places.holders(pitch).places
            row[here] = (1 - slip) / self._places.size[here]
            self._first[pitch] = row
        return self._first[pitch]

    def stray(self, pitch: int) -> Floats:
        """Density per second of `pitch` as a stray press while at each place."""
        if pitch not in self._stray:
            near = np.maximum(self._near(pitch), self._misplaced(pitch, (-1,)))
            near[:-1] = np.maximum(near[:-1], 0.7 * near[1:])
            near *= np.float32(self._habits.slip / self._habits.extra_gap) * self._real
            self._stray[pitch] = near
        return self._stray[pitch]

    def ornament(self, pitch: int) -> Floats | None:
        """Density per second of `pitch` at once as part of an ornament; None if there is none."""
        if pitch not in self._ornament:
            row = self._places.ornament_row(pitch)
            density = row / np.float32(self._habits.ornament_gap)
            self._ornament[pitch] = density if row.any() else None
        return self._ornament[pitch]

    def _instead(self, pitch: int) -> Floats:
        """Likelihood of `pitch` in place of a note of each chord; over all keys 1."""
        row = np.full(len(self._places), ANY_KEY, np.float32)
        for distance, share in NEAR_KEYS.items():
            here = self._places.holders(pitch - distance).places
            row[here] += np.float32(share) / self._places.size[here]
        row *= np.float32(1 - MISPLACED)
        row += self._misplaced(pitch, (-1, 1))
        row *= self._real
        return row

    def _misplaced(self, pitch: int, steps: tuple[int, ...]) -> Floats:
        """Likelihood that `pitch` is pressed so many chords away from where it is written."""
        row = np.zeros(len(self._places), np.float32)
        here = self._places.holders(pitch).places
        for step in steps:
            row[here + step] += np.float32(MISPLACED / 2) / self._places.size[here]
        return row

    def _near(self, pitch: int) -> Floats:
        """How much `pitch` is what a finger beside the chord would press."""
        near = np.full(len(self._places), ANY_KEY, np.float32)
        for distance, share in NEAR_KEYS.items():
            here = self._places.holders(pitch - distance).places
            near[here] = np.maximum(near[here], np.float32(share))
        near *= self._real
        return near
