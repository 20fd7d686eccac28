"""What of the passes counts as foretold, and what kinds of learners make of them."""

import math
from datetime import timedelta

import numpy as np
import pytest

from renshu.practice.mastery.evidence import Observation, PlayedBar, observations
from renshu.practice.mastery.learner import LEARNERS, shares
from renshu.practice.mastery.levels import clean, first_beliefs
from renshu.practice.mastery.skill import Skills, evidence, follow, foretold
from renshu.score.passage import Hands
from support.bars_played import FIRST_EVENING, played_bars

BAR = (0, Hands.BOTH)
OTHER = (1, Hands.BOTH)


def skills(*played: PlayedBar) -> Skills:
    """Of one bar with both hands."""
    return follow({BAR: observations(played).get(BAR, ())}, {BAR: 8})


def seen(hours: float, *, is_clean: bool = True, tempo: float = 1.0) -> Observation:
    return Observation(FIRST_EVENING + timedelta(hours=hours), tempo, 0.0, 1.0, is_clean)


def count(*found: Observation) -> int:
    return len(foretold(follow({BAR: found})))


@pytest.mark.parametrize(
    ("hours", "counted"), [((0, 1), 1), ((0, 6), 1), ((0, 6.01), 2), ((0, 4, 8), 1), ((0, 24), 2)]
)
def test_the_first_pass_of_an_evening_is_foretold(hours: tuple[float, ...], counted: int) -> None:
    assert count(*(seen(at) for at in hours)) == counted


def test_only_whole_passes_near_the_goal_are() -> None:
    assert count(seen(0, tempo=0.7)) == 1
    assert count(seen(0, tempo=0.69)) == 0
    assert foretold(skills(*played_bars("~"))) == []
    assert count() == 0
    one_hand = follow(observations(played_bars("+", hands=Hands.LEFT)))
    assert len(foretold(one_hand)) == 1


def test_the_first_of_all_is_foretold_as_of_anybody() -> None:
    curve = clean(np.ones(1), np.zeros(1), np.zeros(1))
    held = (first_beliefs([8]) * curve).sum(axis=2).mean()
    for is_clean in (True, False):
        ((chance, was_clean),) = foretold(follow({BAR: [seen(0, is_clean=is_clean)]}))
        assert chance == pytest.approx(held)
        assert was_clean is is_clean


def test_the_next_one_is_foretold_by_those_who_were_right_before() -> None:
    """Law: what was held is the mean over learners, by their shares before it."""
    found = follow({BAR: [seen(0), seen(24, is_clean=False)]})
    (_, (chance, _)) = foretold(found)
    before = shares(tuple(found.steps[0].logs))
    held = sum(
        share * math.exp(log) for share, log in zip(before, found.steps[1].logs, strict=True)
    )
    assert chance == pytest.approx(1 - held)


def test_evidence_is_all_that_was_seen() -> None:
    found = follow({BAR: [seen(0), seen(1)], OTHER: [seen(0.5, is_clean=False)]})
    assert [step.unit for step in found.steps] == [BAR, OTHER, BAR]
    assert evidence(found) == pytest.approx(sum(step.logs for step in found.steps))
    assert evidence(follow({}, {BAR: 8})) == (0.0,) * len(LEARNERS)


def test_passes_of_the_evening_warm_up_and_the_night_cools() -> None:
    """After a clean hour a warm learner does better than on the next day."""
    found = follow({BAR: [seen(0, is_clean=False), seen(0.1), seen(0.2)]}, {BAR: 8})
    warm = next(n for n, one in enumerate(LEARNERS) if one.warmth == 3.5 and one.slip == 0.03)
    alone = [float(n == warm) for n in range(len(LEARNERS))]
    now, night = (
        found.chances(FIRST_EVENING + timedelta(hours=hours), 1.0, alone)[0] for hours in (0.3, 7)
    )
    assert now > night + 0.2
    assert found.warm.tolist() == pytest.approx([3 * (1 - 0.1 / 24 / 0.25)], abs=0.02)


def test_what_can_be_played_at_sight_is_not_forgotten() -> None:
    """Who was clean at once, is after ten years as likely clean as thought then."""
    found = follow({BAR: [seen(0)]}, {BAR: 8})
    first = follow({}, {BAR: 8})
    late = FIRST_EVENING + timedelta(days=3650)
    usual = shares(())
    assert found.chances(late, 1.0, usual)[0] > first.chances(late, 1.0, usual)[0] + 0.1
    more = follow({BAR: [seen(0), *(seen(24 * day) for day in range(1, 30))]}, {BAR: 8})
    assert more.chances(late, 1.0, usual)[0] == pytest.approx(found.chances(late, 1.0, usual)[0])


def test_a_bar_without_notes_counted_has_the_usual_number() -> None:
    one, other = follow({BAR: [seen(0)]}), follow({BAR: [seen(0)]}, {BAR: 8})
    assert (one.beliefs == other.beliefs).all()
    assert follow({OTHER: [seen(0)]}, {BAR: 3}).units == (BAR, OTHER)


class TestShares:
    def test_without_evidence_all_count_alike(self) -> None:
        assert shares(()) == pytest.approx([1 / len(LEARNERS)] * len(LEARNERS))

    def test_who_foretold_better_counts_more_by_as_much(self) -> None:
        here = [0.0] * len(LEARNERS)
        here[3] = math.log(4)
        found = shares(here)
        assert sum(found) == pytest.approx(1)
        assert found[3] == pytest.approx(4 * found[0])

    def test_other_pieces_count_a_fifth(self) -> None:
        other = [0.0] * len(LEARNERS)
        other[3] = 5 * math.log(4)
        assert shares((), [other])[3] == pytest.approx(4 * shares((), [other])[0])
        twice = shares((), [other, other])
        assert twice[3] == pytest.approx(16 * twice[0])

    def test_unlikely_evidence_is_no_trouble(self) -> None:
        here = [-1e5] * len(LEARNERS)
        assert shares(here) == pytest.approx(shares(()))
