"""Pairs of places in different pieces from which the same few intervals follow.

It imports numpy: nothing that a program start needs may import it.
"""

import numpy as np
from numpy.typing import NDArray

from renshu.follow.melody.index import MelodyIndex
from renshu.library.themes.information import OUTSIDE, Keys, symbols

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""A place of an earlier piece, and one of a later piece."""

INTERVALS = 5
"""So many follow in both: six notes."""
MOST_PIECES = 48
"""What more pieces have in common is a formula and no theme."""
MOST_PLACES = 6
"""In one piece; what comes more often is looked at in these places."""


def seeds(index: MelodyIndex, fresh: NDArray[np.bool_]) -> Pairs:
    """The pairs of which one piece at least is fresh; each run of them is there once.

    Args:
        index: The library.
        fresh: For each place, whether it belongs to a piece whose links are asked.
    """
    places, grams = _grams(symbols(index))
    places, grams = _not_too_common(places, grams, index.piece[places].astype(np.int64))
    ones, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for apart in range(1, MOST_PIECES * MOST_PLACES):
        same = np.flatnonzero(grams[apart:] == grams[:-apart])
        if not len(same):
            break
        one, other = places[same], places[same + apart]
        wanted = (index.piece[one] != index.piece[other]) & (fresh[one] | fresh[other])
        ones.append(one[wanted])
        others.append(other[wanted])
    return _first_of_runs(np.concatenate(ones), np.concatenate(others))


def _grams(steps: Keys) -> tuple[Keys, Keys]:
    """All places from which enough intervals follow, and those as one number; sorted by that."""
    count = max(len(steps) - INTERVALS, 0)
    grams = np.zeros(count, np.int64)
    is_whole = np.ones(count, np.bool_)
    for ahead in range(1, INTERVALS + 1):
        following = steps[ahead : ahead + count]
        grams = grams * (OUTSIDE + 1) + following
        is_whole &= following != OUTSIDE
    places = np.flatnonzero(is_whole)
    order = np.argsort(grams[places], kind="stable")
    return places[order], grams[places][order]


def _not_too_common(places: Keys, grams: Keys, pieces: Keys) -> tuple[Keys, Keys]:
    """Of each piece some places with a gram, if more than one piece has it and not too many."""
    begins_gram = np.diff(grams, prepend=-1) != 0
    begins_piece = begins_gram | (np.diff(pieces, prepend=-1) != 0)
    gram, piece = np.cumsum(begins_gram) - 1, np.cumsum(begins_piece) - 1
    rank = np.arange(len(places)) - np.flatnonzero(begins_piece)[piece]
    spread = np.bincount(gram, begins_piece)[gram]
    kept = (rank < MOST_PLACES) & (spread > 1) & (spread <= MOST_PIECES)
    return places[kept], grams[kept]


def _first_of_runs(ones: Keys, others: Keys) -> Pairs:
    """Without the pairs that lie one note after another pair."""
    order = np.lexsort((ones, others - ones))
    ones, others = ones[order], others[order]
    is_next = (np.diff(ones, prepend=-9) == 1) & (np.diff(others, prepend=-9) == 1)
    return ones[~is_next], others[~is_next]
