"""What a flood over a real port costs, and what of it is heard."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from renshu.evening.midi_watch import MidiWatch
from renshu.midi.ensemble import Choice
from renshu.performance.events import KeyDown, PlayedEvent
from support.waiting import wait_until

_PROGRAM = Path(__file__).with_name("flooding.py")


@dataclass(frozen=True, slots=True)
class Flooded:
    """What came of a flood."""

    sent: int
    """Notes that the piano sent."""
    heard: int
    """Notes that came through."""
    cost: float
    """CPU seconds of this process for each second, its looks for keyboards included."""


def flooded(seconds: float, notes: float, others: float) -> Flooded:
    """Let a piano flood the program's ears; a JACK server has to run.

    Args:
        seconds: How long.
        notes: Notes a second.
        others: Other messages a second.
    """
    events: list[PlayedEvent] = []
    with _watch(events) as watch, _flooding(seconds, notes, others) as process:
        wait_until(lambda: bool(watch.heard), 30)
        time.sleep(0.4)
        cpu, started = time.process_time(), time.monotonic()
        assert process.stdout is not None
        sent = int(process.stdout.readline())
        took = time.monotonic() - started
        cost = (time.process_time() - cpu) / took
    return Flooded(sent, sum(isinstance(event, KeyDown) for event in events), cost)


@contextmanager
def _watch(events: list[PlayedEvent]) -> Iterator[MidiWatch]:
    watch = MidiWatch(Choice(), events.append, lambda _: None, lambda _: None)
    watch.start()
    try:
        yield watch
    finally:
        watch.close()


@contextmanager
def _flooding(seconds: float, notes: float, others: float) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, str(_PROGRAM), *map(str, (seconds, notes, others))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        process.communicate()
