"""How well presses go on from a place in the score, or lead to it: the price of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from renshu.practice.diary.moments import Row

STRAY = 1.0
"""The price of a press that is no note. All other prices are in it."""
OMITTED = 0.7
"""The price of a moment that is passed over: it happens about as often as a stray key, but no key
has to be named (`follow.habits`)."""


@dataclass(frozen=True, slots=True)
class Course:
    """What it costs to take presses as going on."""

    prices: tuple[float, ...]
    """In all, of the first 0, 1, 2, … presses."""
    moves: int | None
    """The first press that plays another moment than the one where the line ends."""


def course(
    row: Row, place: int, is_open: Iterable[int], pitches: Sequence[int], step: int = 1
) -> Course:
    """Take presses as going on from a place, or as leading to it.

    Args:
        row: The moments of the hands that play.
        place: Where the line ends, or begins.
        is_open: Keys of that moment that have not been played.
        pitches: The presses, from there outward.
        step: 1 for on through the score, -1 for back.
    """
    here = min(row.index(place), len(row.places) - 1)
    late, rest = list[int](), list(is_open)
    costs, moves = [0.0], None
    for index, pitch in enumerate(pitches):
        cost = 0.0
        if pitch in rest:
            rest.remove(pitch)
        elif pitch in late:
            late.remove(pitch)
        elif (ahead := _ahead(row, here, pitch, step)) is not None:
            here += step * ahead
            late, rest = rest, list(row.keys[here])
            rest.remove(pitch)
            cost = (ahead - 1) * OMITTED
            moves = index if moves is None else moves
        else:
            cost = STRAY
        costs.append(cost)
    return Course(tuple(accumulate(costs)), moves)


def _ahead(row: Row, here: int, pitch: int, step: int) -> int | None:
    """How many moments on the key comes next, as far as that is cheaper than a stray key."""
    for ahead in (1, 2):
        at = here + step * ahead
        if 0 <= at < len(row.places) and pitch in row.keys[at]:
            return ahead
    return None
