"""Diaries are written when takes end, and later for those that have none yet."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from renshu.errors import HistoryError, ScoreError
from renshu.evening.archive import find_score
from renshu.evening.rejudging import score_of
from renshu.evening.services import Services
from renshu.practice.diary.stretches import Diary
from renshu.practice.take import Take

if TYPE_CHECKING:
    from renshu.history.facts import TakeRow
    from renshu.score.notation import Score

_REST = 1.0
"""Times as long as the work on a take took, nothing is done after it: others want to work, too."""

_PATIENCE = 20.0
"""Seconds that somebody waits for a plan after takes came from elsewhere."""


def keep_diary(services: Services, take: Take, score: "Score") -> None:
    """Write the diary of a take that is stored. This waits for the disk, and never raises.

    What cannot be written now is written when the program starts again.
    """
    from renshu.practice.diary.writing import DIARIST

    diary = _written(services, take, score)
    with suppress(HistoryError):
        services.history.diaries.write(take.id, diary, DIARIST)


def write_missing(
    services: Services, is_wanted: Callable[[], bool] = lambda: True, rest: float = 0.0
) -> int:
    """Write the diaries of all takes that have none, or an older one; run this in a thread.

    Takes whose score is not in the library, or cannot be read, have to wait for it.

    Args:
        services: Where takes and scores are.
        is_wanted: Asked before each take whether to go on.
        rest: Times as long as the work on a take took, to do nothing after it.

    Returns:
        How many were written.

    Raises:
        HistoryError: The history cannot be read.
    """
    from renshu.practice.diary.writing import DIARIST

    written = 0
    for take, score in _missing(services, services.history.diaries.without(DIARIST)):
        if not is_wanted():
            break
        began = time.monotonic()
        keep_diary(services, take, score)
        written += 1
        time.sleep(rest * (time.monotonic() - began))
    return written


def write_gently(services: Services, is_wanted: Callable[[], bool]) -> None:
    """Write what is missing with as much rest as work, as long as nobody plays.

    Raises:
        HistoryError: The history cannot be read.
    """
    write_missing(services, is_wanted, _REST)


def catch_up(services: Services, seconds: float = _PATIENCE) -> None:
    """Write what is missing, and work out what follows from it, for about so many seconds.

    What is left after that is left for the next time.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    from renshu.evening.mastery import refresh_stale

    until = time.monotonic() + seconds
    write_missing(services, lambda: time.monotonic() < until)
    refresh_stale(services)


def _missing(services: Services, rows: "tuple[TakeRow, ...]") -> "Iterator[tuple[Take, Score]]":
    def score_id(row: "TakeRow") -> str:
        return row.facts.score_id

    for wanted, group in groupby(sorted(rows, key=score_id), score_id):
        its = list(group)
        try:
            loaded = find_score(services, wanted, its[0].title)
        except ScoreError:
            continue
        for row in its:
            take = services.history.take(row.id)
            yield take, score_of(services, take, loaded)


def _written(services: Services, take: Take, score: "Score") -> Diary:
    """The diary; an empty one where writing it fails, which must not stop the others."""
    from renshu.practice.diary.writing import write_diary

    try:
        return write_diary(score, take.labels, take.passage)
    except Exception as error:  # noqa: BLE001 - a take is kept whatever its diary says
        services.report(error)
        return Diary()
