"""Histories of every version there has been, kept as SQL with a take and an interrupted one."""

import sqlite3
from pathlib import Path

import pytest

from renshu.database import Database, Schema
from renshu.errors import HistoryError
from renshu.history.schema import HISTORY
from renshu.history.store import History
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove
from renshu.practice.take import Tally

KEPT = sorted(
    Path(__file__).with_name("schemas").glob("v*.sql"), key=lambda path: int(path.stem[1:])
)


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "history.db"
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text("utf-8"))
    connection.close()
    return path


def columns(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The columns of every table: name, type, whether it may be empty, default, key."""
    connection = sqlite3.connect(path)
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    found = {
        table: [row[1:] for row in connection.execute(f"PRAGMA table_info({table})")]
        for (table,) in sorted(tables)
    }
    connection.close()
    return found


def test_every_version_is_kept() -> None:
    assert [path.stem for path in KEPT] == [
        f"v{number}" for number in range(1, len(HISTORY.migrations) + 1)
    ]


def test_an_old_history_is_migrated_with_all_that_is_in_it(old: Path) -> None:
    history = History(old)
    (row,) = history.takes()
    assert (row.id, row.title) == ("1" * 32, "宝物")
    assert row.tally == Tally(matched=6, wrong=1, missed=1, extra=1)
    assert len(history.take(row.id).labels) == 10
    assert set(history.measures("score")[0].per_measure) == {0, 1}
    (interrupted,) = history.interrupted()
    assert interrupted.events == (
        KeyDown(0.5, 60, 70),
        KeyUp(0.75, 60),
        PedalMove(1.0, Pedal.SUSTAIN, 127),
    )
    assert history.check() == ()
    history.close()


def test_an_old_history_ends_up_with_the_columns_of_a_new_one(old: Path, tmp_path: Path) -> None:
    History(old).close()
    History(tmp_path / "new.db").close()
    assert columns(old) == columns(tmp_path / "new.db")


@pytest.mark.parametrize("version", range(1, len(HISTORY.migrations) + 1))
def test_a_published_migration_is_as_it_was(version: int, tmp_path: Path) -> None:
    known_then = Schema("history", HISTORY.migrations[:version], HistoryError)
    Database(tmp_path / "then.db", known_then).close()
    kept = tmp_path / "kept.db"
    connection = sqlite3.connect(kept)
    connection.executescript(KEPT[version - 1].read_text("utf-8"))
    connection.close()
    assert columns(tmp_path / "then.db") == columns(kept)


def test_a_newer_history_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    History(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="newer renshu; please update"):
        History(path)
    assert path.read_bytes() == before
