"""A score as plain arrays: what the free follower and the review need to know of it.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Seconds = NDArray[np.float64]
Indexes = NDArray[np.int64]
Masks = NDArray[np.unsignedinteger[Any]]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ornamented:
    """The keys that an ornament allows while its note lasts."""

    onset: float
    """Quarters."""
    offset: float
    pitches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a score, sorted by onset, then pitch."""

    onset: Seconds
    """Quarters."""
    seconds: Seconds
    """The same onsets in seconds at the tempo as written."""
    pitch: Indexes
    hand: Indexes
    """0 right, 1 left, -1 unknown."""
    is_grace: Flags
    bar: Indexes
    """The number of its bar; never falling."""
    ornaments: tuple[Ornamented, ...] = ()

    def __len__(self) -> int:
        return len(self.pitch)


@dataclass(frozen=True, slots=True)
class Link:
    """A step in the playing order that is not a step on the page."""

    end: float
    """Written quarters where the measure before the jump ends."""
    start: float
    """Written quarters where the measure after it begins."""
    end_seconds: float
    start_seconds: float


def indexes(numbers: Iterable[int]) -> Indexes:
    """Whole numbers as a column."""
    return np.fromiter(numbers, np.int64)
