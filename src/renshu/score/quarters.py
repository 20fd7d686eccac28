"""Exact times in quarters as text, `P/Q`."""

from fractions import Fraction
from functools import lru_cache


def quarters_text(quarters: Fraction) -> str:
    """Always with a denominator."""
    return f"{quarters.numerator}/{quarters.denominator}"


@lru_cache(maxsize=4096)
def read_quarters(text: str) -> Fraction:
    """The time that `text` stands for; a whole number may stand alone.

    Raises:
        ValueError: It is no such text.
    """
    # Not `Fraction(text)`: that would work out 1e999999999.
    numerator, _, denominator = text.partition("/")
    try:
        return Fraction(int(numerator), int(denominator or 1))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text[:20]!r} is no time in quarters") from None
