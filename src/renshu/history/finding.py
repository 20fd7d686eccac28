"""Which takes are looked for, and the list of those that fit, however many there are."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from renshu.database import Database
from renshu.history.facts import TakeRow
from renshu.history.reading import rows_by_number

PAGE = 128
"""Takes that are read together."""

_KEPT_PAGES = 16

_NUMBERS = """
    SELECT number, id FROM take
    WHERE ended_by IS NOT NULL
        AND started_at BETWEEN :earliest AND :latest
        AND (:score IS NULL OR score_id = :score)
        AND (:since IS NULL OR date(started_at, (utc_offset - :border) || ' seconds') >= :since)
        AND (:until IS NULL OR date(started_at, (utc_offset - :border) || ' seconds') <= :until)
    ORDER BY started_at DESC, number DESC
"""
_NUMBERS_AND_TITLES = _NUMBERS.replace("number, id", "number, id, title")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What takes must be to be found; all of them fit a `Wanted()`."""

    score_id: str | None = None
    words: str = ""
    """Each of them is part of the title, in whatever case and with whatever accents."""
    since: date | None = None
    """The first evening."""
    until: date | None = None
    """The last evening."""
    border_hour: int = 4
    """When a day begins: what is played before it belongs to the evening before."""


class Found:
    """The takes that fit, the newest first. Only those that are looked at are read.

    Args:
        database: The history's.
        wanted: What they must be.
    """

    def __init__(self, database: Database, wanted: Wanted) -> None:
        self._database = database
        found = _found(database, wanted)
        self._numbers = [number for number, _ in found]
        self.ids = tuple(take_id for _, take_id in found)
        """The takes by their ids."""
        self._page = lru_cache(_KEPT_PAGES)(self._read_page)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def pages_read(self) -> int:
        """How many pages were read so far."""
        return self._page.cache_info().misses

    def row(self, index: int) -> TakeRow | None:
        """One of them; None where it has been deleted since.

        Raises:
            HistoryError: It cannot be read.
        """
        return self._page(index // PAGE).get(self.ids[index])

    def _read_page(self, page: int) -> dict[str, TakeRow]:
        numbers = self._numbers[page * PAGE : (page + 1) * PAGE]
        return {row.id: row for row in rows_by_number(self._database, numbers)}


def _found(database: Database, wanted: Wanted) -> list[tuple[int, str]]:
    parameters = {
        "score": wanted.score_id,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "border": timedelta(hours=wanted.border_hour) // timedelta(seconds=1),
        # Whatever the zone and the border, an evening lies within these: an index finds them.
        "earliest": _shifted(wanted.since, -2) or "",
        "latest": _shifted(wanted.until, 3) or "~",
    }
    words = folded(wanted.words).split()
    if not words:
        return [(number, take_id) for number, take_id in database.read(_NUMBERS, parameters)]
    rows = database.read(_NUMBERS_AND_TITLES, parameters)
    fitting = {title for title in {title for _, _, title in rows} if _has(title, words)}
    return [(number, take_id) for number, take_id, title in rows if title in fitting]


def _shifted(day: date | None, days: int) -> str | None:
    """So many days later; None where no calendar has such a day."""
    try:
        return None if day is None else (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _has(title: str, words: list[str]) -> bool:
    text = folded(title)
    return all(word in text for word in words)


def folded(text: str) -> str:
    """The text without case and accents, widths of characters aside."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
