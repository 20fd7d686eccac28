"""Sends notes to an instrument that sounds: the player's piano, or a synthesiser."""

import atexit
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Self

from renshu.errors import PortError
from renshu.midi.messages import all_off, message, silence
from renshu.midi.names import plain_name, rank
from renshu.midi.system import OutputClient, open_output
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.performance.held import Held


@dataclass(frozen=True, slots=True)
class ClickVoice:
    """The notes that stand for a metronome's clicks."""

    channel: int = 9
    """0–15; 9 is the drum channel. Pianos without drums ignore it and need `PIANO_CLICK`."""
    accent: int = 76
    """The pitch of the first beat; on the drum channel 76 is the high wood block."""
    beat: int = 77
    """The pitch of the other beats; on the drum channel 77 is the low wood block."""
    velocity: int = 100
    softer: int = 50
    """The velocity of what is clicked between the beats."""


DRUM_CLICK = ClickVoice()
PIANO_CLICK = ClickVoice(channel=0, accent=108, beat=103, velocity=70, softer=40)
"""Two notes so high that a piano gives them no damper and hardly any tone."""


def output_names(connect: Callable[[], OutputClient] = open_output) -> tuple[str, ...]:
    """The plain names of the outputs that are instruments, as far as their names tell.

    Raises:
        PortError: No MIDI system runs on this machine.
    """
    client = connect()
    try:
        ports = rank(client.names(), (), client.api)
        return tuple(dict.fromkeys(plain_name(port, client.api) for port in ports))
    finally:
        client.delete()


class Output:
    """One open MIDI output. Any thread may send.

    What sounds is ended when the output is closed, and at the latest when the process ends.
    """

    def __init__(
        self,
        preferred: str | None = None,
        *,
        click_voice: ClickVoice = DRUM_CLICK,
        connect: Callable[[], OutputClient] = open_output,
    ) -> None:
        """Open the preferred output if it is there, else the first that is an instrument.

        Args:
            preferred: A plain name, such as that of the keyboard that is played.
            click_voice: What `click` plays.
            connect: Makes the client.

        Raises:
            PortError: There is no such output, or it cannot be opened.
        """
        self._lock = Lock()
        self._held: defaultdict[int, Held] = defaultdict(Held)
        self._click_voice = click_voice
        self._clicked: int | None = None
        self._client: OutputClient | None = connect()
        try:
            self.name = self._open_best(self._client, preferred)
        except PortError:
            self._client.delete()
            raise
        atexit.register(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, event: PlayedEvent, channel: int = 0) -> None:
        """Send a played event, now; its time is left to the caller.

        Args:
            event: What is played.
            channel: 0–15.

        Raises:
            PortError: The output does not take it any more, or is closed.
        """
        with self._lock:
            self._held[channel].take(event)
            self._write(message(event, channel))

    def click(self, is_accent: bool, *, is_division: bool = False) -> None:
        """Sound one click of a metronome; raises as `send`."""
        voice = self._click_voice
        pitch = voice.accent if is_accent else voice.beat
        velocity = voice.softer if is_division else voice.velocity
        with self._lock:
            self._end_click()
            self._write(message(KeyDown(0.0, pitch, velocity), voice.channel))
            self._clicked = pitch

    def panic(self) -> None:
        """End all that sounds, on every channel, also what another program left hanging.

        Instruments that ignore the controllers for this get a note-off for each note sent here.
        """
        with self._lock:
            self._silence()

    def hush(self) -> None:
        """End all that may sound where nobody knows any more what was struck; raises as `send`."""
        with self._lock:
            for data in silence():
                self._write(data)

    def close(self) -> None:
        """End all that sounds and let the port go. More than once does no harm."""
        with self._lock:
            if self._client is None:
                return
            self._silence()
            self._client.delete()
            self._client = None
        atexit.unregister(self.close)

    def _silence(self) -> None:
        with suppress(PortError):
            self._end_click()
            for channel, held in self._held.items():
                for event in held.release(0.0):
                    self._write(message(event, channel))
            for data in all_off():
                self._write(data)

    def _open_best(self, client: OutputClient, preferred: str | None) -> str:
        candidates = rank(client.names(), (preferred,), client.api)
        if not candidates:
            raise PortError("There is no MIDI output to sound on.")
        client.open(candidates[0])
        return plain_name(candidates[0], client.api)

    def _end_click(self) -> None:
        if self._clicked is not None:
            self._write(message(KeyUp(0.0, self._clicked), self._click_voice.channel))
            self._clicked = None

    def _write(self, data: bytes) -> None:
        if self._client is None:
            raise PortError(f"The MIDI output “{self.name}” is closed.")
        self._client.send(data)
