"""Skill in a bar, followed through its passes: a hidden Markov model over levels.

A pass is clean with the chance of a logistic curve: item response theory, with luck and slips as
its lower and upper ends. What the player knows rises with each pass (as in performance factors
analysis: P. Pavlik, H. Cen and K. Koedinger, 2009) and falls in steps as time passes, a Poisson
process of deaths (as half-life regression lets it: B. Settles and B. Meeder, 2016). Where the loss
is not known, what is left is a mixture of exponentials, which ends as slowly as people forget
(R. Anderson and R. Tweney, “Artifactual Power Curves in Forgetting”, 1997). Part of what an evening
brings is gone by the next one (the warm-up decrement: J. Adams, 1961).

What can be played at sight is not forgotten: skill falls no lower than what the first pass of all
and those that failed say of it. Rising and falling are totally positive, and a clean pass is
likelier the higher the skill: so one more clean pass, after the others, never lowers the chance of
the next (S. Karlin, Total Positivity, 1968); and time alone never raises it. This module loads
numpy: import it late.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from renshu.practice.mastery.evidence import Observation, Unit
from renshu.practice.mastery.learner import LEARNERS
from renshu.practice.mastery.levels import (
    USUAL_NOTES,
    Floats,
    clean,
    first_beliefs,
    forget,
    learn,
    likelihood,
    still_warm,
)

_DAY = timedelta(days=1)
_NIGHT = timedelta(hours=6)
_NEAR = 0.7
"""From this share of the written tempo on a pass says how the goal would have gone."""


@dataclass(frozen=True, slots=True)
class Step:
    """One pass, and how likely each learner held what came of it."""

    observation: Observation
    unit: Unit
    logs: Floats
    """The logarithm of that chance, by learner."""


@dataclass(frozen=True, slots=True)
class Skills:
    """What is believed of units, after all that was observed of them."""

    units: tuple[Unit, ...]
    beliefs: Floats
    """How likely each level is: by learner, unit, level."""
    sight: Floats
    """The same of what can be played at sight: after the first pass, and those that failed."""
    warm: Floats
    """How many passes each unit had on its last evening."""
    last: Floats
    """When each unit was observed last: days since 1970, not a number where it never was."""
    steps: tuple[Step, ...]
    """Every pass, in order of time."""

    def chances(self, now: datetime, tempo: float, shares: Sequence[float]) -> Floats:
        """The chance that the next pass is clean, by unit.

        Args:
            now: When it is played; aware UTC. What is past counts as now.
            tempo: At which; share of the written tempo.
            shares: How much each learner counts.
        """
        gaps = np.maximum(0.0, np.nan_to_num(_days(now) - self.last))
        tempi, usual = np.full(len(self.units), tempo), np.zeros(len(self.units))
        warm = clean(tempi, usual, still_warm(self.warm, gaps))
        practised = (forget(self.beliefs, gaps) * warm).sum(axis=2)
        at_sight = (self.sight * clean(tempi, usual, usual)).sum(axis=2)
        chances: Floats = np.asarray(shares) @ np.maximum(practised, at_sight)
        return chances


@dataclass(slots=True)
class _Following:
    """Beliefs as they change from pass to pass."""

    units: tuple[Unit, ...]
    beliefs: Floats
    sight: Floats
    warm: Floats
    last: Floats
    steps: list[Step] = field(default_factory=list)

    def see(self, at: Sequence[int], seen: Sequence[Observation]) -> None:
        """Take in one pass of each of some units."""
        places = np.array(at)
        days = np.array([_days(one.at) for one in seen])
        gaps = np.nan_to_num(days - self.last[places])
        warm = still_warm(self.warm[places], gaps)
        likely = likelihood(seen, warm)
        believed = forget(self.beliefs[:, places], gaps) * likely
        total = believed.sum(axis=2)
        believed /= total[:, :, None]
        tells = np.isnan(self.last[places]) | ~np.array([one.is_clean for one in seen])
        at_sight = (self.sight[:, places] * likely)[:, tells]
        self.sight[:, places[tells]] = at_sight / at_sight.sum(axis=2, keepdims=True)
        self.beliefs[:, places] = learn(believed)
        self.warm[places] = warm + [one.weight for one in seen]
        self.last[places] = days
        logs = np.log(total)
        for column, (place, one) in enumerate(zip(at, seen, strict=True)):
            self.steps.append(Step(one, self.units[place], logs[:, column]))


def follow(
    observed: Mapping[Unit, Sequence[Observation]], notes: Mapping[Unit, int] | None = None
) -> Skills:
    """Follow the skill in every unit.

    Args:
        observed: Of each unit in order of time; those without observations may be missing.
        notes: Of each unit there is, how many notes it asks for.
    """
    notes = notes or {}
    units = tuple(sorted(set(notes) | set(observed)))
    beliefs = first_beliefs([notes.get(unit, USUAL_NOTES) for unit in units])
    never = np.full(len(units), np.nan)
    following = _Following(units, beliefs, beliefs.copy(), np.zeros(len(units)), never)
    rows = [observed.get(unit, ()) for unit in units]
    for turn in range(max(map(len, rows), default=0)):
        at = [place for place, row in enumerate(rows) if turn < len(row)]
        following.see(at, [rows[place][turn] for place in at])
    steps = sorted(following.steps, key=lambda step: (step.observation.at, step.unit))
    return Skills(
        units,
        following.beliefs,
        following.sight,
        following.warm,
        following.last,
        tuple(steps),
    )


def evidence(skills: Skills) -> tuple[float, ...]:
    """The log likelihood of all that was observed, by learner."""
    if not skills.steps:
        return (0.0,) * len(LEARNERS)
    return tuple(np.sum([step.logs for step in skills.steps], axis=0).tolist())


def foretold(skills: Skills) -> list[tuple[float, bool]]:
    """How likely a clean pass was held before it was seen, and whether it was.

    Only passes that ask what mastery asks: the first ones of an evening, whole, at a tempo that is
    not far from the goal. Others are so many and so alike that they would say all the rest.
    """
    if not skills.steps:
        return []
    logs = np.array([step.logs for step in skills.steps])
    known = np.vstack([np.zeros(len(LEARNERS)), np.cumsum(logs, axis=0)[:-1]])
    shares = np.exp(known - known.max(axis=1, keepdims=True))
    held = (shares * np.exp(logs)).sum(axis=1) / shares.sum(axis=1)
    told = []
    before: dict[Unit, datetime] = {}
    for chance, step in zip(held.tolist(), skills.steps, strict=True):
        seen, then = step.observation, before.get(step.unit)
        before[step.unit] = seen.at
        is_first = then is None or seen.at - then > _NIGHT
        if is_first and seen.is_direct and seen.tempo >= _NEAR:
            told.append((chance if seen.is_clean else 1 - chance, seen.is_clean))
    return told


def _days(moment: datetime) -> float:
    return moment.timestamp() / _DAY.total_seconds()
