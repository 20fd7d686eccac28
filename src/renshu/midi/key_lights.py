"""Lights the keys to be pressed next, on keyboards and light bars that do so for MIDI notes.

Such devices light a key on a note-on and let it go dark on its note-off, on channels of their own:
often one for each hand. How hard the note is struck does not matter to a light, so it is as soft as
can be, for a piano that sounds it all the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.score.notation import Hand

ECHO_SECONDS = 0.25
"""A note that comes back so soon after its light was lit was not played by hands: some devices
send on what they are sent."""


@dataclass(frozen=True, slots=True)
class LightVoice:
    """The notes that stand for lights."""

    right: int = 3
    """Channel of the right hand's keys, 0–15."""
    left: int = 2
    """Channel of the left hand's keys; the same one where the device does not tell hands apart."""
    velocity: int = 1

    def channel(self, hand: Hand) -> int:
        """The channel of a hand."""
        return self.left if hand is Hand.LEFT else self.right


Send = Callable[[PlayedEvent, int], bool]
"""Sends an event on a channel, 0–15; says whether there was something to send it to."""


class KeyLights:
    """Keeps the lights equal to the keys that are asked for.

    Args:
        send: Sends to the device.
        voice: What stands for a light.
    """

    def __init__(self, send: Send, voice: LightVoice) -> None:
        self._send = send
        self._voice = voice
        self._lit: dict[int, int] = {}
        self._lit_at: dict[int, float] = {}
        self._echoed: set[int] = set()

    @property
    def lit(self) -> frozenset[int]:
        """The pitches of the keys that are lit."""
        return frozenset(self._lit)

    def show(self, wanted: Mapping[int, Hand], now: float) -> None:
        """Light some keys, and no others.

        Args:
            wanted: The hand for each pitch.
            now: Monotonic seconds.
        """
        channels = {pitch: self._voice.channel(hand) for pitch, hand in wanted.items()}
        for pitch in [
            pitch for pitch, channel in self._lit.items() if channels.get(pitch) != channel
        ]:
            self._send(KeyUp(now, pitch), self._lit.pop(pitch))
        for pitch in sorted(channels.keys() - self._lit.keys()):
            if self._send(KeyDown(now, pitch, self._voice.velocity), channels[pitch]):
                self._lit[pitch] = channels[pitch]
                self._lit_at[pitch] = now

    def off(self, now: float) -> None:
        """Let all keys go dark."""
        self.show({}, now)

    def forget(self) -> None:
        """The device has gone, and its lights with it."""
        self._lit.clear()

    def is_echo(self, event: PlayedEvent) -> bool:
        """Whether an event is a light that comes back, and nothing that was played."""
        match event:
            case KeyDown(pitch=pitch, velocity=velocity, time=time):
                since = time - self._lit_at.get(pitch, -ECHO_SECONDS)
                if velocity == self._voice.velocity and since < ECHO_SECONDS:
                    self._echoed.add(pitch)
                    return True
                self._echoed.discard(pitch)
            case KeyUp(pitch=pitch) if pitch in self._echoed:
                self._echoed.discard(pitch)
                return True
        return False
