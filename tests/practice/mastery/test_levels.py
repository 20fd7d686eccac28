"""What moves a belief about skill: each step by itself."""

import math

import numpy as np
import pytest

from renshu.practice.mastery.evidence import Observation
from renshu.practice.mastery.learner import LEARNERS
from renshu.practice.mastery.levels import (
    Floats,
    clean,
    first_beliefs,
    forget,
    learn,
    likelihood,
    still_warm,
)
from support.bars_played import FIRST_EVENING

LEVELS = np.arange(-8.0, 8.4, 0.8)
TOP = len(LEVELS) - 1


def at_level(level: int, units: int = 1) -> Floats:
    """Whoever is sure of one level."""
    beliefs = np.zeros((len(LEARNERS), units, len(LEVELS)))
    beliefs[:, :, level] = 1
    return beliefs


def means(beliefs: Floats) -> Floats:
    found: Floats = (beliefs * LEVELS).sum(axis=2)
    return found


def test_a_bar_of_eight_notes_is_thought_of_as_one_in_three() -> None:
    beliefs = first_beliefs([8])
    assert beliefs.shape == (len(LEARNERS), 1, len(LEVELS))
    assert beliefs.sum(axis=2) == pytest.approx(1)
    assert means(beliefs) == pytest.approx(-1.25, abs=0.01)
    spread = (beliefs[0, 0] * (LEVELS + 1.25) ** 2).sum()
    assert spread == pytest.approx(4.0, rel=0.05)


def test_more_notes_are_harder_by_their_logarithm() -> None:
    few, usual, many = means(first_beliefs([1, 8, 22]))[0]
    assert few - usual == pytest.approx(0.6 * math.log(8), abs=0.02)
    assert usual - many == pytest.approx(0.6 * math.log(22 / 8), abs=0.02)
    assert means(first_beliefs([0])) == pytest.approx(means(first_beliefs([1])))


def test_luck_and_slips_are_the_ends_of_the_curve() -> None:
    chances = clean(np.array([1.0]), np.array([0.0]), np.array([0.0]))
    slips = np.array([one.slip for one in LEARNERS])
    assert chances[:, 0, 0] == pytest.approx(0.08, abs=1e-3)
    assert chances[:, 0, TOP] == pytest.approx(1 - slips, abs=1e-3)
    assert chances[:, 0, 10] == pytest.approx((0.08 + 1 - slips) / 2)


def test_haste_and_a_second_hand_are_as_hard_as_so_many_levels() -> None:
    usual = clean(np.array([1.0]), np.array([0.0]), np.array([0.0]))
    harder = clean(np.array([1.0]), np.array([1.6]), np.array([0.0]))
    assert harder[:, :, 2:] == pytest.approx(usual[:, :, :-2])
    hasty = clean(np.array([math.exp(0.8)]), np.array([0.0]), np.array([0.0]))
    for number, one in enumerate(LEARNERS):
        levels = round(one.haste)
        assert hasty[number, :, levels:] == pytest.approx(usual[number, :, :-levels])


def test_warmth_helps_as_much_as_it_does() -> None:
    """After two passes it has come to 63 %."""
    passes = np.array([0.0, 2.0, 1000.0])
    warm = clean(np.ones(3), np.zeros(3), passes)
    for number, one in enumerate(LEARNERS):
        for unit, share in enumerate((0, 1 - math.exp(-1), 1)):
            alike = clean(np.ones(1), np.array([-share * one.warmth]), np.zeros(1))
            assert warm[number, unit] == pytest.approx(alike[number, 0])


def seen(is_clean: bool, weight: float = 1.0) -> Observation:
    return Observation(FIRST_EVENING, 0.8, 0.7, weight, is_clean)


def test_what_was_seen_is_as_likely_as_the_curve_has_it() -> None:
    curve = clean(np.array([0.8]), np.array([0.7]), np.array([1.0]))[:, 0]
    several = [seen(True), seen(False), seen(True, 0.4), seen(False, 0.5)]
    found = likelihood(several, np.ones(4))
    expected = [curve, 1 - curve, curve**0.4, (1 - curve) ** 0.5]
    for unit, likely in enumerate(expected):
        assert found[:, unit] == pytest.approx(likely)


def test_a_pass_brings_what_the_learner_gains_at_that_level() -> None:
    after = learn(at_level(10))
    for number, one in enumerate(LEARNERS):
        assert after[number, 0, 11] == pytest.approx(one.gain / 0.8)
        assert after[number, 0, 10] == pytest.approx(1 - one.gain / 0.8)
    higher, lower = learn(at_level(15)), learn(at_level(5))
    share = 2 / (1 + math.exp(4.0 / 3))
    assert higher[:, 0, 16] == pytest.approx(after[:, 0, 11] * share)
    assert lower[:, 0, 6] == pytest.approx(after[:, 0, 11] * 2 / (1 + math.exp(-4.0 / 3)))


def test_nobody_rises_above_the_top_and_nothing_is_lost() -> None:
    assert learn(at_level(TOP)) == pytest.approx(at_level(TOP))
    assert learn(first_beliefs([3, 8])).sum(axis=2) == pytest.approx(1)


@pytest.mark.parametrize("days", [0.5, 8.0, 30.0])
def test_levels_fall_as_a_poisson_process_has_deaths(days: float) -> None:
    fallen = forget(at_level(15), np.array([days]))
    assert fallen.sum(axis=2) == pytest.approx(1)
    for number, one in enumerate(LEARNERS):
        deaths = one.loss * days / 0.8
        for levels in range(15):
            chance = math.exp(-deaths) * deaths**levels / math.factorial(levels)
            assert fallen[number, 0, 15 - levels] == pytest.approx(chance)
    assert not fallen[:, :, 16:].any()


def test_nobody_falls_below_the_bottom() -> None:
    assert forget(at_level(0), np.array([9.0])) == pytest.approx(at_level(0))
    long = forget(at_level(3), np.array([1e4]))
    assert long[:, 0, 0] == pytest.approx(1)


def test_within_half_an_hour_nothing_is_forgotten() -> None:
    before = first_beliefs([8, 8])
    after = forget(before, np.array([1 / 48, 1.0]))
    assert (after[:, 0] == before[:, 0]).all()
    assert (after[:, 1] != before[:, 1]).any()
    assert before == pytest.approx(first_beliefs([8, 8]))
    assert forget(before, np.array([0.0, 0.01])) is before


def test_warmth_is_gone_after_six_hours() -> None:
    left = still_warm(np.array([4.0, 4.0, 4.0, 4.0]), np.array([0.0, 0.125, 0.25, 9.0]))
    assert left.tolist() == [4, 2, 0, 0]
