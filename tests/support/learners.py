"""Simulated learners: people with laws of learning of their own, who practise for months.

None of them learns as renshu's model says; each follows another theory of how skill comes and goes:
`Activated` ACT-R's base-level activation (J. Anderson and L. Schooler, 1991), `DualRate` a fast and
a slow memory (M. Smith, A. Ghazizadeh and R. Shadmehr, 2006), `AllOrNone` insight and half-lives
(W. Estes, 1960; B. Settles and B. Meeder, 2016), `Ceiling` exponential curves to a limit
(A. Heathcote, S. Brown and D. Mewhort, 2000). The constants of renshu's model were settled with
these four; `Interfered`, who forgets by what else he plays and not by time (J. McGeoch, 1932), and
`Staircase`, who learns by plateaus and leaps (W. Bryan and N. Harter, 1899), were kept aside.
All have good and bad evenings, slips, and pauses.

    for sample in practise(DualRate, seed=3): sample.played, sample.probe
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol

from renshu.practice.mastery.evidence import PlayedBar
from renshu.practice.take import Tally
from renshu.score.notation import Hand
from renshu.score.passage import Hands

BEGINNING = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
BARS = 12
SECTION = 4
"""Bars that are drilled together."""


class Mind(Protocol):
    """How somebody learns. Times are days."""

    def chance(self, bar: int, tempo: float, ease: float, now: float) -> float:
        """Of a clean pass; `ease` in logits, from hands and from the evening's form."""

    def practise(self, bar: int, tempo: float, now: float) -> None:
        """One pass more."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One pass of all bars with both hands at the written tempo, of which nothing is learned."""

    chances: tuple[float, ...]
    """Of a clean pass, by bar: what nobody can see."""
    outcomes: tuple[bool, ...]
    """What came of it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One pass of a bar, as a diary has it."""

    played: tuple[PlayedBar, ...]
    """By hand."""
    probe: Probe | None
    """Just before, now and then."""


class Activated:
    """Each pass leaves a trace that fades with a power of its age."""

    def __init__(self, random: Random) -> None:
        self._traces: dict[int, list[tuple[float, float]]] = {}
        self._decay = random.uniform(0.3, 0.6)
        self._needed = [random.gauss(2.2, 0.9) for _ in range(BARS)]
        self._haste = random.uniform(2.0, 6.0)
        self._slip = random.uniform(0.01, 0.08)

    def chance(self, bar: int, tempo: float, ease: float, now: float) -> float:
        traces = self._traces.get(bar, [])
        worth = sum(weight * (now - at + 0.003) ** -self._decay for at, weight in traces)
        skill = 2.0 * (math.log(worth + 0.02) - self._needed[bar])
        return (1 - self._slip) * _logistic(skill + ease - self._haste * math.log(tempo))

    def practise(self, bar: int, tempo: float, now: float) -> None:
        self._traces.setdefault(bar, []).append((now, 0.5 + 0.5 * tempo))


class DualRate:
    """What is fast is lost by tomorrow; what is slow stays. Errors come note by note."""

    def __init__(self, random: Random) -> None:
        self._fast = [0.0] * BARS
        self._slow = [0.0] * BARS
        self._then = [0.0] * BARS
        self._notes = [random.randint(3, 16) for _ in range(BARS)]
        self._first = random.uniform(0.2, 0.9)
        self._rates = random.uniform(0.08, 0.25), random.uniform(0.005, 0.03)
        self._fading = random.uniform(0.004, 0.02)
        self._haste = random.uniform(1.5, 4.0)

    def chance(self, bar: int, tempo: float, ease: float, now: float) -> float:
        fast, slow = self._memory(bar, now)
        faults = self._first * math.exp(-3.5 * (fast + slow)) + 0.002
        faults *= tempo**self._haste * math.exp(-ease)
        return math.exp(-faults * self._notes[bar])

    def practise(self, bar: int, tempo: float, now: float) -> None:
        fast, slow = self._memory(bar, now)
        missing = max(0.0, 1.2 - fast - slow) * (0.5 + 0.5 * tempo)
        self._fast[bar] = fast + self._rates[0] * missing
        self._slow[bar] = slow + self._rates[1] * missing
        self._then[bar] = now

    def _memory(self, bar: int, now: float) -> tuple[float, float]:
        gap = now - self._then[bar]
        return self._fast[bar] * math.exp(-gap / 0.4), self._slow[bar] * math.exp(
            -gap * self._fading
        )


