"""From rows of the catalogue to its values. All of this only reads."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from renshu.database import Database
from renshu.errors import LibraryError
from renshu.follow.follower import Mode
from renshu.library.catalogue.entries import Entry, PieceState, Refusal, Shelf
from renshu.library.catalogue.works import Anime, Track
from renshu.library.folding import folded
from renshu.library.hand_choices import read_choices
from renshu.score.passage import Hands, Passage
from renshu.score.quarters import read_quarters

_ENTRIES = """
    SELECT
        id, title, subtitle, composer, arranger, lyricist, source, reading, kind, level,
        added_at, hash, score_id, bars, opened_at, json_array_length(repairs), fault, track
    FROM arrangement
    LEFT JOIN piece ON piece.arrangement = id
    WHERE NOT is_hidden
"""

_PLACES = "SELECT arrangement, path, is_present FROM place ORDER BY path DESC"

_TRACKS = """
    SELECT
        id, anime, native, romaji, english, reading, kind, number, version, composer, lyricist,
        vocalists, episode, wanted_at
    FROM track
"""

_ANIMES = "SELECT id, native, romaji, english, reading, year, season, format, series FROM anime"

_Titled = TypeVar("_Titled", Anime, Track, Entry)

_SENSELESS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
)


@contextmanager
def _sense() -> Iterator[None]:
    """Turn values that no renshu has written into the sentence about them."""
    try:
        yield
    except _SENSELESS as error:
        raise LibraryError("The library holds a score that makes no sense.") from error


@_sense()
def read_shelf(database: Database, starter: Path) -> Shelf:
    """The whole library; starter scores that a newer version has dropped are left out."""
    animes = {row[0]: Anime(*row) for row in database.read(_ANIMES)}
    tracks = {row[0]: _track(row, animes) for row in database.read(_TRACKS)}
    edits = _edits(database)
    places = _places(database)
    prefix = f"{starter}{os.sep}"
    made = [
        _entry(row, places[row[0]], prefix, tracks, edits)
        for row in database.read(_ENTRIES)
        if row[0] in places
    ]
    listed = [entry for entry in made if not (entry.is_starter and entry.is_missing)]
    scored = {entry.track.id for entry in listed if entry.track}
    shown = [track for track in tracks.values() if track.id in scored or track.wanted_at]
    heard_in = {track.anime.id for track in shown if track.anime}
    return Shelf(
        _sorted(anime for anime in animes.values() if anime.id in heard_in),
        _sorted(shown),
        _sorted(listed),
    )


@_sense()
def repairs(database: Database, entry_id: int) -> tuple[str, ...]:
    """A sentence for each thing that reading a score repaired or left out."""
    rows = database.read("SELECT repairs FROM arrangement WHERE id = ?", (entry_id,))
    return tuple(map(str, json.loads(rows[0]["repairs"] or "[]"))) if rows else ()


@_sense()
def piece_state(database: Database, entry_id: int) -> PieceState:
    """How an arrangement was practised last; the defaults where it never was."""
    rows = database.read("SELECT * FROM piece WHERE arrangement = ?", (entry_id,))
    if not rows:
        return PieceState()
    row = rows[0]
    return PieceState(
        row["tempo"],
        _passage(row),
        read_choices(row["hand_choices"]),
        Mode(row["mode"]) if row["mode"] in set(Mode) else None,
        row["count_in"],
        None if row["has_metronome"] is None else bool(row["has_metronome"]),
        bool(row["as_written"]),
        bool(row["overlaps"]),
        row["transposition"],
    )


def refusals(database: Database, starter: Path) -> tuple[Refusal, ...]:
    """The files that were not taken in."""
    rows = database.read("SELECT path, reason FROM refusal ORDER BY path")
    return tuple(Refusal(starter / row["path"], row["reason"]) for row in rows)


def _sorted(those: Iterable[_Titled]) -> tuple[_Titled, ...]:
    return tuple(sorted(those, key=lambda one: (folded(one.title), one.id)))


def _track(row: sqlite3.Row, animes: Mapping[int, Anime]) -> Track:
    number, anime, *said, wanted_at = tuple(row)
    values: list[Any] = [number, animes.get(anime), *said, _time(wanted_at)]
    return Track(*values)


def _edits(database: Database) -> dict[int, dict[str, str]]:
    edits: dict[int, dict[str, str]] = {}
    query = "SELECT arrangement, field, value FROM edit WHERE value != '' AND field != 'track'"
    for entry_id, field, value in database.read(query):
        edits.setdefault(entry_id, {})[field] = value
    return edits


def _places(database: Database) -> dict[int, tuple[str, bool]]:
    """Where each arrangement is, and that it is; of a missing one, where it was."""
    rows = database.read(_PLACES)
    was_at = {arrangement: (path, False) for arrangement, path, _ in rows}
    is_at = {arrangement: (path, True) for arrangement, path, is_present in rows if is_present}
    return was_at | is_at


def _entry(
    row: sqlite3.Row,
    place: tuple[str, bool],
    starter: str,
    tracks: Mapping[int, Track],
    edits: Mapping[int, Mapping[str, str]],
) -> Entry:
    (number, title, subtitle, composer, arranger, lyricist, source, reading, kind, level,
     added_at, content, score_id, bars, opened_at, repaired, fault, track) = row  # fmt: skip
    path, is_present = place
    is_starter = not os.path.isabs(path)  # noqa: PTH117 (ten thousand of them are asked at once)
    made = Entry(
        number,
        starter + path if is_starter else path,
        title or Path(path).stem,
        subtitle,
        composer,
        arranger,
        lyricist,
        source,
        reading,
        kind,
        level,
        None,
        is_starter,
        not is_present,
        datetime.fromisoformat(added_at),
        content,
        score_id,
        bars,
        _time(opened_at),
        repaired,
        fault,
        tracks.get(track),
    )
    return _edited(made, edits[number]) if number in edits else made


def _edited(entry: Entry, edits: Mapping[str, str]) -> Entry:
    """The entry as the player would have it."""
    said: dict[str, Any] = dict(edits)
    difficulty = said.pop("difficulty", None)
    return replace(entry, **said, own_difficulty=float(difficulty) if difficulty else None)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _passage(row: sqlite3.Row) -> Passage | None:
    if row["passage_start"] is None:
        return None
    start, end = read_quarters(row["passage_start"]), read_quarters(row["passage_end"])
    return Passage(start, end, Hands(row["hands"]), bool(row["is_looped"]))
