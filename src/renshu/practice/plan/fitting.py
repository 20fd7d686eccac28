"""From what matters to what is played: as much as there is time for, in an order that mixes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from renshu.practice.plan.item import Item, Plan, Why


def fit(agenda: Sequence[Item], minutes: int, after: str | None = None) -> Plan:
    """The plan for so many minutes.

    It is made of the first visits of the agenda; what follows the first that does not fit is left
    for another evening, so that no small thing takes the place of a more urgent one. Minutes that
    are left over go to those visits that can use them.

    Args:
        agenda: What could be visited, the most urgent first.
        minutes: What the player has.
        after: The score id of the piece that was played just now.
    """
    chosen: list[Item] = []
    left = minutes
    for item in agenda:
        # Less than a visit takes is still worth spending on the most urgent one.
        given = item.minutes if chosen else min(item.minutes, left)
        if not 0 < given <= left:
            break
        chosen.append(replace(item, minutes=given))
        left -= given
    return Plan(minutes, tuple(interleaved(_with_spare(chosen, left), after)))


def _with_spare(chosen: Sequence[Item], left: int) -> list[Item]:
    """A minute more for each, the most urgent first, as long as there are any."""
    given = [item.minutes for item in chosen]
    while left and any(now < item.most for now, item in zip(given, chosen, strict=True)):
        for index, item in enumerate(chosen):
            if left and given[index] < item.most:
                given[index] += 1
                left -= 1
    return [replace(item, minutes=now) for now, item in zip(given, chosen, strict=True)]


def interleaved(items: Sequence[Item], after: str | None = None) -> list[Item]:
    """The visits in an order in which pieces alternate; what is for joy comes last.

    Args:
        items: The most urgent first; as far as possible they stay in that order.
        after: The score id of the piece that was played just now.
    """
    waiting = [item for item in items if item.why is not Why.JOY]
    joys = [item for item in items if item.why is Why.JOY]
    ordered: list[Item] = []
    while waiting:
        following = _next(waiting, after)
        waiting.remove(following)
        ordered.append(following)
        after = following.candidate.score_id
    return ordered + joys


def _next(waiting: Sequence[Item], after: str | None) -> Item:
    """The most urgent of another piece; of one that has most of what is left, before it crowds.

    The evening begins with what is most urgent of all.
    """
    if after is None:
        return waiting[0]
    others = [item for item in waiting if item.candidate.score_id != after]
    counts = Counter(item.candidate.score_id for item in waiting)
    crowding = [item for item in others if 2 * counts[item.candidate.score_id] > len(waiting)]
    return next(iter(crowding or others or waiting))