class AllOrNone:
    """A bar is known or not; what is known is forgotten with a half-life that grows by the day."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._is_known = [False] * BARS
        self._half_life = [random.uniform(2.0, 6.0) for _ in range(BARS)]
        self._then = [0.0] * BARS
        self._insight = random.uniform(0.05, 0.25)
        self._highest = random.uniform(0.85, 0.98)
        self._by_luck = random.uniform(0.03, 0.15)
        self._speed = random.uniform(0.8, 1.3)

    def chance(self, bar: int, tempo: float, ease: float, now: float) -> float:
        kept = 0.0
        if self._is_known[bar]:
            kept = 2.0 ** (-(now - self._then[bar]) / self._half_life[bar])
        well = self._by_luck + (self._highest - self._by_luck) * kept
        too_fast = _logistic(8 * (self._speed - tempo) + 3) / _logistic(8 * self._speed + 3)
        return _logistic(_logit(min(0.99, well * too_fast)) + ease)

    def practise(self, bar: int, tempo: float, now: float) -> None:
        gap = now - self._then[bar]
        if self._is_known[bar] and gap > 0.5:
            if self._random.random() > 2.0 ** (-gap / self._half_life[bar]):
                self._is_known[bar] = self._random.random() < 3 * self._insight
            self._half_life[bar] = min(400.0, 1.7 * self._half_life[bar])
        elif self._random.random() < self._insight * (1.2 - 0.4 * tempo):
            self._is_known[bar] = True
        self._then[bar] = now


class Ceiling:
    """Each bar nears a limit of its own, which may be low, and hardly anything is forgotten."""

    def __init__(self, random: Random) -> None:
        self._passes = [0.0] * BARS
        self._limit = [random.gauss(1.5, 1.5) for _ in range(BARS)]
        self._first = [random.gauss(-2.0, 0.7) for _ in range(BARS)]
        self._needed = random.uniform(8.0, 40.0)
        self._then = [0.0] * BARS
        self._haste = random.uniform(1.0, 3.0)
        self._slip = random.uniform(0.02, 0.2)

    def chance(self, bar: int, tempo: float, ease: float, now: float) -> float:
        rust = 0.1 * math.log1p(max(0.0, now - self._then[bar]))
        near = 1 - math.exp(-self._passes[bar] / self._needed)
        first, limit = self._first[bar], max(self._limit[bar], self._first[bar])
        skill = first + (limit - first) * near - rust - self._haste * math.log(tempo)
        return (1 - self._slip) * _logistic(skill + ease)

    def practise(self, bar: int, tempo: float, now: float) -> None:  # noqa: ARG002
        self._passes[bar] += 1
        self._then[bar] = now


class Interfered:
    """What else is played pushes a bar out; time by itself does nothing."""

    def __init__(self, random: Random) -> None:
        self._strength = [random.uniform(0.0, 0.3) for _ in range(BARS)]
        self._hard = [random.uniform(0.6, 1.4) for _ in range(BARS)]
        self._rate = random.uniform(0.05, 0.15)
        self._push = random.uniform(0.001, 0.006)
        self._haste = random.uniform(2.0, 5.0)

    def chance(self, bar: int, tempo: float, ease: float, now: float) -> float:  # noqa: ARG002
        skill = 7.0 * self._strength[bar] - 3.0 * self._hard[bar]
        return 0.96 * _logistic(skill + ease - self._haste * math.log(tempo))

    def practise(self, bar: int, tempo: float, now: float) -> None:  # noqa: ARG002
        self._strength = [one * (1 - self._push) for one in self._strength]
        self._strength[bar] += self._rate * (1 - self._strength[bar])


class Staircase:
    """Nothing seems to happen for long, and then it goes at once; holidays cost a step."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._stair = [random.randint(0, 1) for _ in range(BARS)]
        self._then = [0.0] * BARS
        self._leap = random.uniform(0.02, 0.08)
        self._height = random.uniform(1.2, 2.0)
        self._haste = random.uniform(2.0, 6.0)

    def chance(self, bar: int, tempo: float, ease: float, now: float) -> float:
        lost = 1 if now - self._then[bar] > 12 and self._stair[bar] else 0
        skill = self._height * (self._stair[bar] - lost) - 2.5
        return 0.02 + 0.94 * _logistic(skill + ease - self._haste * math.log(tempo))

    def practise(self, bar: int, tempo: float, now: float) -> None:  # noqa: ARG002
        if now - self._then[bar] > 12 and self._stair[bar]:
            self._stair[bar] -= 1
        if self._random.random() < self._leap and self._stair[bar] < 3:
            self._stair[bar] += 1
        self._then[bar] = now


