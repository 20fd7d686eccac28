"""A piano that sends what hardly any piano sends so much of, as a program of its own.

    python tests/support/flooding.py SECONDS NOTES_A_SECOND OTHERS_A_SECOND

It waits until somebody listens on the JACK server, sends notes between aftertouch, clock, active
sensing and bends, waits until all is through, and says how many notes it sent.
"""

import sys
import time
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.player import VirtualPiano
from support.waiting import wait_until

STEP = 0.005
"""Seconds from one handful to the next."""

_OTHERS = ((0xA0, 60, 64), (0xF8,), (0xD0, 64), (0xF8,), (0xFE,), (0xE0, 0, 64), (0xB0, 11, 90))


def flood(piano: VirtualPiano, seconds: float, notes: float, others: float) -> int:
    """Send so many messages a second of each kind; the number of notes."""
    nuisance, pitches = cycle(_OTHERS), cycle(range(21, 109))
    started = time.monotonic()
    sent = sent_others = 0
    while (passed := time.monotonic() - started) < seconds:
        while sent_others < passed * others:
            piano.send(next(nuisance))
            sent_others += 1
        while sent < passed * notes:
            pitch = next(pitches)
            piano.press(pitch)
            piano.release(pitch)
            sent += 1
        time.sleep(STEP)
    return sent


def main(seconds: str, notes: str, others: str) -> None:
    """Flood as the module says."""
    with VirtualPiano() as piano:
        wait_until(piano.is_heard, 30)
        time.sleep(0.5)
        sent = flood(piano, float(seconds), float(notes), float(others))
        time.sleep(0.5)
        sys.stdout.write(f"{sent}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
