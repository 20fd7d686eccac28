"""The conditions of a take as JSON, in the database and in exported takes.

What is as usual is left out. A value that makes no sense is refused.
"""

from typing import Any

from renshu.practice.conditions import Conditions, Peek
from renshu.practice.hiding import Hidden

_LONGEST_SECONDS = 1e7
_MOST = 1_000_000


def conditions_json(conditions: Conditions) -> dict[str, object]:
    """Conditions as an object; empty where all was as usual."""
    made: dict[str, object] = {}
    if conditions.hidden is not Hidden.NOTHING:
        made["hidden"] = conditions.hidden.value
    if conditions.peeks:
        made["peeks"] = [[peek.time, peek.measure] for peek in conditions.peeks]
    if conditions.transposition:
        made["transposition"] = conditions.transposition
    return made


def read_conditions(data: Any) -> Conditions:
    """What `conditions_json` was given; what it does not know is left aside.

    Raises:
        ValueError, TypeError: A value makes no sense.
    """
    if not isinstance(data, dict):
        raise TypeError(data)
    return Conditions(
        Hidden(data.get("hidden", Hidden.NOTHING)),
        tuple(_peek(*cells) for cells in data.get("peeks", ())),
        _whole(data.get("transposition", 0), -127, 127),
    )


def _peek(time: Any, measure: Any) -> Peek:
    seconds = float(time)
    if not 0 <= seconds <= _LONGEST_SECONDS:
        raise ValueError(time)
    return Peek(seconds, _whole(measure, 0, _MOST))


def _whole(value: Any, low: int, high: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    raise ValueError(value)
