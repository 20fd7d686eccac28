"""Catalogues of every version there has been, kept as SQL with a little of everything."""

import sqlite3
from pathlib import Path

import pytest

from renshu.database import Database, Schema
from renshu.errors import LibraryError, ScoreError
from renshu.library.catalogue import Catalogue
from renshu.library.catalogue.schema import CATALOGUE
from renshu.library.head import Head
from renshu.score.passage import Hands

KEPT = sorted(
    Path(__file__).with_name("schemas").glob("v*.sql"), key=lambda path: int(path.stem[1:])
)


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return restored(request.param, tmp_path / "library.db")


def restored(kept: Path, path: Path) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(kept.read_text("utf-8"))
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


def never(path: Path) -> Head:
    raise ScoreError(f"{path} was not to be read.")


def test_an_old_catalogue_is_migrated_with_all_that_is_in_it(old: Path, tmp_path: Path) -> None:
    catalogue = Catalogue(old, never, tmp_path / "starter")
    entries = {entry.path.name: entry for entry in catalogue.entries()}
    assert sorted(entries) == ["canon.musicxml", "takara.mxl", "takara2.mxl", "x.mxl"]
    edited = entries["x.mxl"]
    assert (edited.title, edited.kind) == ("Ichiban no Takaramono", "insert")
    takara = entries["takara.mxl"]
    assert (takara.bars, takara.opened_at is not None) == (2, True)
    state = catalogue.state(takara.id)
    assert state.passage is not None
    assert (state.tempo, state.passage.hands) == (0.6, Hands.LEFT)
    assert [path.name for path in catalogue.folders()] == ["scores"]
    assert [refusal.path.name for refusal in catalogue.refusals()] == ["bad.xml"]
    assert catalogue.folders() == (Path("/scores"),)
    catalogue.close()


def test_the_scores_of_an_old_catalogue_are_grouped(old: Path, tmp_path: Path) -> None:
    catalogue = Catalogue(old, never, tmp_path / "starter")
    entries = {entry.path.name: entry for entry in catalogue.entries()}
    assert entries["takara2.mxl"].anime is not None
    assert entries["takara2.mxl"].anime == entries["x.mxl"].anime
    assert [anime.title for anime in catalogue.animes()] == ["Angel Beats!", "Kanon (2006)"]
    catalogue.close()


def test_an_old_catalogue_ends_up_with_the_columns_of_a_new_one(old: Path, tmp_path: Path) -> None:
    Catalogue(old).close()
    Catalogue(tmp_path / "new.db").close()
    assert columns(old) == columns(tmp_path / "new.db")


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_published_migration_is_as_it_was(kept: Path, tmp_path: Path) -> None:
    known_then = CATALOGUE.migrations[: int(kept.stem[1:])]
    Database(tmp_path / "then.db", Schema("library", known_then, LibraryError)).close()
    assert columns(tmp_path / "then.db") == columns(restored(kept, tmp_path / "kept.db"))


def test_every_version_but_the_newest_is_kept() -> None:
    assert [path.stem for path in KEPT] == [
        f"v{one}" for one in range(1, len(CATALOGUE.migrations))
    ]
