"""Medians: sums about playing that a few slips do not move."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

_Row = TypeVar("_Row", bound=Hashable)
_Column = TypeVar("_Column", bound=Hashable)

_OF_NORMAL = 1.4826
"""What makes the median distance from the median a standard deviation."""


def median(values: Sequence[float]) -> float:
    """The middle value. There must be one."""
    ordered, middle = sorted(values), len(values) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def scatter(values: Sequence[float], centre: float | None = None) -> float:
    """The standard deviation of what is ordinary among `values`; 0 for none."""
    if not values:
        return 0.0
    middle = median(values) if centre is None else centre
    return _OF_NORMAL * median([abs(value - middle) for value in values])


def weighted_median(pairs: Sequence[tuple[float, float]]) -> float:
    """The value with half of the weight below it, of pairs (value, weight)."""
    ordered = sorted(pairs)
    half = sum(weight for _, weight in ordered) / 2
    for value, weight in ordered[:-1]:
        half -= weight
        if half <= 0:
            return value
    return ordered[-1][0]


def polish(cells: Sequence[tuple[_Row, _Column, float]], rounds: int = 4) -> dict[_Column, float]:
    """What the columns add to the values of a table, its rows allowed for.

    Tukey's median polish (1977): medians are taken out of rows and columns in turn. What rows and
    columns cannot tell apart is put down to the rows.
    """
    rows: dict[_Row, float] = {}
    columns = dict.fromkeys((column for _, column, _ in cells), 0.0)
    for _ in range(rounds):
        rest: dict[_Row, list[float]] = {}
        for row, column, value in cells:
            rest.setdefault(row, []).append(value - columns[column])
        rows = {row: median(values) for row, values in rest.items()}
        left: dict[_Column, list[float]] = {}
        for row, column, value in cells:
            left.setdefault(column, []).append(value - rows[row])
        columns = {column: median(values) for column, values in left.items()}
    return columns
