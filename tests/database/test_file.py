import sqlite3
import threading
from pathlib import Path

import pytest

from renshu.database import Database, Migration, Schema, is_damage
from renshu.errors import HistoryError
from renshu.history.store import History
from support.damage import Harm, names, words
from support.takes import make_take

FIRST: Migration = ("CREATE TABLE shelf (book TEXT NOT NULL) STRICT",)
SECOND: Migration = (
    "ALTER TABLE shelf ADD COLUMN place INTEGER",
    "UPDATE shelf SET place = rowid",
)


def schema(*migrations: Migration) -> Schema:
    return Schema("shelf", migrations, HistoryError)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shelf.db"


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(number)


def test_a_new_file_gets_every_migration(path: Path) -> None:
    database = Database(path, schema(FIRST, SECOND))
    assert database.read("SELECT book, place FROM shelf") == []
    database.close()
    assert version(path) == 2


def test_an_old_file_gets_what_it_lacks(path: Path) -> None:
    old = Database(path, schema(FIRST))
    with old.write() as connection:
        connection.execute("INSERT INTO shelf VALUES ('Haruhi')")
    old.close()
    new = Database(path, schema(FIRST, SECOND))
    assert [tuple(row) for row in new.read("SELECT * FROM shelf")] == [("Haruhi", 1)]
    new.close()


def test_a_newer_file_is_refused_and_untouched(path: Path) -> None:
    Database(path, schema(FIRST, SECOND)).close()
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="was written by a newer renshu"):
        Database(path, schema(FIRST))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_migration_that_fails_leaves_nothing_of_itself(path: Path) -> None:
    broken = ("ALTER TABLE shelf ADD COLUMN place INTEGER", "INSERT INTO wat VALUES (1)")
    with pytest.raises(HistoryError):
        Database(path, schema(FIRST, broken))
    assert version(path) == 1
    Database(path, schema(FIRST, SECOND)).close()
    assert version(path) == 2


def test_many_may_open_a_new_file_at_once(path: Path) -> None:
    errors: list[HistoryError] = []

    def open_it() -> None:
        try:
            Database(path, schema(FIRST, SECOND)).close()
        except HistoryError as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert version(path) == 2


def test_an_error_in_the_block_undoes_the_block(path: Path) -> None:
    database = Database(path, schema(FIRST))

    def fill_and_stumble() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO shelf VALUES ('Haruhi')")
            raise KeyError

    with pytest.raises(KeyError):
        fill_and_stumble()
    assert database.read("SELECT * FROM shelf") == []
    database.close()


def test_readers_do_not_wait_for_a_writer(path: Path) -> None:
    writer, reader = Database(path, schema(FIRST)), Database(path, schema(FIRST))
    with writer.write() as connection:
        connection.execute("INSERT INTO shelf VALUES ('Haruhi')")
        assert reader.read("SELECT * FROM shelf") == []
    assert len(reader.read("SELECT * FROM shelf")) == 1
    writer.close()
    reader.close()


def test_a_file_that_stays_locked_is_one_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("renshu.database.file.BUSY_SECONDS", 0.05)
    writer, other = Database(path, schema(FIRST)), Database(path, schema(FIRST))
    with (
        writer.write(),
        pytest.raises(HistoryError, match="written by another program"),
        other.write(),
    ):
        pass
    writer.close()
    other.close()


def test_a_file_that_must_not_be_written_is_one_sentence(path: Path) -> None:
    database = Database(path, schema(FIRST))
    database._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(HistoryError, match="is read-only"), database.write() as connection:
        connection.execute("INSERT INTO shelf VALUES ('Haruhi')")
    database.close()


def test_overwritten_bytes_are_found(path: Path) -> None:
    database = Database(path, schema(FIRST))
    with database.write() as connection:
        connection.executemany("INSERT INTO shelf VALUES (?)", [("x" * 500,)] * 100)
    assert database.check() == ()
    database.close()
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)
    damaged = Database(path, schema(FIRST))
    assert damaged.check() != ()
    damaged.close()


def test_a_copy_holds_all_and_stands_alone(path: Path, tmp_path: Path) -> None:
    database = Database(path, schema(FIRST))
    with database.write() as connection:
        connection.execute("INSERT INTO shelf VALUES ('Haruhi')")
    database.back_up(tmp_path / "copy.db")
    database.close()
    copy = Database(tmp_path / "copy.db", schema(FIRST))
    assert len(copy.read("SELECT * FROM shelf")) == 1
    copy.close()


def test_a_file_put_in_place_of_the_open_one_is_written(path: Path, tmp_path: Path) -> None:
    first, second = Database(path, schema(FIRST)), Database(tmp_path / "new.db", schema(FIRST))
    second.close()
    path.rename(tmp_path / "aside.db")
    with pytest.raises(HistoryError, match="it has gone"), first.write():
        pass
    (tmp_path / "new.db").rename(path)
    assert first.has_moved
    with first.write() as connection:
        connection.execute("INSERT INTO shelf VALUES ('Haruhi')")
    first.close()
    third = Database(path, schema(FIRST))
    assert len(third.read("SELECT * FROM shelf")) == 1
    third.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON shelf BEGIN DELETE FROM shelf; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    ],
)
def test_what_could_be_executed_is_refused(path: Path, statement: str) -> None:
    Database(path, schema(FIRST)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(HistoryError, match="what renshu has not put there") as caught:
        Database(path, schema(FIRST))
    assert is_damage(caught.value)


def test_a_schema_calls_no_function_of_its_own(path: Path) -> None:
    database = Database(path, schema(FIRST))
    assert database.read("PRAGMA trusted_schema")[0][0] == 0
    database.close()


def test_a_file_that_lacks_a_column_is_damaged(path: Path) -> None:
    Database(path, schema(FIRST)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE shelf RENAME COLUMN book TO loot")
    connection.close()
    with pytest.raises(HistoryError, match="a part of it is missing") as caught:
        Database(path, schema(FIRST))
    assert is_damage(caught.value)


def test_a_cell_larger_than_anything_is_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Database(path, schema(FIRST))
    with writer.write() as connection:
        connection.execute("INSERT INTO shelf VALUES (?)", ("x" * 200_000,))
    writer.close()
    monkeypatch.setattr("renshu.database.file.MOST_CELL_BYTES", 100_000)
    reader = Database(path, schema(FIRST))
    with pytest.raises(HistoryError, match="larger than anything") as caught:
        reader.read("SELECT book FROM shelf")
    assert is_damage(caught.value)
    reader.close()


def test_a_lock_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renshu.database.file.BUSY_SECONDS", 0.05)
    writer, other = Database(path, schema(FIRST)), Database(path, schema(FIRST))
    with writer.write(), pytest.raises(HistoryError) as caught, other.write():
        pass
    assert not is_damage(caught.value)
    writer.close()
    other.close()


@pytest.mark.parametrize("harm", [words, names], ids=["words", "names"])
def test_what_is_no_text_is_damage(tmp_path: Path, harm: Harm) -> None:
    path = tmp_path / "history.db"
    history = History(path)
    for _ in range(3):
        history.finish(make_take())
    history.close()
    harm(path)
    with pytest.raises(HistoryError, match=r"is damaged: its words cannot be read\.$") as caught:
        History(path).takes()
    assert is_damage(caught.value)
