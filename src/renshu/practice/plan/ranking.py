"""What matters tonight, the most urgent first, however much time there is.

A plan is the beginning of this list. So more minutes only ever add to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.goal import Situation
from renshu.practice.plan.item import Item, Why
from renshu.practice.plan.measuring import item_of
from renshu.score.passage import Hands

AWAY = 21
"""Days after which a piece that was not played has to be brought back."""
LEARNT = 7.0
"""Days of stability from which on a section was learnt once."""
WEAK = 0.6
"""Sections whose chance of a clean pass is less are weak."""
GOES_WELL = 0.6
"""From this chance on, in the mean of its sections, a piece is a joy to play through."""
HANGS_TOGETHER = 0.2
"""From this one on it is, for somebody of whose pieces none goes better."""
JOY_SECONDS = 480.0
"""A run-through is no longer."""
NEW_STEPS = 3
"""So many new sections at most, and more than the goals need only where nothing else is left."""
RANKED = 60
"""So many visits are more than any evening has."""

_OPENING = (Why.DUE, Why.DUE, Why.RETURNING, Why.WEAK, Why.NEW, Why.JOY)
_GOING_ON = (Why.DUE, Why.DUE, Why.WEAK, Why.RETURNING)
_TOWARDS_GOAL = 0.5
"""What a goal adds to the urgency of a section, which is from 0 to 1."""
_BOTH_FIRST = (Hands.BOTH, Hands.RIGHT, Hands.LEFT)


def agenda(candidates: Iterable[Candidate], known: Situation) -> tuple[Item, ...]:
    """The visits that could be made tonight, the most urgent first, no two of the same notes.

    Args:
        candidates: In any order.
        known: The day and the goals; when pieces were played is found out from the candidates.
    """
    ordered = sorted(candidates, key=_identity)
    known = replace(known, played=_last_played(ordered))
    return tuple(islice(_distinct(_ranked(ordered, known), known), RANKED))


def _ranked(candidates: Sequence[Candidate], known: Situation) -> Iterator[tuple[Why, Candidate]]:
    """The kinds of visits take turns; where one has run out, the others go on."""
    lines = _lines(candidates, known)
    steps = max(1, min(known.steps, NEW_STEPS))
    further = lines[Why.NEW][steps:NEW_STEPS]
    turns = {why: iter(line) for why, line in lines.items()}
    turns[Why.NEW] = iter(lines[Why.NEW][:steps])
    yield from _turn(turns, _OPENING)
    yield from _turn(turns, [Why.NEW] * (steps - 1))
    while turn := list(_turn(turns, _GOING_ON)):
        yield from turn
    yield from ((Why.NEW, one) for one in further)


def _turn(
    turns: Mapping[Why, Iterator[Candidate]], kinds: Iterable[Why]
) -> Iterator[tuple[Why, Candidate]]:
    for why in kinds:
        if (one := next(turns[why], None)) is not None:
            yield why, one


def _distinct(ranked: Iterable[tuple[Why, Candidate]], known: Situation) -> Iterator[Item]:
    """Each of them once, and nothing that is a part of what comes already."""
    taken: defaultdict[str, list[Candidate]] = defaultdict(list)
    for why, one in ranked:
        others = taken[one.score_id]
        if not any(
            one.is_whole is other.is_whole and one.shares_music_with(other) for other in others
        ):
            others.append(one)
            yield item_of(why, one, known)


def _lines(candidates: Sequence[Candidate], known: Situation) -> dict[Why, list[Candidate]]:
    """The candidates for each kind of visit, the most urgent first."""
    sections = [one for one in candidates if not one.is_whole]
    begun = [one for one in sections if not one.is_new]
    back, current = _parted((one for one in begun if _is_due(one, known)), known)
    weak = [
        one
        for one in begun
        if one.chance < WEAK and not _is_due(one, known) and not _is_away(one, known)
    ]
    return {
        Why.DUE: sorted(current, key=lambda one: -_urgency(one, known)),
        Why.WEAK: sorted(weak, key=lambda one: one.chance),
        Why.RETURNING: back,
        Why.NEW: _next_steps(sections, known),
        Why.JOY: _joys(candidates, known.today),
    }


def _parted(due: Iterable[Candidate], known: Situation) -> tuple[list[Candidate], list[Candidate]]:
    """What is due: of each piece that was away the weakest learnt section, and all others.

    What else is due of a piece that comes back waits until that has gone first.
    """
    current = []
    back: dict[str, Candidate] = {}
    for one in due:
        if not _is_away(one, known):
            current.append(one)
        elif one.stability >= LEARNT:
            weakest = back.get(one.score_id)
            if weakest is None or one.chance < weakest.chance:
                back[one.score_id] = one
    return sorted(back.values(), key=lambda one: -_half_known(one)), current


def _urgency(one: Candidate, known: Situation) -> float:
    return _half_known(one) + (_TOWARDS_GOAL if one.score_id in known.goals else 0.0)


def _half_known(one: Candidate) -> float:
    """1 where it is as likely to go well as not: what is known can wait, so can what is lost."""
    return 4 * one.chance * (1 - one.chance)


def _next_steps(sections: Iterable[Candidate], known: Situation) -> list[Candidate]:
    """The new sections: those of goals, of what is in work, and of pieces that never were begun.

    Of each piece its first one comes before the second one of any.
    """
    pieces: defaultdict[str, list[Candidate]] = defaultdict(list)
    for one in sections:
        if one.is_new:
            pieces[one.score_id].append(one)
    steps = [
        (_turn_of(one, known), depth, one)
        for line in pieces.values()
        for depth, one in enumerate(_without_overlaps(sorted(line, key=_in_order)))
    ]
    steps.sort(key=lambda step: (step[0][0], step[1], step[0][1], step[2].score_id))
    return [one for *_, one in steps]


def _turn_of(one: Candidate, known: Situation) -> tuple[int, int]:
    """Which piece is to go on: that of the nearest goal, then that which was played last."""
    if (goal := known.goals.get(one.score_id)) is not None:
        return 0, goal.by.toordinal()
    if (last := known.played.get(one.score_id)) is not None:
        return 1, -last.toordinal()
    return 2, one.turn


def _without_overlaps(line: Iterable[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for one in line:
        if not kept or one.passage.start >= kept[-1].passage.end:
            kept.append(one)
    return kept


def _joys(candidates: Iterable[Candidate], today: date) -> list[Candidate]:
    """Pieces that go well; that which was not played for longest comes first."""
    whole = [
        one
        for one in candidates
        if one.is_whole and one.practised is not None and one.seconds <= JOY_SECONDS
    ]
    joys = [one for one in whole if one.chance >= GOES_WELL]
    joys = joys or [one for one in whole if one.chance >= HANGS_TOGETHER]
    return sorted(joys, key=lambda one: (one.practised == today, one.practised or today))


def _last_played(candidates: Iterable[Candidate]) -> dict[str, date]:
    played: dict[str, date] = {}
    for one in candidates:
        if one.practised is not None:
            played[one.score_id] = max(one.practised, played.get(one.score_id, one.practised))
    return played


def _is_due(one: Candidate, known: Situation) -> bool:
    return one.due is not None and one.due <= known.today


def _is_away(one: Candidate, known: Situation) -> bool:
    return (known.today - known.played[one.score_id]).days >= AWAY


def _in_order(one: Candidate) -> tuple[object, ...]:
    passage = one.passage
    return passage.start, _BOTH_FIRST.index(passage.hands), passage.end


def _identity(one: Candidate) -> tuple[object, ...]:
    """An order that does not depend on the one in which they came; all sorting starts from it."""
    passage = one.passage
    # Fractions are compared ten times as slowly, and there are thousands of candidates.
    start, end = float(passage.start), float(passage.end)
    return one.score_id, start, end, passage.hands.value, passage.is_looped
