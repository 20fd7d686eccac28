"""How well mastery foretells: simulated learners practise for months, and are probed.

Six kinds of learners, each following a theory of learning and forgetting of its own and none of
them renshu's, practise a piece of twelve bars for four months. Now and then renshu is asked, with
what a diary has told it so far, how likely the next pass of each bar and section at the goal tempo
is clean; then the learner plays it, and learns nothing of it. Two of the kinds had no say in the
model's constants. Goal: in each tenth of what was foretold, the observed share of clean passes is
within 5 points of it. Floors: always the share of all, the last result, a moving average of five.

    python tests/benchmarks/mastery.py [LEARNERS OF EACH KIND] [FIRST SEED]
"""

import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.practice.mastery.evidence import PlayedBar, passes, summed
from renshu.practice.mastery.evidence import is_clean as clean
from renshu.practice.mastery.piece import of_bars, piece_mastery
from renshu.score.passage import Hands
from support.learners import BARS, KEPT_ASIDE, MINDS, SECTION, Mind, practise

NOTES = {(bar, hands): 8 for bar in range(BARS) for hands in Hands}
SECTIONS = [range(first, first + SECTION) for first in range(0, BARS, SECTION)]


@dataclass
class Foretold:
    """Predictions with what came of them, and what was truly likely."""

    chances: list[float] = field(default_factory=list)
    truths: list[float] = field(default_factory=list)
    outcomes: list[bool] = field(default_factory=list)
    floors: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, chance: float, outcome: bool, truth: float) -> None:
        """One prediction more."""
        self.chances.append(chance)
        self.outcomes.append(outcome)
        self.truths.append(truth)

    def extend(self, other: "Foretold") -> None:
        """Those of somebody else."""
        self.chances += other.chances
        self.outcomes += other.outcomes
        self.truths += other.truths
        for name, chances in other.floors.items():
            self.floors[name] += chances


def simulate(mind: Callable[[Random], Mind], seeds: Iterable[int]) -> tuple[Foretold, Foretold]:
    """What was foretold of bars, and of sections."""
    bars, sections = Foretold(), Foretold()
    for seed in seeds:
        played: list[PlayedBar] = []
        for sample in practise(mind, seed):
            if sample.probe is not None and played:
                now = sample.played[0].at
                known = piece_mastery(NOTES, played).bars(now)
                results = _results(played)
                for bar in range(BARS):
                    probe = sample.probe
                    bars.add(known[bar, Hands.BOTH], probe.outcomes[bar], probe.chances[bar])
                    for name, guess in _floors(results[bar]).items():
                        bars.floors[name].append(guess)
                for section in SECTIONS:
                    outcome = all(sample.probe.outcomes[bar] for bar in section)
                    truth = math.prod(sample.probe.chances[bar] for bar in section)
                    sections.add(of_bars(known, section, Hands.BOTH), outcome, truth)
            played += sample.played
    return bars, sections


def _results(played: Sequence[PlayedBar]) -> dict[int, list[bool]]:
    found: dict[int, list[bool]] = defaultdict(list)
    for together in passes(played):
        found[together[0].measure].append(clean(summed(one.tally for one in together)))
    return found


def _floors(results: Sequence[bool]) -> dict[str, float]:
    """Kept from certainty, which a single surprise would punish without end."""
    last = results[-1:] or [False]
    recent = results[-5:] or [False]
    return {
        "last result": 0.9 if last[0] else 0.1,
        "moving average": (sum(recent) + 0.5) / (len(recent) + 1),
    }


def report(name: str, foretold: Foretold) -> None:
    """Print tenths and log losses."""
    print_line(f"\n{name}: {len(foretold.chances)} probes")
    print_line("  tenth     probes  foretold  observed   off by   (truly likely)")
    for tenth in range(10):
        places = [
            place for place, one in enumerate(foretold.chances) if min(9, int(one * 10)) == tenth
        ]
        if not places:
            continue
        held = _mean([foretold.chances[place] for place in places])
        seen = _mean([float(foretold.outcomes[place]) for place in places])
        true = _mean([foretold.truths[place] for place in places])
        print_line(
            f"  {tenth * 10:2}–{tenth * 10 + 10:3} %  {len(places):6}  {held:8.1%}  {seen:8.1%}"
            f"  {100 * (held - seen):+6.1f}   ({true:.1%})"
        )
    constant = [_mean(list(map(float, foretold.outcomes)))] * len(foretold.chances)
    losses = {"mastery": foretold.chances, "constant": constant, **foretold.floors}
    losses["truth itself"] = foretold.truths
    told = (f"{name} {_log_loss(one, foretold.outcomes):.3f}" for name, one in losses.items())
    print_line("  log loss: " + ", ".join(told))


def print_line(line: str) -> None:
    """A line on standard output, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _log_loss(chances: Sequence[float], outcomes: Sequence[bool]) -> float:
    kept = (min(1 - 1e-6, max(1e-6, one)) for one in chances)
    return -_mean(
        [math.log(one if seen else 1 - one) for one, seen in zip(kept, outcomes, strict=True)]
    )


def main(count: int, first: int) -> None:
    """Probe so many learners of each kind."""
    for title, minds in (("settled with", MINDS), ("kept aside", KEPT_ASIDE)):
        all_bars, all_sections = Foretold(), Foretold()
        for mind in minds:
            began = time.perf_counter()
            bars, sections = simulate(mind, range(first, first + count))
            took = time.perf_counter() - began
            report(f"{mind.__name__}, bars ({took:.0f} s)", bars)
            all_bars.extend(bars)
            all_sections.extend(sections)
        report(f"All {title}, bars", all_bars)
        report(f"All {title}, sections of {SECTION} bars", all_sections)


if __name__ == "__main__":
    main(int(dict(enumerate(sys.argv)).get(1, "6")), int(dict(enumerate(sys.argv)).get(2, "100")))
