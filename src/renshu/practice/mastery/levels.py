"""The levels of skill in a bar, and what moves a belief about them: passes, time, the evening.

A belief is how likely each level is, by learner, unit and level. Every step is an array operation
over all learners and units at once. This module loads numpy: import it late.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from renshu.practice.mastery.evidence import Observation
from renshu.practice.mastery.learner import LEARNERS

Floats = npt.NDArray[np.float64]

_STEP = 0.8
_LEVELS: Floats = np.arange(-8.0, 8.0 + _STEP / 2, _STEP)
"""Logits of a clean pass at the written tempo."""

_FIRST_MEAN, _FIRST_WIDTH = -1.25, 2.0
"""Of the skill in a bar that nobody has played yet: a third would be clean, luck counted."""

USUAL_NOTES = 8
_CROWD = 0.6
"""Logits that a bar loses for e times as many notes."""

_LUCK = 0.08
"""The chance that a pass is clean whatever the skill: what one hears of errors is not all."""

_EASE = 3.0
"""Logits over which a pass brings less and less: what is known well, gains little."""

_AT_ONCE = 1 / 48
"""Days within which nothing is forgotten."""

_COLD = 0.25
"""Days after which an evening's warmth is gone."""

_WARM_PASSES = 2.0
"""After e times as many passes hardly any more warmth comes."""

_LOSS: Floats = np.array([one.loss for one in LEARNERS])[:, None]
_HASTE: Floats = np.array([one.haste for one in LEARNERS])[:, None]
_WARMTH: Floats = np.array([one.warmth for one in LEARNERS])[:, None]
_SLIP: Floats = np.array([one.slip for one in LEARNERS])[:, None, None]
_GAIN: Floats = np.array([one.gain for one in LEARNERS])[:, None, None]
_RISE: Floats = _GAIN * 2 / (1 + np.exp(_LEVELS / _EASE)) / _STEP


def first_beliefs(notes: Sequence[int]) -> Floats:
    """What is believed of units with so many notes before anything is played."""
    crowd = np.log(np.maximum(1, notes) / USUAL_NOTES)
    means = _FIRST_MEAN - _CROWD * crowd
    beliefs = np.exp(-0.5 * ((_LEVELS - means[:, None]) / _FIRST_WIDTH) ** 2)
    beliefs /= beliefs.sum(axis=1, keepdims=True)
    return np.repeat(beliefs[None], len(LEARNERS), axis=0)


def clean(tempi: Floats, offsets: Floats, warm: Floats) -> Floats:
    """The chance of a clean pass on each level, by learner, unit, level.

    Args:
        tempi: Shares of the written tempo, by unit.
        offsets: Logits by which the pass is harder than usual, by unit.
        warm: How many passes the unit had this evening.
    """
    warmth = _WARMTH * (1 - np.exp(-warm / _WARM_PASSES))
    hardness = (_HASTE * np.log(tempi) + offsets - warmth)[:, :, None]
    curve: Floats = _LUCK + (1 - _SLIP - _LUCK) / (1 + np.exp(hardness - _LEVELS))
    return curve


def likelihood(seen: Sequence[Observation], warm: Floats) -> Floats:
    """How likely what was seen of each unit is on each level."""
    tempi = np.array([one.tempo for one in seen])
    offsets = np.array([one.offset for one in seen])
    is_clean = np.array([one.is_clean for one in seen])[:, None]
    weights = np.array([one.weight for one in seen])
    curve = clean(tempi, offsets, warm)
    likely: Floats = np.where(is_clean, curve, 1 - curve)
    # Powers are dear, and most passes count whole.
    partly = weights < 1
    likely[:, partly] **= weights[partly, None]
    return likely


def learn(beliefs: Floats) -> Floats:
    """One pass more: up a level by chance, the rarer the higher."""
    risen = beliefs * _RISE
    after = beliefs - risen
    after[:, :, 1:] += risen[:, :, :-1]
    after[:, :, -1] += risen[:, :, -1]
    return after


def forget(beliefs: Floats, gaps: Floats) -> Floats:
    """Some days later: as many levels down as a Poisson process has deaths in that time."""
    late = gaps > _AT_ONCE
    if not late.any():
        return beliefs
    deaths = _LOSS * gaps[late] / _STEP
    before = beliefs[:, late]
    fallen = np.zeros_like(before)
    chance = np.exp(-deaths)
    for levels in range(len(_LEVELS)):
        fallen[:, :, : len(_LEVELS) - levels] += chance[:, :, None] * before[:, :, levels:]
        chance = chance * deaths / (levels + 1)
    fallen[:, :, 0] += np.maximum(0.0, 1 - fallen.sum(axis=2))
    after = beliefs.copy()
    after[:, late] = fallen
    return after


def still_warm(warm: Floats, gaps: Floats) -> Floats:
    """How many passes of warmth are left after some days."""
    left: Floats = warm * np.maximum(0.0, 1 - gaps / _COLD)
    return left
