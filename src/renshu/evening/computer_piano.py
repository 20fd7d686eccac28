"""The computer's keyboard as the player's piano: on or off, higher or lower, named on the keys."""

from renshu.midi.computer_keys import ROWS, ComputerKeys, is_taken, pitch_of
from renshu.performance.events import PlayedEvent

IDLE_SECONDS = 1.0
"""So long after the last character no key can be down any more."""

_UNSHIFTED_OCTAVE = 3
"""The octave in which the lower row begins while it is not shifted."""


class ComputerPiano:
    """Turns typed characters into played events while it is on.

    Args:
        octave: Of the lower row; 4 begins at middle C.
    """

    def __init__(self, octave: int) -> None:
        self.is_on = True
        self._keys = ComputerKeys()
        self._keys.shift(octave - _UNSHIFTED_OCTAVE)
        self._last = float("-inf")

    @property
    def octave(self) -> int:
        """In which octave the lower row begins."""
        return self._keys.octave + _UNSHIFTED_OCTAVE

    def takes(self, character: str | None) -> bool:
        """Whether a character belongs to the piano now, so that it is no command."""
        return self.is_on and bool(character) and is_taken(character or "", self._keys.layout)

    def press(self, character: str, now: float) -> tuple[PlayedEvent, ...]:
        """Take a character that was typed."""
        self._last = now
        return self._keys.press(character, now)

    def advance(self, now: float) -> tuple[PlayedEvent, ...]:
        """Let time pass: keys come up."""
        return self._keys.advance(now)

    def let_go(self, now: float) -> tuple[PlayedEvent, ...]:
        """Let all keys come up, as when the room is left."""
        return self._keys.release_all(now)

    def is_idle(self, now: float) -> bool:
        """Whether time may pass without being told."""
        return now - self._last > IDLE_SECONDS

    def shift(self, octaves: int) -> None:
        """Play higher or lower, as far as the rows can be shifted."""
        self._keys.shift(octaves)

    def names(self) -> dict[int, str]:
        """The character that plays each pitch; nothing while it is off."""
        if not self.is_on:
            return {}
        octave, layout = self._keys.octave, self._keys.layout
        pitches = ((pitch_of(key, octave, layout), key) for row in ROWS[layout] for key in row)
        return {pitch: key for pitch, key in pitches if pitch is not None}
