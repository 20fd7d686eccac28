"""What floods of MIDI messages cost, and whether notes get lost in them.

    python tests/benchmarks/floods.py [SECONDS]

A piano in a process of its own, on a real port of a JACK server without hardware, sends ten notes a
second between a thousand messages of aftertouch, clock, active sensing, bends and volume; then two
hundred notes a second for ten seconds. Goals: no note lost; at most 10 % of a core in the first.

On a busy machine the server itself skips cycles, with the notes in them: it says so in its log, and
as many notes may be missing.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.flooded import Flooded, flooded
from support.jack import jack_server


def main(seconds: str = "60") -> int:
    """Print what came of both floods."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "jackd.log"
        with jack_server(log):
            _told("silence", flooded(10, 0, 0))
            nuisance = _told("1,000 other messages a second", flooded(float(seconds), 10, 1000))
            notes = _told("200 notes a second", flooded(10, 200, 0))
        skipped = log.read_text().count("was not finished")
    sys.stdout.write(f"{skipped} times the server did not wait for a client\n")
    lost = nuisance.sent - nuisance.heard + notes.sent - notes.heard
    return 0 if lost <= skipped and nuisance.cost <= 0.1 else 1


def _told(name: str, one: Flooded) -> Flooded:
    sys.stdout.write(f"{name:30} {one.heard} of {one.sent} notes, {one.cost:.1%} of a core\n")
    return one


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
