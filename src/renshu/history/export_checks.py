"""What values of an exported file may be: each check gives the value back, or refuses it."""

import math
from datetime import date, datetime
from typing import Any

from renshu.score.passage import Hands
from renshu.score.quarters import read_quarters


def text(value: Any) -> str:
    """A text that can be stored: JSON may hold halves of characters."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def name(value: Any) -> str:
    """A text that is not blank."""
    if text(value).strip():
        return str(value)
    raise ValueError(value)


def quarters(value: Any) -> str:
    """Written time, as `P/Q`."""
    read_quarters(text(value))
    return str(value)


def hands(value: Any) -> str:
    """Which hands."""
    return Hands(value).value


def number(value: Any) -> float:
    """A number above 0."""
    if isinstance(value, bool) or not 0 < float(value) < math.inf:
        raise ValueError(value)
    return float(value)


def count(value: Any) -> int:
    """A whole number from 0 on."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000_000_000:
        return value
    raise ValueError(value)


def truth(value: Any) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    raise TypeError(value)


def signs(value: Any) -> str:
    """Rounds that were clean or not: `++-`."""
    if set(text(value)) <= set("+-"):
        return str(value)
    raise ValueError(value)


def moment(value: Any) -> str:
    """A time that is known wherever it is read, ISO 8601."""
    if datetime.fromisoformat(text(value)).utcoffset() is None:
        raise ValueError(value)
    return str(value)


def day(value: Any) -> str:
    """A day, ISO 8601."""
    date.fromisoformat(text(value))
    return str(value)


def optional(check: Any) -> Any:
    """The same check, where there is a value at all."""
    return lambda value: None if value is None else check(value)
