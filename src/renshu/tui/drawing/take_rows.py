"""The lines of the history: a take each, made as they come into sight."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from renshu.evening.take_words import ended_text, tempo_text
from renshu.tui.drawing.table import Column, Line

if TYPE_CHECKING:
    from renshu.history.facts import TakeRow
    from renshu.history.finding import Found

COLUMNS = (
    Column("Evening", 17),
    Column("Title", 16, 2, "ink"),
    Column("Mode", 5),
    Column("●", 5, part="right", is_right=True),
    Column("×", 4, part="wrong", is_right=True),
    Column("○", 4, part="missed", is_right=True),
    Column("Length", 6, is_right=True),
    Column("Tempo", 5, is_right=True),
    Column("Hands", 5),
    Column("Ended", 12, 2, "quiet"),
)

GONE = "this take was deleted meanwhile"


class TakeRows:
    """The takes that were found, as lines of a list.

    Args:
        found: The takes.
        border_hour: When a day begins: what is played before it belongs to the evening before.
        chosen: The id of the take that another is to be compared with; it is marked.
    """

    def __init__(self, found: "Found", border_hour: int, chosen: str | None = None) -> None:
        self._found, self._border, self._chosen = found, border_hour, chosen
        self._places: dict[str, int] = {}
        self.line = lru_cache(maxsize=256)(self._line)
        """The line of a take; the evening stands only before the first take of it."""

    def __len__(self) -> int:
        return len(self._found)

    def key(self, index: int) -> str:
        """The id of a take."""
        return self._found.ids[index]

    def find(self, key: str) -> int | None:
        """The line of a take."""
        if not self._places:
            self._places = {take_id: index for index, take_id in enumerate(self._found.ids)}
        return self._places.get(key)

    def _line(self, index: int) -> Line:
        take_id = self._found.ids[index]
        row = self._found.row(index)
        if row is None:
            return Line(take_id, ("", GONE, *[""] * (len(COLUMNS) - 2)))
        before = self._found.row(index - 1) if index else None
        evening = row.evening(self._border)
        is_first = before is None or before.evening(self._border) != evening
        day = evening if is_first else None
        return Line(take_id, cells(row, day, is_chosen=take_id == self._chosen))


def cells(row: "TakeRow", evening: date | None, *, is_chosen: bool = False) -> tuple[str, ...]:
    """The line of one take, with its evening where that is told, and the time on the clock."""
    facts, tally = row.facts, row.tally
    day = f"{evening:%d %b %Y}" if evening else " " * 11
    return (
        f"{day} {row.played_at:%H:%M}",
        f"{'A ' if is_chosen else ''}{row.title}",
        facts.mode.value,
        str(tally.matched),
        str(tally.wrong),
        str(tally.missed),
        duration(row.seconds),
        tempo_text(row),
        facts.passage.hands.value,
        ended_text(row),
    )


def duration(seconds: float) -> str:
    """Minutes and seconds, as on a clock."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
