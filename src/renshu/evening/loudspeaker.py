"""The computer's loudspeaker for the screens: it sounds once a device is open, and not before."""

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from renshu.performance.events import PlayedEvent
    from renshu.sound.synth import Synth

_PATIENCE_SECONDS = 2.0
"""How long the end of the program waits for a sound system that does not answer."""


class Device(Protocol):
    """An open sound device."""

    def close(self) -> None:
        """Fall silent and let the device go."""


def open_device(synth: "Synth") -> Device:
    """Open the machine's sound device; raises `NoSoundError` where there is none."""
    from renshu.sound.speaker import Speaker

    return Speaker(synth)


class Loudspeaker:
    """Sounds clicks and played events, from any thread.

    Having no device, or not having the extra `audio`, is ordinary: then all this is silent.

    Args:
        connect: Opens a device that plays a synthesiser.
    """

    def __init__(self, connect: "Callable[[Synth], Device]" = open_device) -> None:
        self._connect = connect
        self._device: Device | None = None
        self._synth: Synth | None = None
        self._opening: threading.Thread | None = None

    def prepare(self) -> None:
        """Open the device, without waiting for it; a second time does nothing."""
        if self._opening is None:
            self._opening = threading.Thread(target=self._open, name="loudspeaker", daemon=True)
            self._opening.start()

    @property
    def is_open(self) -> bool:
        """Whether anything would sound now."""
        return self._synth is not None

    def send(self, event: "PlayedEvent") -> None:
        """Sound a played event at its time; what has passed sounds at once."""
        if self._synth is not None:
            self._synth.send(event)

    def schedule(self, moment: float, is_accent: bool, *, is_division: bool = False) -> None:
        """Sound a click at a moment in monotonic seconds."""
        if self._synth is not None:
            self._synth.schedule(moment, is_accent, is_division=is_division)

    def cancel(self) -> None:
        """Forget the clicks that have not sounded, as on a pause."""
        if self._synth is not None:
            self._synth.cancel()

    def close(self) -> None:
        """Let the device go. This may take a moment."""
        if self._opening is not None:
            self._opening.join(_PATIENCE_SECONDS)
        if self._device is not None:
            self._device.close()

    def _open(self) -> None:
        from renshu.sound.speaker import NoSoundError
        from renshu.sound.synth import Synth

        synth = Synth()
        with suppress(NoSoundError):
            self._device = self._connect(synth)
            self._synth = synth
