"""How likely a key is at every place: rows over all places, one a pitch, made when first needed.

It imports numpy: nothing that a program start needs may import it.
"""

import numpy as np

from renshu.follow.habits import ANY_KEY, NEAR_KEYS, Habits
from renshu.follow.places import Floats, Places


class Emission:
    """Rows of likelihoods over all places of a score."""

    def __init__(self, places: Places, habits: Habits) -> None:
        self._places = places
        self._habits = habits
        self._real = places.is_real.astype(np.float32)
        self._share = (self._real / np.maximum(places.size, 1)).astype(np.float32)
        self._first: dict[int, Floats] = {}
        self._stray: dict[int, Floats] = {}
        self._ornament: dict[int, Floats | None] = {}

    def first(self, pitch: int) -> Floats:
        """Likelihood of `pitch` as the first note of each chord, right or a slip."""
        if pitch not in self._first:
            slip = self._habits.slip
            right = (self._places.row(pitch) != 0) * self._share
            self._first[pitch] = np.maximum(
                (1 - slip) * right, 0.5 * slip * self._near(pitch)
            ).astype(np.float32)
        return self._first[pitch]

    def stray(self, pitch: int) -> Floats:
        """Density per second of `pitch` as a stray press while at each place."""
        if pitch not in self._stray:
            near = self._near(pitch)
            near[:-1] = np.maximum(near[:-1], 0.7 * near[1:])
            near *= self._real * self._habits.slip / self._habits.extra_gap
            self._stray[pitch] = near
        return self._stray[pitch]

    def ornament(self, pitch: int) -> Floats | None:
        """Density per second of `pitch` at once as part of an ornament; None if there is none."""
        if pitch not in self._ornament:
            row = self._places.ornament_row(pitch)
            density = row / np.float32(self._habits.ornament_gap)
            self._ornament[pitch] = density if row.any() else None
        return self._ornament[pitch]

    def _near(self, pitch: int) -> Floats:
        """How much `pitch` is what a finger beside the chord would press."""
        near = np.full(len(self._places), ANY_KEY, np.float32)
        for distance, share in NEAR_KEYS.items():
            inside = self._places.row(pitch - distance) != 0
            np.maximum(near, inside * np.float32(share), out=near)
        near *= self._real
        return near
