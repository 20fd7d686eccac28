"""A long evening, cut short: memory and latency stay flat, and every note is in the history.

The eight hours are in `benchmarks/long_evening.py`.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent

PIECES = ("bach-invention-1", "satie-gymnopedie-1")

EVENING = """
import dataclasses, json, sys
from pathlib import Path
from support.simulated_evening import simulate

evening = simulate(20 * 60, Path(sys.argv[1]), sys.argv[2:], rest=60.0)
print(json.dumps(dataclasses.asdict(evening) | {"costs": list(evening.costs)}))
"""


def played(folder: Path) -> dict[str, Any]:
    """The evening, in a process that has nothing else in its memory."""
    told = subprocess.run(
        [sys.executable, "-c", EVENING, str(folder), *PIECES],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        check=True,
    )
    evening: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return evening


def test_twenty_minutes_at_the_piano(tmp_path: Path) -> None:
    evening = played(tmp_path)
    assert evening["kept"] == evening["struck"]
    assert len(evening["kept"]) >= 4
    # What is still looked back on takes memory for a moment.
    assert min(evening["sizes"][-3:]) - min(evening["sizes"][1:4]) < 20
    third = len(evening["costs"]) // 3
    early, late = evening["costs"][:third], evening["costs"][-third:]
    assert statistics.median(late) < 2 * statistics.median(early)
