"""What an hour of playing costs: memory, and the time that one note needs.

The floor is the least that the program uses when every piece is played the second time, for what is
still looked back on takes memory for a moment. Goal: an hour grows memory by 20 MB at most, and its
last notes cost what its first ones do.

    python tests/benchmarks/evening.py [HOURS]
"""

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.simulated_evening import NAMES, Evening, simulate


def report(evening: Evening) -> tuple[float, float]:
    """Print what was measured.

    Returns:
        By how many megabytes memory grew, and by which factor the median cost of a note.
    """
    costs, sizes = evening.costs, evening.sizes
    tenth = max(1, len(costs) // 10)
    early, late = _shares(costs[tenth : 2 * tenth]), _shares(costs[-tenth:])
    pieces = len(NAMES)
    floor = min(sizes[: 2 * pieces][-pieces:])
    grown = min(sizes[-pieces:]) - floor
    _print(f"{evening.seconds / 3600:.2f} hours, {len(costs)} events, {len(sizes)} takes")
    _print(f"memory in the second round of all pieces {floor:.1f} MB, in the last {grown:+.1f} MB")
    _print("after each take " + " ".join(f"{size:.0f}" for size in sizes))
    for name, before, after in zip(("p50", "p99"), early, late, strict=True):
        _print(f"{name} {before:.3f} ms early, {after:.3f} ms late: ratio {after / before:.2f}")
    return grown, late[0] / early[0]


def _shares(values: Sequence[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=100)[98]


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        report(simulate(3600 * float(sys.argv[1] if len(sys.argv) > 1 else 1), Path(home)))
