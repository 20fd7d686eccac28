"""Eight hours at the piano, at a hundred times the speed: is memory flat, latency flat, all kept?

    python tests/benchmarks/long_evening.py [HOURS]

After each take the pianist rests for a minute. Goals: memory grows by 20 MB at most once each piece
was played, the median cost of a note by a quarter at most, and the history holds every note.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.evening import report
from support.simulated_evening import simulate

REST_SECONDS = 60.0


def main(hours: str = "8") -> int:
    """Play, and print what was measured."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        evening = simulate(3600 * float(hours), Path(home), rest=REST_SECONDS)
    took = time.monotonic() - started
    grown, slower = report(evening)
    is_whole = evening.kept == evening.struck
    notes = sum(map(len, evening.struck))
    sys.stdout.write(f"{notes} notes, {'all' if is_whole else 'NOT all'} in the history\n")
    sys.stdout.write(f"{took:.0f} s: {evening.seconds / took:.0f} times the speed\n")
    return 0 if is_whole and grown <= 20 and slower <= 1.25 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
