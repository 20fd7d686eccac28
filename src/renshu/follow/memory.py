"""What every place knows of the best way that led to it: its chord's open notes, and its time.

It imports numpy: nothing that a program start needs may import it.
"""

import numpy as np

from renshu.follow.notes import Flags, Floats, Indexes, Masks
from renshu.follow.places import Holders, Places

LONGEST = 60.0
"""Seconds after which time says nothing more."""
_BEGUN_ANEW = 0.2
"""Seconds without a note after which a note of the chord may begin the chord again."""


class Memory:
    """The chord of every place, as its best way has played it so far."""

    def __init__(self, places: Places, omission: float) -> None:
        self._full = places.full
        self._main = places.main
        self._omission = np.float32(omission)
        self._untouched: Floats = (omission ** places.main_size.astype(float)).astype(np.float32)
        """How likely it is that a chord is left out."""
        self._replaced: Floats = np.minimum(self._untouched / self._omission, 1)
        """The same but for one note, in place of which a wrong key was pressed."""
        self.open: Masks = places.full.copy()
        """The notes that have not been played."""
        self.left: Masks = np.zeros_like(places.full)
        """Those that were open in the chord before when this one began."""
        self.age: Floats = np.zeros(len(places), np.float32)
        """Seconds since the chord began."""
        self.leave: Floats = self._untouched.copy()
        """How likely it is that the open notes are left out."""

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.age += np.float32(seconds)
        np.minimum(self.age, LONGEST, out=self.age)

    def hits(self, holders: Holders) -> Indexes:
        """The places at which the key is an open note."""
        is_open: Flags = (self.open[holders.places] & holders.bits) != 0
        return holders.places[is_open]

    def late(self, holders: Holders) -> Indexes:
        """The places at which the key is an open note of the chord before."""
        after = holders.places + 1
        is_left: Flags = (self.left[after] & holders.bits) != 0
        return after[is_left]

    def play(self, holders: Holders, entered: Flags, gap: float) -> None:
        """Take the key: `entered` places begin their chord with it, at the others it is one more.

        Args:
            holders: The places that have the key.
            entered: Flags over all places.
            gap: Seconds since the last note.
        """
        here = holders.places
        if gap > _BEGUN_ANEW:
            self.open[here] = self._full[here]
            self.age[here] = 0
        self._begin(entered)
        right = here[entered[here]]
        self.leave[right] = self._untouched[right]
        played = self.open[here] & holders.bits
        played &= np.negative(played)  # of a grace note and its main note only one
        self.open[here] ^= played
        here = here[(played & self._main[here]) != 0]
        self.leave[here] = np.minimum(self.leave[here] / self._omission, 1)

    def _begin(self, entered: Flags) -> None:
        mask = entered.astype(self.open.dtype)
        np.negative(mask, out=mask)
        self.left[1:] ^= (self.left[1:] ^ self.open[:-1]) & mask[1:]
        self.open ^= (self.open ^ self._full) & mask
        fresh = entered.astype(np.float32)
        kept = 1 - fresh
        self.age *= kept
        self.leave *= kept
        fresh *= self._replaced
        self.leave += fresh
