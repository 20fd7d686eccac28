"""The bars of a piece through time: a cell for each written bar and each day, or each take."""

from collections.abc import Iterable, Mapping
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
    cells: dict[str, dict[int, Tally]] = {}
    began: dict[str, tuple[date, datetime]] = {}
    for one in passes:
        key = one.take if rows is Rows.TAKES else one.day.isoformat()
        bars = cells.setdefault(key, {})
        bars[one.measure] = bars.get(one.measure, Tally()) + one.tally
        began[key] = min(began.get(key, (one.day, one.at)), (one.day, one.at))
    newest = sorted(cells, key=lambda key: (began[key], key), reverse=True)
    return tuple(HeatRow(key, *began[key], dict(sorted(cells[key].items()))) for key in newest)
