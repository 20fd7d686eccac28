"""Which keys a piano has, from its lowest and its highest, and by how much it is set to transpose.

A keyboard that is sold with so many keys begins on a known one. If its lowest key says another
note, it is set to transpose; only where the difference is whole octaves, its octave is shifted, and
that is how the player wants it. A keyboard with another number of keys is asked for middle C, which
the player finds by its place.
"""

from dataclasses import dataclass

from renshu.score.compass import BY_KEYS, GRAND, Compass
from renshu.score.pitch import pitch_name

MIDDLE_C = 60
_FULL = 88


@dataclass(frozen=True, slots=True)
class Measured:
    """What a range test found."""

    compass: Compass
    """The keys by their names, what is transposed taken off."""
    transposed: int
    """Semitones by which it plays higher than its keys are named."""

    @property
    def name(self) -> str:
        """The keys as settings have them: their number, or the lowest and the highest."""
        for count, compass in BY_KEYS.items():
            if compass == self.compass:
                return str(count)
        return f"{pitch_name(self.compass.lowest)}-{pitch_name(self.compass.highest)}"

    def __str__(self) -> str:
        low, high = pitch_name(self.compass.lowest), pitch_name(self.compass.highest)
        keys = f"{self.compass.highest - self.compass.lowest + 1} keys, {low} to {high}"
        if not self.transposed:
            return f"{keys}."
        way = "higher" if self.transposed > 0 else "lower"
        count = abs(self.transposed)
        steps = "a semitone" if count == 1 else f"{count} semitones"
        return f"{keys}; set to play {steps} {way}, which is taken off again."


def measured(lowest: int, highest: int, middle_c: int | None = None) -> Measured | None:
    """What the keyboard is like; None where middle C must be asked for.

    Args:
        lowest: What the lowest key says, a MIDI number.
        highest: What the highest one says.
        middle_c: What the key says that the player takes for middle C.
    """
    usual = BY_KEYS.get(highest - lowest + 1)
    if usual is None and middle_c is None:
        return None
    if middle_c is not None:
        off = middle_c - MIDDLE_C
    else:
        off = _off(lowest - usual.lowest, highest - lowest + 1) if usual else 0
    low, high = max(lowest - off, GRAND.lowest), min(highest - off, GRAND.highest)
    return Measured(Compass(low, high), off)


def _off(semitones: int, count: int) -> int:
    """How much of a difference is transposition: on a full piano all, else what is no octave."""
    return semitones if count == _FULL else (semitones + 5) % 12 - 5
