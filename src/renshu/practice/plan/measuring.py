"""How long a visit is."""

from math import ceil

from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.goal import Situation
from renshu.practice.plan.item import Item, Why
from renshu.practice.plan.reasons import reason

_PASSES = {
    Why.DUE: 4,
    Why.WEAK: 6,
    Why.RETURNING: 4,
    Why.NEW: 10,
    Why.JOY: 1,
    Why.AGAIN: 5,
}
"""How often it is played."""

_MINUTES = {
    Why.DUE: range(2, 5),
    Why.WEAK: range(3, 6),
    Why.RETURNING: range(2, 5),
    Why.NEW: range(4, 9),
    Why.JOY: range(1, 11),
    Why.AGAIN: range(2, 5),
}
"""What a visit takes; a longer stay gains less than coming back."""

_BETWEEN = 1.3
"""Breath, stops and turns: so much longer than the music itself."""
_SPARE = 2
"""So many minutes more may be spent on a visit where there is time."""


def item_of(why: Why, one: Candidate, known: Situation) -> Item:
    """The visit to a candidate, with its minutes and its reason."""
    bounds = _MINUTES[why]
    needed = ceil(_PASSES[why] * one.seconds / max(one.tempo, 0.1) * _BETWEEN / 60)
    minutes = max(bounds.start, min(needed, bounds.stop - 1))
    most = minutes if why is Why.JOY else minutes + _SPARE
    return Item(why, one, reason(why, one, known), minutes, most)
