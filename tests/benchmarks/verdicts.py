"""How many verdicts the recorded performances of good players get: there should be few.

    python tests/benchmarks/verdicts.py

It prints verdicts for 100 right notes, by kind, for each performance and in all. The data beside
the checkout know no slurs, staccato, metre, dynamics or pedal, and call ornaments extra, so lengths
and extra notes are upper bounds.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from renshu.follow.alignment import Match
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.judging import judge
from renshu.score.notation import Score
from renshu.score.passage import whole

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.recorded import events_of, rows, score_of, tempo_of


def main() -> int:
    """Print a line for each performance, and one for all."""
    scores = {row["key"]: row for row in rows("scores")}
    every: Counter[str] = Counter()
    for take in rows("perfs"):
        counts = _counted(
            score_of(scores[take["score"]], tempo_of(scores[take["score"]], take)), take
        )
        every += counts
        print(f"{take['id'][:44]:44} {_rates(counts)}")  # noqa: T201
    print(f"{'all':44} {_rates(every)}")  # noqa: T201
    return 0


def _counted(score: Score, take: Mapping[str, Any]) -> Counter[str]:
    events = events_of(take)
    labels = review(score, whole(score), Mode.FREE, events)
    counts = Counter(v.kind.value for v in judge(score, labels, events, Mode.FREE))
    counts["right"] = sum(isinstance(label, Match) for label in labels)
    return counts


def _rates(counts: Counter[str]) -> str:
    kinds = sorted(kind for kind in counts if kind != "right")
    rates = (f"{kind} {100 * counts[kind] / counts['right']:.2f}" for kind in kinds)
    return f"{counts['right']:6} {'  '.join(rates)}"


if __name__ == "__main__":
    sys.exit(main())
