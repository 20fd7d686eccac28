"""A terminal that reads 20 KB a second beside one that is fast: verdicts, notes, and the lag.

    python tests/benchmarks/slow_terminal.py [--speed 20000] [--repeats 3]

The same evening at the piano, over a JACK server and true MIDI ports. Told are the notes that the
take has of those that were sent, the verdicts of the history, how long after the last note the
review stands on the terminal, and how many bytes that took.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.library.musicxml import read
from renshu.library.starter import starter_folder
from renshu.midi.files import read_take, write_take
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.passage import bars
from support.jack import jack_server
from support.pianist import Extra, Missed, Wrong, play
from support.pseudo_terminal import PseudoTerminal

SCORE = starter_folder() / "renshu-wataridori-no-shiori.musicxml"
MISTAKES = (Wrong(6, semitones=1), Missed(14), Extra(22, 30), Wrong(30, semitones=-2))
LAST_BAR = 11


@dataclass(frozen=True, slots=True)
class Evening:
    """What came of an evening."""

    pitches: tuple[int, ...]
    """The keys that the take has."""
    verdicts: dict[str, int]
    lag: float
    """Seconds from Escape, pressed after the last note, to the review."""
    written: int
    """Bytes for the terminal."""

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.verdicts.items())
        return (
            f"{len(self.pitches)} notes; {counts}; "
            f"review after {self.lag:.2f} s; {self.written / 1000:.0f} KB"
        )


def evening(home: Path, file: Path, speed: float | None) -> Evening:
    """Play a file at a new home, on a terminal that reads so many bytes a second."""
    variables = os.environ | {"RENSHU_HOME": str(home), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "renshu", "play", str(SCORE), "--cells", "braille"]
    terminal = PseudoTerminal(command, variables, bytes_per_second=speed)
    try:
        terminal.wait_for("♩", 60)
        piano = [sys.executable, "-m", "support.player", str(file)]
        tests = Path(__file__).parents[1]
        subprocess.run(piano, cwd=tests, stdout=subprocess.DEVNULL, check=True)
        stopped = time.monotonic()
        terminal.type("\x1b")
        terminal.wait_for("Review", 120)
        lag = time.monotonic() - stopped
        terminal.type("\x11")
        terminal.process.wait(120)
    finally:
        terminal.close()
    written = len(terminal.written.encode())
    return Evening(pitches(_heard(home)), _verdicts(variables), lag, written)


def pitches(events: tuple[PlayedEvent, ...]) -> tuple[int, ...]:
    """The keys that were pressed."""
    return tuple(event.pitch for event in events if isinstance(event, KeyDown))


def sent(file: Path) -> tuple[PlayedEvent, ...]:
    """Write what the pianist plays into a file."""
    score = read(SCORE.read_bytes(), SCORE.name).score
    played = play(score, bars(score, 0, LAST_BAR), mistakes=MISTAKES, tempo=1.8, jitter=0.02)
    write_take(file, played.events)
    return played.events


def _heard(home: Path) -> tuple[PlayedEvent, ...]:
    (file,) = (home / "data" / "takes").glob("**/*.mid")
    return read_take(file)


def _verdicts(variables: dict[str, str]) -> dict[str, int]:
    command = [sys.executable, "-m", "renshu", "history", "--json"]
    told = subprocess.run(command, env=variables, capture_output=True, check=True)
    take = json.loads(told.stdout.splitlines()[0])
    return {name: take[name] for name in ("matched", "wrong", "missed", "extra")}


def main() -> None:
    """Measure as the module says."""
    parser = argparse.ArgumentParser(description="A slow terminal beside a fast one.")
    parser.add_argument("--speed", type=float, default=20_000, help="bytes a second")
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, jack_server(Path(name) / "jackd.log"):
        folder = Path(name)
        events = sent(folder / "evening.mid")
        for repeat in range(arguments.repeats):
            for word, speed in (("fast", None), ("slow", arguments.speed)):
                came = evening(folder / f"{word}-{repeat}", folder / "evening.mid", speed)
                lost = Counter(pitches(events)) - Counter(came.pitches)
                sys.stdout.write(f"{word}: {came}; {lost.total()} lost\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
