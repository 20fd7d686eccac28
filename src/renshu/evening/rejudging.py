"""Takes judged again once the review has improved, or once their score is known.

What was played is never touched, and where a review fails the old verdict stays.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renshu.errors import HistoryError, RenshuError, ScoreError
from renshu.evening.archive import find_score
from renshu.evening.memory import memory_of
from renshu.evening.services import Services
from renshu.follow.alignment import Label
from renshu.practice.instrument import playable
from renshu.practice.judging import judged_anew
from renshu.practice.take import JUDGE, Take
from renshu.score.compass import parse_compass
from renshu.score.hands import with_choices
from renshu.score.transposing import reach, transposed

if TYPE_CHECKING:
    from renshu.history.facts import TakeRow
    from renshu.library.loaded import Loaded
    from renshu.score.notation import Score


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What became of takes that were to be judged again."""

    judged: int = 0
    changed: int = 0
    """Those of which something else is said now."""
    without_score: int = 0
    """Those whose score is not in the library, or cannot be read."""

    def __add__(self, other: "Rejudged") -> "Rejudged":
        """Both together."""
        return Rejudged(
            self.judged + other.judged,
            self.changed + other.changed,
            self.without_score + other.without_score,
        )


def _always() -> bool:
    return True


def judge_older(services: Services, is_wanted: Callable[[], bool] = _always) -> Rejudged:
    """Judge all takes again whose verdicts are of an older review. This takes its time.

    Args:
        services: Where takes and scores are.
        is_wanted: Asked before each take whether to go on.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    return judge_rows(services, services.history.judged_before(JUDGE), is_wanted)


def judge_rows(
    services: Services, rows: "Iterable[TakeRow]", is_wanted: Callable[[], bool] = _always
) -> Rejudged:
    """Judge some takes again, whatever their verdicts are of; score by score.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    by_score: dict[str, list[TakeRow]] = {}
    for row in rows:
        by_score.setdefault(row.facts.score_id, []).append(row)
    total = Rejudged()
    for group in by_score.values():
        if not is_wanted():
            break
        total += _judge_group(services, group, is_wanted)
    return total


def _judge_group(
    services: Services, rows: "Sequence[TakeRow]", is_wanted: Callable[[], bool]
) -> Rejudged:
    try:
        loaded = find_score(services, rows[0].facts.score_id, rows[0].title)
    except ScoreError:
        return Rejudged(without_score=len(rows))
    total = Rejudged()
    for row in rows:
        if not is_wanted():
            break
        is_changed = judge_take(services, services.history.take(row.id), loaded)
        total += Rejudged(judged=1, changed=is_changed)
    return total


def judge_take(services: Services, take: Take, loaded: "Loaded") -> bool:
    """Judge one take again; whether something else is said of it now.

    One that was judged by a newer program than this stays as it is.

    Raises:
        HistoryError: The history cannot be written.
    """
    if take.judge > JUDGE:
        return False
    labels = _labels(services, take, loaded)
    services.history.judge_again(take.id, labels, JUDGE)
    return labels != take.labels


def _labels(services: Services, take: Take, loaded: "Loaded") -> tuple[Label, ...]:
    try:
        return judged_anew(take, score_of(services, take, loaded))
    except HistoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one take must not keep the others from it
        services.report(error)
        return take.labels


def score_of(services: Services, take: Take, loaded: "Loaded") -> "Score":
    """The score as it was asked: in the key of the take, with the player's hands and keys."""
    try:
        hands = memory_of(services, loaded.score).state.hands
    except RenshuError:
        hands = ()
    score, semitones = with_choices(loaded.score, hands), take.conditions.transposition
    in_key = transposed(score, semitones) if semitones in reach(score) else score
    return playable(in_key, parse_compass(services.settings.piano))
