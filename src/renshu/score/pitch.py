"""Pitches: MIDI numbers and the way they are spelled."""

from dataclasses import dataclass

_SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SIGNS = {-2: "𝄫", -1: "♭", 0: "", 1: "♯", 2: "𝄪"}
_NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A pitch as it is written: letter, alteration in semitones, octave (4 holds middle C)."""

    step: str
    alter: int
    octave: int

    @property
    def pitch(self) -> int:
        """The MIDI number; middle C is 60."""
        return 12 * (self.octave + 1) + _SEMITONES[self.step] + self.alter

    def __str__(self) -> str:
        return f"{self.step}{_SIGNS.get(self.alter, f'({self.alter:+d})')}{self.octave}"


def pitch_name(pitch: int) -> str:
    """The usual name of a MIDI number where no spelling is known: 61 is `C♯4`."""
    return f"{_NAMES[pitch % 12]}{pitch // 12 - 1}"


def is_black_key(pitch: int) -> bool:
    """Whether the MIDI number is a black key of the piano."""
    return pitch % 12 in {1, 3, 6, 8, 10}
