"""Sound devices for tests, which no one hears."""

import time
from collections.abc import Sequence
from queue import SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Self

import numpy as np
import pytest

from renshu.errors import PortError
from renshu.evening import sounding_link
from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.sounding import Sounding
from renshu.evening.sounding_child import Performer
from renshu.evening.sounding_orders import decode
from renshu.midi.output import Output
from renshu.sound import agenda
from renshu.sound.speaker import NoSoundError
from renshu.sound.synth import Synth
from renshu.sound.voices import RATE
from support.midi_ports import FakeOutput, FakeSystem
from support.waiting import wait_until


def no_device(_: Synth) -> "FakeDevice":
    """What opening a device gives on a machine without one."""
    raise NoSoundError("This machine has no sound device.")


class FakeDevice:
    """A sound device that asks for its samples when the test says so."""

    def __init__(self) -> None:
        self.synth: Synth | None = None
        self.is_closed = False
        self.has_ended = False
        self.may_open = Event()
        self.may_open.set()

    def connect(self, synth: Synth) -> "FakeDevice":
        """Open it, as soon as it may."""
        self.may_open.wait(5)
        self.synth = synth
        return self

    def close(self) -> None:
        """Remember it."""
        self.is_closed = True

    def onsets(self, start: float, seconds: float) -> Sequence[float]:
        """The seconds after `start` at which something begins to sound, 50 ms of silence before."""
        if self.synth is None:
            return ()
        frames = round(seconds * RATE)
        is_loud = np.abs(self.synth.render(frames, start + seconds)) > 1e-3
        loud = np.flatnonzero(is_loud) / RATE
        is_first = np.diff(loud, prepend=-1.0) > 0.05
        return [float(moment) for moment in loud[is_first]]


def opened(device: FakeDevice) -> Loudspeaker:
    """A loudspeaker on a device that has opened."""
    loudspeaker = Loudspeaker(device.connect)
    loudspeaker.prepare()
    wait_until(lambda: loudspeaker.is_open)
    return loudspeaker


def silent_sounding() -> Sounding:
    """What sounds on a machine without MIDI and without a sound device."""
    return Sounding(None, Loudspeaker(no_device))


class Inside:
    """The process that sounds, as a thread of the test's: orders are followed where they are given.

    Args:
        output: What it would open.
    """

    def __init__(self, output: Output | PortError) -> None:
        self.pid = 0
        self.stdin = self.stdout = self
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self.readings = 0
        """How often it was asked for an answer; one that is open is listened to once more."""
        self._performer: Performer | None = None
        self._thread = Thread(target=self._run, daemon=True)
        if isinstance(output, PortError):
            self._answers.put(f"none {output.sentence}\n".encode())
        else:
            self._performer = Performer(output)
            self._thread.start()
            self._answers.put(f"open {output.name}\n".encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing was opened."""

    def write(self, record: bytes) -> int:
        """Follow an order."""
        if self._performer is not None:
            self._performer.take(decode(record))
        return len(record)

    def readline(self) -> bytes:
        """Wait for an answer."""
        self.readings += 1
        return self._answers.get()

    def close(self) -> None:
        """There are no more orders."""
        if self._performer is not None:
            self._performer.close()

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the output is let go."""
        if self._performer is not None:
            self._thread.join(timeout)
        return 0

    def kill(self) -> None:
        """End as `close` does."""
        self.close()

    def _run(self) -> None:
        try:
            if self._performer is not None:
                self._performer.run()
            self._answers.put(b"")
        except PortError as error:
            self._answers.put(f"gone {error.sentence}\n".encode())


class Heard:
    """What is heard on a MIDI output that exists in the test alone.

    Args:
        patch: Puts the output in the place of the system's.
        ports: The outputs that the system has.
    """

    def __init__(self, patch: pytest.MonkeyPatch, *ports: str) -> None:
        self.system = FakeSystem(*(ports or ("Piano:Piano MIDI 1 20:0",)))
        self.clients: list[FakeOutput] = []
        # A machine that is busy may be late in a test; lateness is measured elsewhere.
        patch.setattr(agenda, "LATE", 60.0)
        patch.setattr(agenda, "LATE_KEY", 60.0)
        patch.setattr(sounding_link, "start", self._start)
        self._opened: list[Sounding] = []
        self._processes: list[Inside] = []

    def sounding(self, preferred: str | None = None) -> Sounding:
        """What sounds on it, once it is prepared."""
        self._opened.append(Sounding(preferred, Loudspeaker(no_device)))
        return self._opened[-1]

    @property
    def is_ready(self) -> bool:
        """Whether an output is open, and known to be."""
        return any(process.readings > 1 for process in self._processes)

    @property
    def sent(self) -> list[bytes]:
        """All messages, whichever output they were sent to."""
        return [data for client in self.clients for data in client.sent]

    @property
    def keys(self) -> list[int]:
        """The keys that were struck, in order, but for the clicks."""
        return [data[1] for data in self.sent if data[0] == 0x90]

    @property
    def clicks(self) -> list[tuple[int, int]]:
        """Pitch and velocity of each click."""
        return [(data[1], data[2]) for data in self.sent if data[0] == 0x99]

    @property
    def down(self) -> set[int]:
        """The keys that are down, as the instruments understood it."""
        found: set[int] = set()
        for data in self.sent:
            if data[0] == 0x90:
                found.add(data[1])
            elif data[0] == 0x80:
                found.discard(data[1])
        return found

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def close(self) -> None:
        """Let all outputs go."""
        for sounding in self._opened:
            sounding.close()

    def _start(self, preferred: str | None, *, is_hushed: bool) -> Inside:
        output: Output | PortError
        try:
            output = Output(preferred, connect=self._connect)
            if is_hushed:
                output.hush()
        except PortError as error:
            output = error
        self._processes.append(Inside(output))
        return self._processes[-1]

    def _connect(self) -> FakeOutput:
        self.clients.append(FakeOutput(self.system))
        return self.clients[-1]
