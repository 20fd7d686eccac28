"""The bars of a piece through time: a cell for each written bar and each day, or each take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from renshu.practice.take import Tally
from renshu.practice.trends.passes import PlayedBar


class Rows(StrEnum):
    """What a row stands for."""

    DAYS = "days"
    TAKES = "takes"

    @property
    def next(self) -> "Rows":
        """The other one."""
        return Rows.TAKES if self is Rows.DAYS else Rows.DAYS


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One day or one take."""

    key: str
    """The take's id, or the day as ISO 8601."""
    day: date
    at: datetime
    """When it began."""
    bars: Mapping[int, Tally]
    """By index of the written measure; only bars that were played."""

    @property
    def tally(self) -> Tally:
        """All bars together."""
        return sum(self.bars.values(), Tally())


def heat(passes: Iterable[PlayedBar], rows: Rows) -> tuple[HeatRow, ...]:
    """The rows, newest first; the order of the passes does not matter."""
    groups: dict[str | date, list[PlayedBar]] = {}
    for one in passes:
        groups.setdefault(one.take if rows is Rows.TAKES else one.day, []).append(one)
    found = (_row(str(key), group) for key, group in groups.items())
    return tuple(sorted(found, key=lambda row: (row.day, row.at, row.key), reverse=True))


def _row(key: str, passes: Sequence[PlayedBar]) -> HeatRow:
    # A set first: to compare times of different zones takes long, and most of them are the same.
    day, at = min({(one.day, one.at) for one in passes})
    bars: dict[int, Tally] = {}
    for one in passes:
        before = bars.get(one.measure)
        bars[one.measure] = before + one.tally if before else one.tally
    return HeatRow(key, day, at, dict(sorted(bars.items())))
