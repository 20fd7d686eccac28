"""The player's word on hands, written as `5-8 upper left`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from renshu.score.bars import parse_bars
from renshu.score.hands import HandChoice
from renshu.score.notation import Hand, Score

_STAVES = {"upper": 1, "lower": 2}
_WRITTEN = re.compile(r"(?P<bars>.+?)(?:\s+(?P<staff>upper|lower))?\s+(?P<hand>left|right|written)")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Some bars given to a hand, or back to the one the score has for them."""

    start: Fraction
    """Quarters, written time."""
    end: Fraction
    hand: Hand | None
    """None is the hand as written."""
    staff: int | None = None
    """Only this staff; None for both."""


def parse_assignment(score: Score, text: str) -> Assignment | None:
    """What `5 left`, `5-8 upper left` or `5-8 written` means; None where it means nothing."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    bars = parse_bars(score, found["bars"]) if found else None
    if found is None or bars is None:
        return None
    start, end = score.measures[bars.start].onset, score.measures[bars.stop - 1].end
    hand = None if found["hand"] == "written" else Hand(found["hand"])
    return Assignment(start, end, hand, _STAVES.get(found["staff"]))


def assigned(choices: Sequence[HandChoice], one: Assignment) -> tuple[HandChoice, ...]:
    """The choices with one more, which takes the place of what was chosen there before."""
    rest = tuple(part for choice in choices for part in _left_of(choice, one))
    if one.hand is None:
        return rest
    return (*rest, HandChoice(one.start, one.end, one.hand, one.staff))


def _left_of(choice: HandChoice, one: Assignment) -> Iterator[HandChoice]:
    """The parts of a choice that an assignment does not touch."""
    start, end = max(choice.start, one.start), min(choice.end, one.end)
    is_same_staff = one.staff is None or choice.staff in {None, one.staff}
    if start >= end or not is_same_staff:
        yield choice
        return
    if choice.start < start:
        yield replace(choice, end=start)
    if choice.staff is None and one.staff is not None:
        yield replace(choice, start=start, end=end, staff=3 - one.staff)
    if end < choice.end:
        yield replace(choice, start=end)
