"""Two takes of the history side by side: looked up, in a table's words, and as JSON."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from renshu.errors import HistoryError
from renshu.evening.archive import take_and_score
from renshu.evening.percent import percent
from renshu.evening.services import Services
from renshu.practice.comparing import BarPlayed, Comparison, TakePlayed, compare
from renshu.practice.report import tally_json
from renshu.practice.take import Take, Tally
from renshu.score.bars import printed
from renshu.score.notation import Score

if TYPE_CHECKING:
    from renshu.library.loaded import Loaded

HEADS = (
    "Bar", "Right A", "Right B", "Change", "Tempo A", "Tempo B", "Timing A", "Timing B",
    "Faults A", "Faults B",
)  # fmt: skip
"""The columns of `bar_cells`."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two takes of one piece, A and B."""

    loaded: "Loaded"
    first: Take
    second: Take
    comparison: Comparison

    @property
    def in_order(self) -> "Compared":
        """The same with the earlier take as A."""
        if self.first.started_at <= self.second.started_at:
            return self
        turned = Comparison(self.comparison.second, self.comparison.first)
        return Compared(self.loaded, self.second, self.first, turned)

    @property
    def score(self) -> Score:
        """The piece."""
        return self.loaded.score


def compare_takes(services: Services, first_id: str, second_id: str) -> Compared:
    """Look two takes up and lay them side by side. This waits for the disk.

    Raises:
        HistoryError: One cannot be read, or they are of different pieces.
        ScoreError: The piece is not in the library any more, or cannot be read.
    """
    first = services.history.take(first_id)
    second, loaded = take_and_score(services, second_id)
    if first.score_id != second.score_id:
        raise HistoryError(
            f"These are takes of different pieces, “{first.title}” and “{second.title}”: "
            "compare two of one piece."
        )
    return Compared(loaded, first, second, compare(first, second, loaded.score))


def take_line(letter: str, take: Take, played: TakePlayed, at: datetime | None = None) -> str:
    """`A  22 Nov 2026 19:42 · 96% right · 84% tempo · timing ±18 ms · × 2  ○ 1`.

    Args:
        letter: What it is called.
        take: The take.
        played: How it went.
        at: When it was, by the clock on the player's wall; by default by that of today.
    """
    at = at or take.started_at.astimezone()
    accuracy, tempo, spread = played.total.accuracy, played.tempo, played.spread_ms
    parts = (
        f"{letter}  {at:%d %b %Y %H:%M}",
        "" if accuracy is None else f"{percent(accuracy)} right",
        "" if tempo is None else f"{tempo:.0%} tempo",
        "" if spread is None else f"timing ±{spread:.0f} ms",
        f"× {played.total.wrong}  ○ {played.total.missed}",
    )
    return " · ".join(part for part in parts if part)


def bar_cells(comparison: Comparison, score: Score, bar: int) -> tuple[str, ...]:
    """The line of one bar in a table; empty where nothing can be said."""
    sides = comparison.first.bars.get(bar), comparison.second.bars.get(bar)
    change = comparison.changes.get(bar)
    return (
        printed(score, bar),
        *(percent(side.tally.accuracy) if side else "" for side in sides),
        "" if change is None else f"{change * 100:+.0f}" if round(change * 100) else "=",
        *(percent(side.tempo) if side else "" for side in sides),
        *(_timing(side) if side else "" for side in sides),
        *(_faults(side.tally) if side else "" for side in sides),
    )


def comparison_json(compared: Compared) -> dict[str, object]:
    """All of it for `renshu history --compare --json`; shares as numbers, timings in ms."""
    comparison = compared.comparison
    return {
        "score": compared.score.id,
        "title": compared.score.title,
        "takes": [
            _take_json(compared.first, comparison.first),
            _take_json(compared.second, comparison.second),
        ],
        "bars": [
            {
                "measure": bar,
                "bar": printed(compared.score, bar),
                "first": _bar_json(comparison.first.bars.get(bar)),
                "second": _bar_json(comparison.second.bars.get(bar)),
                "change": comparison.changes.get(bar),
            }
            for bar in comparison.bars
        ],
    }


def _take_json(take: Take, played: TakePlayed) -> dict[str, object]:
    return {
        "id": take.id,
        "started_at": take.started_at.isoformat(),
        "tempo": played.tempo,
        "spread_ms": played.spread_ms,
        **tally_json(played.total),
    }


def _bar_json(bar: BarPlayed | None) -> dict[str, object] | None:
    if bar is None:
        return None
    return {
        "tempo": bar.tempo,
        "timing_ms": bar.timing_ms,
        "spread_ms": bar.spread_ms,
        "timings_ms": list(bar.timings_ms),
        **tally_json(bar.tally),
    }


def _timing(bar: BarPlayed) -> str:
    """`+12 ±8`: how late as a whole, and how far half of the notes were from that."""
    if bar.timing_ms is None or bar.spread_ms is None:
        return ""
    return f"{round(bar.timing_ms):+} ±{bar.spread_ms:.0f}"


def _faults(tally: Tally) -> str:
    faults = tally.wrong + tally.missed + tally.extra
    return str(faults) if faults else "·"
