"""Note values: how long a written note type lasts."""

from fractions import Fraction

_QUARTERS = {
    "maxima": Fraction(32),
    "long": Fraction(16),
    "breve": Fraction(8),
    "whole": Fraction(4),
    "half": Fraction(2),
    "quarter": Fraction(1),
    "eighth": Fraction(1, 2),
    "16th": Fraction(1, 4),
    "32nd": Fraction(1, 8),
    "64th": Fraction(1, 16),
    "128th": Fraction(1, 32),
    "256th": Fraction(1, 64),
    "512th": Fraction(1, 128),
    "1024th": Fraction(1, 256),
}


def quarters_of_type(note_type: str) -> Fraction | None:
    """Quarters that a MusicXML note type lasts; None for a type that does not exist."""
    return _QUARTERS.get(note_type)
