"""Whatever stands in a cell of the history, it is read, or is one sentence."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from renshu.errors import HistoryError
from renshu.history.store import DAY_BORDER_HOUR, History

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NEWEST = max(
    Path(__file__).with_name("schemas").glob("v*.sql"), key=lambda path: int(path.stem[1:])
)
NASTY = {
    "TEXT": ("", "x", "1/0", "[]", '{"a": 1}', "-1", "\x1b[31m"),
    "INTEGER": (-1, 2**62),
    "REAL": (-1.0, float("inf")),
    "BLOB": (b"", b"\xc1\xff\x93"),
}


def readers(history: History) -> Iterator[Callable[[], object]]:
    """All that reads a whole history."""
    yield history.takes
    yield history.interrupted
    yield history.last_played
    yield history.learnt
    yield history.days
    yield history.goals.all
    yield lambda: history.mastery.cards(NOW)
    yield lambda: history.mastery.due(NOW)
    yield history.mastery.stale
    yield lambda: history.mastery.learning("")
    yield lambda: history.trends.days(DAY_BORDER_HOUR)
    yield lambda: history.trends.firsts(DAY_BORDER_HOUR)
    yield lambda: history.trends.runs(DAY_BORDER_HOUR)
    yield lambda: history.diaries.stretches(date.min, border_hour=DAY_BORDER_HOUR)
    query = "SELECT id, score_id FROM take WHERE ended_by IS NOT NULL"
    for take, score in history.database.read(query):
        yield partial(history.take, take)
        yield partial(history.diaries.of, take)
        yield partial(history.measures, score)
        yield partial(history.sections.kept, score)
        yield partial(history.sections.ladders, score)
        yield partial(history.mastery.overrules, score)
        yield partial(history.mastery.played, score, DAY_BORDER_HOUR)
        yield partial(history.trends.bars, score, DAY_BORDER_HOUR)


def columns() -> list[tuple[str, str, str]]:
    """Table, name and kind of each column that there is."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(NEWEST.read_text("utf-8"))
    query = """
        SELECT item.name, info.name, upper(info.type)
        FROM pragma_table_list AS item, pragma_table_info(item.name) AS info
        WHERE item.schema = 'main' AND item.type = 'table' AND item.name NOT LIKE 'sqlite%'
    """
    found = connection.execute(query).fetchall()
    connection.close()
    return found


class UndoError(Exception):
    """Ends a transaction of which nothing is to stay."""


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """One with a row in every table."""
    path = tmp_path / "history.db"
    connection = sqlite3.connect(path)
    connection.executescript(NEWEST.read_text("utf-8"))
    connection.close()
    history = History(path)
    yield history
    history.close()


def test_as_it_was_written_all_is_read(history: History) -> None:
    for read in readers(history):
        read()


@pytest.mark.parametrize("table", sorted({table for table, _, _ in columns()}))
def test_a_cell_with_anything_in_it_is_read_or_one_sentence(table: str, history: History) -> None:
    for _, column, kind in (one for one in columns() if one[0] == table):
        for value in NASTY[kind]:
            with suppress(UndoError, HistoryError), history.database.write() as connection:
                change = f'UPDATE OR IGNORE "{table}" SET "{column}" = ?'  # noqa: S608
                connection.execute(change, (value,))
                read_all(history)
                raise UndoError


def read_all(history: History) -> None:
    for read in readers(history):
        with suppress(HistoryError):
            read()
