"""Kills a program that plays, 200 times at random moments, and tells what was lost.

python tests/benchmarks/kills.py [COUNT] [SEED]
"""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.kills import JUST_PLAYED_SECONDS, kill_many


def main(count: int, seed: int) -> int:
    """Kill, and print."""
    with tempfile.TemporaryDirectory() as home:
        left = []
        for one in kill_many(Path(home), count, seed):
            left.append(one)
            for fault in one.faults:
                sys.stdout.write(f"killed at {one.moment:.3f} s: {fault}\n")
    lost = sorted(one.lost_seconds for one in left)
    bad = sum(bool(one.faults) for one in left)
    sys.stdout.write(f"{count} kills, {bad} with a fault; lost of the take that was played:\n")
    nearly_all = lost[int(0.99 * (count - 1))]
    sys.stdout.write(
        f"median {statistics.median(lost):.3f} s, 99 of 100 within {nearly_all:.3f} s, "
        f"most {lost[-1]:.3f} s (promised: {JUST_PLAYED_SECONDS} s)\n"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(numbers + [200, 1][len(numbers) :])))
