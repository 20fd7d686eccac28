"""Sound devices for tests, which no one hears."""

import time
from collections.abc import Sequence
from functools import partial
from threading import Event

import numpy as np
import pytest

from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.sounding import Sounding
from renshu.midi import output
from renshu.sound import scheduling
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
        patch.setattr(scheduling, "LATE", 60.0)
        patch.setattr(scheduling, "LATE_KEY", 60.0)
        patch.setattr(output, "Output", partial(output.Output, connect=self._connect))
        self._opened: list[Sounding] = []

    def sounding(self, preferred: str | None = None) -> Sounding:
        """What sounds on it, once it is prepared."""
        self._opened.append(Sounding(preferred, Loudspeaker(no_device)))
        return self._opened[-1]

    @property
    def is_ready(self) -> bool:
        """Whether an output is open."""
        return any(client.opened for client in self.clients)

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

    def _connect(self) -> FakeOutput:
        self.clients.append(FakeOutput(self.system))
        return self.clients[-1]
