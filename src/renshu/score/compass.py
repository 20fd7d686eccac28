"""The compass of an instrument: the keys it has, from its lowest to its highest."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from renshu.score.pitch import Spelling


@dataclass(frozen=True, slots=True)
class Compass:
    """Keys from `lowest` to `highest`, both included, as MIDI numbers."""

    lowest: int
    highest: int

    def __contains__(self, pitch: int) -> bool:
        return self.lowest <= pitch <= self.highest

    def widened(self, low: int, high: int) -> "Compass":
        """The compass that has the keys from `low` to `high` too."""
        return Compass(min(self.lowest, low), max(self.highest, high))


GRAND = Compass(21, 108)
"""The 88 keys of a piano, A0–C8."""

BY_KEYS = MappingProxyType(
    {
        88: GRAND,
        76: Compass(28, 103),
        73: Compass(28, 100),
        61: Compass(36, 96),
        54: Compass(36, 89),
        49: Compass(36, 84),
        37: Compass(48, 84),
        32: Compass(53, 84),
        25: Compass(48, 72),
    }
)
"""Keyboards as they are sold, by the number of their keys, where their octave is not shifted."""

_ALTERATIONS = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}


def parse_compass(text: str) -> Compass:
    """The compass that a number of keys (`61`) or two keys (`A0-C8`) name.

    Raises:
        ValueError: There is no such keyboard; its message says what can be written.
    """
    counted = BY_KEYS.get(int(text)) if text.strip().isdecimal() else None
    found = counted or _from_keys(text)
    if found is None:
        numbers = ", ".join(str(number) for number in BY_KEYS)
        raise ValueError(f"must be a number of keys ({numbers}) or two keys such as “A0-C8”")
    return found


def _from_keys(text: str) -> Compass | None:
    key = r"([A-Ga-g])([#♯b♭]?)(\d)"
    found = re.fullmatch(rf"\s*{key}\s*[-–—]\s*{key}\s*", text)
    if found is None:
        return None
    low, high = (
        Spelling(step.upper(), _ALTERATIONS[sign], int(octave)).pitch
        for step, sign, octave in (found.groups()[:3], found.groups()[3:])
    )
    return Compass(low, high) if GRAND.lowest <= low < high <= GRAND.highest else None
