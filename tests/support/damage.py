"""Ways in which a database comes to harm."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

Harm = Callable[[Path], None]


def overwrite(path: Path, seed: int, spots: int = 12) -> None:
    """Put nonsense at random places, as a dying disk does."""
    chance = random.Random(seed)  # noqa: S311
    size = path.stat().st_size
    with path.open("r+b") as file:
        for _ in range(spots):
            file.seek(chance.randrange(size))
            file.write(chance.randbytes(chance.randrange(1, 2000)))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def something_else(path: Path) -> None:
    path.write_bytes(b"This is my diary. " * 5000)


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def gone(path: Path) -> None:
    path.unlink()


def booby_trapped(path: Path) -> None:
    _execute(path, "CREATE TRIGGER trap AFTER INSERT ON take BEGIN DELETE FROM take; END")


def views(path: Path) -> None:
    _execute(path, "ALTER TABLE outcome RENAME TO was", "CREATE VIEW outcome AS SELECT * FROM was")


def nonsense(path: Path) -> None:
    _execute(path, "UPDATE take SET mode = 'feet' WHERE number = 3")


def climbing(path: Path) -> None:
    _execute(path, "UPDATE take SET id = '../../outside' WHERE number = 3")


def other_columns(path: Path) -> None:
    _execute(path, "ALTER TABLE played RENAME COLUMN events TO loot")


def huge(path: Path) -> None:
    _execute(path, "UPDATE played SET events = zeroblob(200000000) WHERE take = 3")


def words(path: Path) -> None:
    _execute(path, "UPDATE take SET title = cast(x'ffa3' AS TEXT) WHERE number = 3")


def names(path: Path) -> None:
    """The name of a table in the schema, which SQLite quotes when it finds fault with it."""
    content = path.read_bytes()
    assert b"tabletaketake" in content
    path.write_bytes(content.replace(b"tabletaketake", b"tablet\xa3\xffet\xa3\xffe"))


HARMS: dict[str, Harm] = {
    harm.__name__: harm
    for harm in (
        empty,
        something_else,
        cut,
        gone,
        booby_trapped,
        views,
        nonsense,
        climbing,
        other_columns,
        huge,
        words,
        names,
    )
}


def _execute(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
