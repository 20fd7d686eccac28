"""The computer's loudspeaker for the screens: it sounds once a device is open, and not before."""

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from renshu.errors import RenshuError

if TYPE_CHECKING:
    from collections.abc import Callable

    from renshu.performance.events import PlayedEvent
    from renshu.sound.synth import Synth

_PATIENCE_SECONDS = 2.0
"""How long the end of the program waits for a sound system that does not answer."""


class Device(Protocol):
    """An open sound device."""

    @property
    def has_ended(self) -> bool:
        """Whether it sounds no more."""

    def close(self) -> None:
        """Fall silent and let the device go."""


def open_device(synth: "Synth") -> Device:
    """Open the machine's sound device; raises `NoSoundError` where there is none."""
    from renshu.sound.speaker import Speaker

    return Speaker(synth)


def _ignore(_: RenshuError) -> None:
    pass


class Loudspeaker:
    """Sounds clicks and played events, from any thread.

    Having no device, or not having the extra `audio`, is ordinary: then all this is silent. A
    device that ends is told, and opened anew when the next thing is to sound.

    Args:
        connect: Opens a device that plays a synthesiser.
        on_fault: Told, in any thread, that a device has ended.
    """

    def __init__(
        self,
        connect: "Callable[[Synth], Device]" = open_device,
        on_fault: "Callable[[RenshuError], None]" = _ignore,
    ) -> None:
        self._connect, self._on_fault = connect, on_fault
        self._device: Device | None = None
        self._synth: Synth | None = None
        self._opening: threading.Thread | None = None
        self._turn = threading.Lock()

    def prepare(self) -> None:
        """Open the device, without waiting for it; where one is open this does nothing."""
        with self._turn:
            if self._opening is None:
                self._open_in_thread(None)

    @property
    def is_open(self) -> bool:
        """Whether anything would sound now."""
        return self._synth is not None

    def send(self, event: "PlayedEvent") -> None:
        """Sound a played event at its time; what has passed sounds at once."""
        if (synth := self._playing()) is not None:
            synth.send(event)

    def schedule(self, moment: float, is_accent: bool, *, is_division: bool = False) -> None:
        """Sound a click at a moment in monotonic seconds."""
        if (synth := self._playing()) is not None:
            synth.schedule(moment, is_accent, is_division=is_division)

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

    def _playing(self) -> "Synth | None":
        """The synthesiser that is heard; a device that has ended is opened anew."""
        device = self._device
        if device is not None and device.has_ended:
            self._replace(device)
        return self._synth

    def _replace(self, ended: Device) -> None:
        from renshu.sound.speaker import NoSoundError

        with self._turn:
            if self._device is not ended:
                return
            self._device = self._synth = None
            self._open_in_thread(ended)
        self._on_fault(NoSoundError("The sound device has ended, and is opened anew."))

    def _open_in_thread(self, ended: Device | None) -> None:
        run = partial(self._open, ended)
        self._opening = threading.Thread(target=run, name="loudspeaker", daemon=True)
        self._opening.start()

    def _open(self, ended: Device | None) -> None:
        from renshu.sound.speaker import NoSoundError
        from renshu.sound.synth import Synth

        if ended is not None:
            ended.close()
        synth = Synth()
        with suppress(NoSoundError):
            self._device = self._connect(synth)
            self._synth = synth
