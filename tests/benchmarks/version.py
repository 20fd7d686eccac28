"""How much `renshu --version` costs beside an empty Python: CPU of whole processes, in turn.

The goal is a ratio of at most 2.5.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

RUNS = 15
RENSHU = str(Path(sys.executable).with_name("renshu"))


def main() -> None:
    """Print both medians and the median of the ratios, pair by pair."""
    pairs = [
        (cpu_ms([RENSHU, "--version"]), cpu_ms([sys.executable, "-c", "pass"])) for _ in range(RUNS)
    ]
    ours, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    sys.stdout.write(
        f"renshu --version  {ours:6.1f} ms\npython -c pass    {floor:6.1f} ms\n"
        f"ratio             {ratio:6.2f}  (goal: at most 2.5)\n"
    )


def cpu_ms(command: list[str]) -> float:
    """User and system time of one run of `command`, in milliseconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return (usage.ru_utime + usage.ru_stime) * 1e3


if __name__ == "__main__":
    main()
