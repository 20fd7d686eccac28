"""The computer's loudspeaker, where there is one: plays what the synthesiser renders.

It needs the optional extra `audio`. No loudspeaker is an ordinary state: `NoSoundError` says why.
"""

import atexit
import ctypes
import time
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from renshu.errors import RenshuError, leave_to_others

if TYPE_CHECKING:
    from collections.abc import Generator

    import miniaudio
    import numpy as np
    from numpy.typing import NDArray

    from renshu.sound.synth import Synth

BLOCK = 0.02
"""Seconds of sound asked for at a time; what is played is heard that much later."""
PERIODS = 3
"""So many of them the device keeps ready; what miniaudio does by itself."""
SILENCE = 2.0
"""Seconds without asking for sound after which a device has ended; it asks fifty times a second."""

_BYTES_A_FRAME = 4


@dataclass(frozen=True, slots=True)
class Latency:
    """How late what is played is heard."""

    frames: int
    """Frames that the device asks for at a time."""
    rate: int
    """Frames per second."""

    @property
    def seconds(self) -> float:
        """Those that the device keeps ready, and the block in which a key is placed."""
        return (PERIODS + 1) * self.frames / self.rate

    def __str__(self) -> str:
        late = round(1000 * self.seconds)
        return f"{late} ms ({PERIODS} buffers of {self.frames} frames at {self.rate} a second)"


class NoSoundError(RenshuError):
    """Nothing can be sounded on this machine."""

    title = "Sound"


class Speaker:
    """An open sound device that plays a synthesiser until it is closed."""

    def __init__(self, synth: "Synth", backends: "list[miniaudio.Backend] | None" = None) -> None:
        """Open the default sound device and begin.

        Args:
            synth: Renders the sound, on the device's thread.
            backends: The sound systems to try, for tests; else those of the machine.

        Raises:
            NoSoundError: There is no sound device, or the extra `audio` is not installed.
        """
        self._device = _open_device(backends)
        self.backend = self._device.backend
        """The sound system in use."""
        # A callback during the interpreter's end would hang the program.
        atexit.register(self.close)
        self._asked = Event()
        self._asked_at = time.monotonic()
        self._has_failed = False
        self._frames = 0
        self._start(self._samples(synth))

    @property
    def has_ended(self) -> bool:
        """Whether it sounds no more: it was unplugged, or its sound system has gone."""
        return self._has_failed or time.monotonic() - self._asked_at > SILENCE

    def latency(self, patience: float = 1.0) -> Latency | None:
        """How late what is played is heard; None where the device does not ask for sound.

        Args:
            patience: Seconds to wait until it asks for the first time.
        """
        from renshu.sound.voices import RATE

        return Latency(self._frames, RATE) if self._asked.wait(patience) else None

    def _samples(self, synth: "Synth") -> "Generator[NDArray[np.float32] | bytes, int, None]":
        frames = yield b""
        while True:
            self._frames, self._asked_at = frames, time.monotonic()
            self._asked.set()
            frames = yield self._rendered(synth, frames)

    def _rendered(self, synth: "Synth", frames: int) -> "NDArray[np.float32] | bytes":
        try:
            return synth.render(frames, time.monotonic()).reshape(-1, 1)
        except Exception as error:  # noqa: BLE001 - the device must go on asking
            leave_to_others(error)
            self._has_failed = True
            return bytes(_BYTES_A_FRAME * frames)

    def close(self) -> None:
        """Fall silent and let the device go. More than once does no harm."""
        atexit.unregister(self.close)
        self._device.close()

    def _start(self, samples: "Generator[NDArray[np.float32] | bytes, int, None]") -> None:
        from miniaudio import MiniaudioError

        next(samples)
        try:
            self._device.start(samples)
        except MiniaudioError as error:
            self.close()
            raise NoSoundError("This machine has a sound device that does not start.") from error


def _open_device(backends: "list[miniaudio.Backend] | None") -> "miniaudio.PlaybackDevice":
    try:
        import miniaudio
    except ImportError as error:
        raise NoSoundError("Sound needs the extra “audio”: pip install 'renshu[audio]'.") from error
    from renshu.sound.voices import RATE

    _silence_alsa()
    try:
        device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.FLOAT32,
            1,
            RATE,
            round(BLOCK * 1000),
            callback_periods=PERIODS,
            backends=backends,
        )
    except miniaudio.MiniaudioError as error:
        raise NoSoundError("This machine has no sound device that can be opened.") from error
    if backends is None and device.backend == "Null":
        device.close()
        raise NoSoundError("This machine has no sound device.")
    return device


def _silence_alsa() -> None:
    """Keep ALSA from printing on the terminal what it looks for and does not find."""
    try:
        set_handler = ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler
    except (OSError, AttributeError):
        return
    set_handler.argtypes = [ctypes.c_void_p]
    # A C function without effect, which may be called by any thread at any time.
    set_handler(ctypes.cast(ctypes.pythonapi.Py_IsInitialized, ctypes.c_void_p))