MINDS: tuple[Callable[[Random], Mind], ...] = (Activated, DualRate, AllOrNone, Ceiling)
"""With these the constants of the model were settled."""

KEPT_ASIDE: tuple[Callable[[Random], Mind], ...] = (Interfered, Staircase)
"""These had no say."""

_PROBES = 0.02
"""Share of passes before which there is a probe."""


def practise(mind: Callable[[Random], Mind], seed: int, days: int = 120) -> Iterator[Sample]:
    """What a learner of one kind plays in some months, in order of time."""
    random = Random(seed)  # noqa: S311 - no secret
    learner, player = mind(random), _Player(random)
    day = 0.0
    while day < days:
        yield from player.evening(learner, day)
        day += player.pause()


class _Player:
    """Chooses what to play: spots, slowly at first, one hand alone, and all of it."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._tempo = [random.uniform(0.4, 0.8)] * (BARS // SECTION)
        self._form = random.uniform(0.2, 0.8)
        self._drills = 0

    def pause(self) -> float:
        """Days to the next evening; a holiday now and then."""
        return float(self._random.choices((1, 2, 3, 7, 25), (50, 25, 15, 8, 2))[0])

    def evening(self, mind: Mind, day: float) -> Iterator[Sample]:
        form = self._random.gauss(0.0, self._form)
        now = day + self._random.uniform(0.0, 0.1)
        for section in self._random.sample(range(BARS // SECTION), self._random.randint(1, 3)):
            hands = self._random.choices(tuple(Hands), (70, 15, 15))[0]
            for _ in range(self._random.randint(1, 5)):
                bars = range(section * SECTION, (section + 1) * SECTION)
                clean = 0
                for sample in self._drill(mind, bars, hands, form, (section, now)):
                    clean += all(one.is_clean for one in sample.played)
                    yield sample
                self._climb(section, clean / SECTION)
                now += 0.0007

    def _climb(self, section: int, share: float) -> None:
        step = 0.05 if share >= 0.75 else -0.04 if share < 0.4 else 0.0
        self._tempo[section] = min(1.05, max(0.35, self._tempo[section] + step))

    def _drill(
        self, mind: Mind, bars: range, hands: Hands, form: float, at: tuple[int, float]
    ) -> Iterator[Sample]:
        section, now = at
        self._drills += 1
        tempo = self._tempo[section] * self._random.uniform(0.95, 1.05)
        ease = form + (0.0 if hands is Hands.BOTH else 0.9)
        for place, bar in enumerate(bars):
            moment = now + place * 0.00003
            probe = self._probe(mind, form, moment) if self._random.random() < _PROBES else None
            is_clean = self._random.random() < mind.chance(bar, tempo, ease, moment)
            mind.practise(bar, tempo, moment)
            yield Sample(tuple(self._played(bar, hands, tempo, moment, is_clean=is_clean)), probe)

    def _probe(self, mind: Mind, form: float, now: float) -> Probe:
        chances = tuple(mind.chance(bar, 1.0, form, now) for bar in range(BARS))
        return Probe(chances, tuple(self._random.random() < chance for chance in chances))

    def _played(
        self, bar: int, hands: Hands, tempo: float, now: float, *, is_clean: bool
    ) -> Iterator[PlayedBar]:
        played = [hand for hand in Hand if hands.include(hand)]
        faulty = (
            () if is_clean else self._random.sample(played, self._random.randint(1, len(played)))
        )
        for hand in played:
            tally = Tally(matched=6, wrong=1) if hand in faulty else Tally(matched=7)
            moment = BEGINNING + timedelta(days=now)
            yield PlayedBar(
                moment,
                moment.date(),
                f"take {int(now)}",
                self._drills,
                hands,
                bar,
                hand,
                tempo,
                is_whole=True,
                tally=tally,
            )


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def _logit(share: float) -> float:
    share = min(1 - 1e-9, max(1e-9, share))
    return math.log(share / (1 - share))
