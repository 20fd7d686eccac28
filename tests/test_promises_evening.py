"""A long evening, cut short: memory and latency stay flat, and every note is in the history.

The eight hours are in `benchmarks/long_evening.py`.
"""

import statistics
from pathlib import Path

from support.simulated_evening import simulate

PIECES = ("bach-invention-1", "satie-gymnopedie-1")


def test_twenty_minutes_at_the_piano(tmp_path: Path) -> None:
    evening = simulate(20 * 60, tmp_path, PIECES, rest=60.0)
    assert evening.kept == evening.struck
    assert len(evening.kept) >= 4
    # What is still looked back on takes memory for a moment.
    assert min(evening.sizes[-3:]) - min(evening.sizes[1:4]) < 20
    third = len(evening.costs) // 3
    early, late = evening.costs[:third], evening.costs[-third:]
    assert statistics.median(late) < 2 * statistics.median(early)
