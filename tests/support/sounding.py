"""Sound devices for tests, which no one hears."""

from collections.abc import Sequence
from threading import Event

import numpy as np

from renshu.sound.speaker import NoSoundError
from renshu.sound.synth import Synth
from renshu.sound.voices import RATE
from renshu.tui.loudspeaker import Loudspeaker
from support.waiting import wait_until


def no_device(_: Synth) -> "FakeDevice":
    """What opening a device gives on a machine without one."""
    raise NoSoundError("This machine has no sound device.")


class FakeDevice:
    """A sound device that asks for its samples when the test says so."""

    def __init__(self) -> None:
        self.synth: Synth | None = None
        self.is_closed = False
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
