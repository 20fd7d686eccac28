"""The computer keyboard as a piano.

A terminal tells when a key goes down and never when it comes up; while it is held, the key repeats.
So each press lasts a fixed time, and a repetition faster than fingers is not a new press.
"""

from renshu.midi.computer_keys import key_names, pitch_of
from renshu.performance.events import KeyDown, KeyUp

_VELOCITY = 80


class ComputerPiano:
    """Turns characters into played events.

    Args:
        octave: Of the lower row; 4 begins at middle C.
    """

    hold_seconds = 0.3
    """How long a press lasts."""
    repeat_seconds = 0.06
    """Terminals repeat a held key every 30–40 ms; fingers are slower."""

    def __init__(self, octave: int) -> None:
        self.octave = octave
        self.is_on = True
        self._pressed: dict[int, float] = {}

    def press(self, character: str, now: float) -> KeyDown | None:
        """The key that a character plays, going down; None where it plays none."""
        pitch = pitch_of(character, self.octave) if self.is_on and character else None
        if pitch is None:
            return None
        last = self._pressed.get(pitch)
        self._pressed[pitch] = now
        is_repeat = last is not None and now - last < self.repeat_seconds
        return None if is_repeat else KeyDown(now, pitch, _VELOCITY)

    def due(self, now: float) -> tuple[KeyUp, ...]:
        """The keys whose time is over."""
        over = [pitch for pitch, time in self._pressed.items() if now - time >= self.hold_seconds]
        for pitch in over:
            del self._pressed[pitch]
        return tuple(KeyUp(now, pitch) for pitch in over)

    def shift(self, octaves: int) -> None:
        """Play higher or lower, as far as the piano goes."""
        self.octave = max(0, min(7, self.octave + octaves))

    def names(self) -> dict[int, str]:
        """The character that plays each pitch; nothing while it is off."""
        return dict(key_names(self.octave)) if self.is_on else {}
