"""The player's words as a TOML file beside the scores, and back.

    written = "2026-11-22T20:00:00+00:00"

    [[anime]]
    names = ["ab", "angelbeats"]      # what files may call it, without case, spaces and signs
    native = "Angel Beats!"
    year = "2010"

    [[track]]
    names = ["angelbeats: ichibannotakaramono"]
    reading = "いちばんのたからもの"
    wanted = "2026-11-01T18:30:00+00:00"

    [[score]]
    file = "takara.mxl"               # told for people; the hash counts
    hash = "…"
    arranger = "Theishter"
    track = "angelbeats: ichibannotakaramono"

Names that stand together mean the same. All words of a file are as old as the file, so reading
several files, in any order and any number of times, and before or after the scores, comes to the
same.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from renshu.errors import LibraryError
from renshu.harmless import harmless_toml
from renshu.library.catalogue.editing import join_animes, join_tracks
from renshu.library.catalogue.entries import EDITABLE
from renshu.library.catalogue.grouping import (
    anime_called,
    anime_keys,
    place,
    referred,
    settle,
    settle_animes,
    track_references,
)
from renshu.library.catalogue.words import About, hear, now, valid, values_about
from renshu.library.catalogue.works import ANIME_FIELDS, TRACK_FIELDS
from renshu.library.catalogue.writing import await_content
from renshu.library.files import write_whole

FILE_NAME = "renshu.toml"
"""What it is called in a folder."""
MOST_BYTES = 20_000_000
_HEADING = "What you have told renshu about your scores; `renshu import` reads it again."


def words_text(connection: sqlite3.Connection) -> str:
    """All words of the player as TOML."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADING))
    document.add("written", tomlkit.item(now()))
    for kind, rows in (
        ("anime", _animes(connection)),
        ("track", _tracks(connection)),
        ("score", _scores(connection)),
    ):
        tables = tomlkit.aot()
        for row in rows:
            tables.append(tomlkit.item(row))
        if len(tables):
            document.add(kind, tables)
    return harmless_toml(tomlkit.dumps(document))


def write_words(connection: sqlite3.Connection, path: Path) -> None:
    """Write all words of the player into a TOML file.

    Raises:
        LibraryError: It cannot be written.
    """
    try:
        write_whole(path, words_text(connection).encode())
    except OSError as error:
        raise LibraryError(f"{path} cannot be written: {_reason(error)}.") from error


def read_words(path: Path) -> Mapping[str, Any]:
    """A TOML file that `write_words` wrote, perhaps changed by hand.

    Raises:
        LibraryError: It cannot be read.
    """
    import tomllib

    try:
        if path.stat().st_size > MOST_BYTES:
            raise LibraryError(f"{path} is too large for what a player says.")
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise LibraryError(f"{path} cannot be read: {_reason(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise LibraryError(f"{path} is not valid TOML: {error}.") from error


def take_words(connection: sqlite3.Connection, said: Mapping[str, Any]) -> None:
    """Keep what a TOML file says; fields that there are not are passed over."""
    written = said.get("written", "")
    written = written.isoformat() if isinstance(written, date) else str(written)
    for row in _rows(said, "anime"):
        _take_anime(connection, row, written)
    for row in _rows(said, "track"):
        _take_track(connection, row, written)
    for row in _rows(said, "score"):
        if isinstance(content := row.get("hash"), str) and content:
            arrangement = await_content(connection, content)
            hear(connection, About.ENTRY, arrangement, _words(row, (*EDITABLE, "track"), written))
            place(connection, _seen(connection, arrangement))


def _animes(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    for (anime,) in connection.execute("SELECT id FROM anime ORDER BY id").fetchall():
        names = anime_keys(connection, anime)
        words = values_about(connection, About.ANIME, anime)
        if words or len(names) > 1:
            yield {"names": list(names), **words}


def _tracks(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    for (track,) in connection.execute("SELECT id FROM track ORDER BY id").fetchall():
        names = track_references(connection, track)
        words = values_about(connection, About.TRACK, track)
        if words or len(names) > 1:
            yield {"names": list(names), **words}


def _scores(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    query = (
        "SELECT id, hash, (SELECT min(path) FROM place WHERE arrangement = id)"
        " FROM arrangement WHERE id IN (SELECT arrangement FROM edit) ORDER BY id"
    )
    for arrangement, content, path in connection.execute(query).fetchall():
        if words := values_about(connection, About.ENTRY, arrangement):
            yield {"file": Path(path or "").name, "hash": content, **words}


def _take_anime(connection: sqlite3.Connection, row: Mapping[str, Any], written: str) -> None:
    animes = [anime_called(connection, name) for name in _names(row)]
    for other in sorted({*animes} - {*animes[:1]}):
        join_animes(connection, animes[0], other)
    if animes:
        hear(connection, About.ANIME, animes[0], _words(row, ANIME_FIELDS, written))
        settle_animes(connection, animes[:1])


def _take_track(connection: sqlite3.Connection, row: Mapping[str, Any], written: str) -> None:
    found = [referred(connection, name) for name in _names(row) if ": " in name]
    tracks = [track for track in found if track is not None]
    for other in sorted({*tracks} - {*tracks[:1]}):
        join_tracks(connection, tracks[0], other)
    if tracks:
        fields = (*TRACK_FIELDS, "anime", "wanted")
        hear(connection, About.TRACK, tracks[0], _words(row, fields, written))
        settle(connection, tracks[:1])


def _seen(connection: sqlite3.Connection, arrangement: int) -> Sequence[int]:
    """The arrangement, unless its score has not been seen yet."""
    query = "SELECT id FROM arrangement WHERE id = ? AND NOT is_awaited"
    return [number for (number,) in connection.execute(query, (arrangement,))]


def _rows(said: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    rows = said.get(kind, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _names(row: Mapping[str, Any]) -> list[str]:
    names = row.get("names", [])
    names = names if isinstance(names, list) else []
    return [name for name in names if isinstance(name, str) and name]


def _words(
    row: Mapping[str, Any], fields: Sequence[str], written: str
) -> list[tuple[str, str, str]]:
    return [(field, valid(field, str(row[field])), written) for field in fields if field in row]


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
