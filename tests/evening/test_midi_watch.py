import threading
import time
from collections.abc import Iterator

import pytest

from renshu.evening.midi_watch import PERIOD_SECONDS, MidiWatch
from renshu.midi.ensemble import Choice
from renshu.midi.system import InputClient
from renshu.performance.events import KeyDown, PlayedEvent
from support.midi_ports import FakeInput, FakeSystem
from support.waiting import wait_until

PIANO = "Piano:Piano MIDI 1 20:0"


class Breaking(FakeInput):
    """A client whose driver fails in ways that no driver should."""

    def names(self) -> tuple[str, ...]:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")


class Watched:
    """A watch over a fake system, and all that it says."""

    def __init__(self, system: FakeSystem) -> None:
        self.system = system
        self.breaks = 0
        self.events: list[PlayedEvent] = []
        self.changes: list[str | None] = []
        self.faults: list[str] = []
        self.watch = MidiWatch(
            Choice(), self.events.append, self.changes.append, self.faults.append, self.connect
        )

    def connect(self) -> InputClient:
        if self.breaks:
            self.breaks -= 1
            self.system.clients.append(Breaking(self.system))
            return self.system.clients[-1]
        return self.system.connect()


@pytest.fixture
def watched() -> Iterator[Watched]:
    watched = Watched(FakeSystem(PIANO))
    yield watched
    watched.watch.close()
    assert watched.system.clients == []
    assert "midi watch" not in {thread.name for thread in threading.enumerate()}


def test_a_watch_that_fails_begins_anew_and_hands_the_error_over(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[type] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: handed.append(fault.exc_type))
    watched.breaks = 3
    watched.watch.start()
    wait_until(lambda: bool(watched.changes))
    watched.system.play(PIANO, ([0x90, 60, 80], 1.0))
    assert watched.events == [KeyDown(1.0, 60, 80)]
    assert handed == [UnicodeDecodeError] * 3
    assert watched.faults == []


def test_a_pulled_plug_is_noticed_in_time(watched: Watched) -> None:
    watched.watch.start()
    wait_until(lambda: bool(watched.changes))
    for _ in range(3):
        pulled = time.monotonic()
        watched.system.ports.clear()
        wait_until(lambda: watched.changes[-1] is None)
        watched.system.ports.append(PIANO)
        wait_until(lambda: watched.changes[-1] is not None)
        assert time.monotonic() - pulled < 2 * PERIOD_SECONDS + 1
