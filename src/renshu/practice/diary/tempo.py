"""How fast a stretch was played, as a share of the written tempo."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press

_FEWEST = 3
"""Steps from moment to moment below which nothing can be said."""


def tempo(pressed: Sequence[Press], moments: Moments) -> float | None:
    """The tempo of presses that go straight on; None where too few moments were played to tell.

    It is the regression of played on written time that holds least to what is out of line: the
    median of the steps from moment to moment, each with the weight of its written length (least
    absolute deviations of first differences). So a pause, or one bar that went slowly, does not
    make the whole slow.
    """
    steps = sorted(_steps(pressed, moments))
    if len(steps) < _FEWEST:
        return None
    so_far = list(accumulate(written for _, written in steps))
    middle = next(at for at, weight in enumerate(so_far) if weight >= so_far[-1] / 2)
    pace = steps[middle][0]
    return 1 / pace if pace > 0 else None


def _steps(pressed: Sequence[Press], moments: Moments) -> list[tuple[float, float]]:
    """Played seconds for one written second, and written seconds, from moment to moment."""
    begun: dict[int, float] = {}
    for press in pressed:
        if press.place is not None and press.note and not press.note.is_grace:
            begun.setdefault(press.place, press.time)
    seconds = moments.seconds
    return [
        ((late - early) / written, written)
        for (low, early), (high, late) in pairwise(sorted(begun.items()))
        if (written := seconds[high] - seconds[low]) > 0 and late > early
    ]
