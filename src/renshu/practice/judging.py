"""An old take judged anew: what the review of today says of what was played then."""

from renshu.follow.alignment import Label
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.practice.take import EndedBy, Take
from renshu.score.notation import Score


def judged_anew(take: Take, score: Score) -> tuple[Label, ...]:
    """The labels that a take has by the newest review.

    Where the score waited or the click led, what was right was settled while it was played: the
    pauses and what was skipped are not among the events, so that those labels stay.

    Args:
        take: With what was played and its labels so far.
        score: What was played from, in the key and with the hands of then.
    """
    if _is_settled(take):
        return take.labels
    from renshu.follow.review import review

    return review(score, take.passage, take.mode, take.events)


def _is_settled(take: Take) -> bool:
    was_followed = take.mode is Mode.FREE
    was_reviewed_later = take.ended_by is EndedBy.INTERRUPTED or not _has_labels(take)
    return not was_followed and not was_reviewed_later


def _has_labels(take: Take) -> bool:
    return bool(take.labels) or not any(isinstance(event, KeyDown) for event in take.events)
