"""Which hands played, and where one fell silent or joined in."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press, extent
from renshu.score.notation import Hand
from renshu.score.passage import Hands

_SILENT = 8
"""Moments in a row that a hand leaves out when it does not play, and more than forgets."""
_PLAYS = 0.25
"""Share of its moments below which a hand does not play."""


def hands_of(pressed: Sequence[Press], moments: Moments) -> Hands:
    """The hands that played: one alone only where the other had something to play and did not."""
    low, high = extent(pressed)
    silent = [
        hand
        for hand in Hand
        if (asked := moments.rows[Hands(hand.value)].between(low - 1, high + 1))
        and len(_places(pressed, hand).intersection(asked)) < _PLAYS * len(asked)
    ]
    if len(silent) != 1:
        return Hands.BOTH
    return Hands.RIGHT if silent[0] is Hand.LEFT else Hands.LEFT


def changes(pressed: Sequence[Press], first: int, stop: int, moments: Moments) -> list[int]:
    """The presses of a stretch before which a hand fell silent or joined in, for long."""
    part = pressed[first:stop]
    return sorted(
        {first + at for hand in Hand for at in _changes_of(part, hand, moments) if at > 0}
    )


def _changes_of(part: Sequence[Press], hand: Hand, moments: Moments) -> Iterator[int]:
    """Indexes in the stretch where a hand that played is silent from, or one that was not plays."""
    played = _places(part, hand)
    reached = [press.place for press in part if press.place is not None]
    row = moments.rows[Hands(hand.value)].between(min(reached) - 1, max(reached) + 1)
    runs = [(is_played, list(run)) for is_played, run in groupby(row, played.__contains__)]
    other = _places(part, Hand.LEFT if hand is Hand.RIGHT else Hand.RIGHT)
    silent = [
        run
        for is_played, run in runs
        if not is_played and len(run) >= _SILENT and _goes_on(run, other)
    ]
    for run in silent:
        before = [place for place in played if place < run[0]]
        after = [place for place in played if place > run[-1]]
        if len(before) >= _SILENT:
            yield _from(part, run[0])
        if len(after) >= _SILENT:
            yield _from(part, min(after))


def _goes_on(run: Sequence[int], other: Iterable[int]) -> bool:
    """Whether the other hand played on meanwhile."""
    return sum(run[0] <= place <= run[-1] for place in other) >= _SILENT


def _from(part: Sequence[Press], place: int) -> int:
    """The first press that plays a place or a later one."""
    return next(
        at for at, press in enumerate(part) if press.place is not None and press.place >= place
    )


def _places(part: Sequence[Press], hand: Hand) -> set[int]:
    return {
        press.place
        for press in part
        if press.place is not None and press.note and press.note.hand is hand
    }
