"""The words of the player: what a field should be, whatever files say.

A word has its time. Of two words on one field the newer prevails, of two at one time the greater
text, so the order in which they come in changes nothing. An empty word gives way to the files.
"""

import difflib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum

from renshu.errors import LibraryError
from renshu.library.catalogue.entries import EDITABLE
from renshu.library.catalogue.works import ANIME_FIELDS, SEASONS, TRACK_FIELDS

NONE = "(none)"
"""The word for no anime, or no track, where there should be none whatever files say."""


class About(StrEnum):
    """What a word is about; the value names its table's column."""

    ANIME = "anime"
    TRACK = "track"
    ENTRY = "arrangement"


_TABLES = {About.ANIME: "anime_edit", About.TRACK: "track_edit", About.ENTRY: "edit"}
_FIELDS: Mapping[About, Collection[str]] = {
    About.ANIME: ANIME_FIELDS,
    About.TRACK: TRACK_FIELDS,
    About.ENTRY: EDITABLE,
}
_NOUNS = {About.ANIME: "An anime", About.TRACK: "A track", About.ENTRY: "A score"}


def now() -> str:
    """The time of a word that is said now."""
    return datetime.now(UTC).isoformat()


def checked(about: About, words: Mapping[str, str]) -> dict[str, str]:
    """The words, tidied.

    Raises:
        LibraryError: There is no such field, or it cannot have such a value.
    """
    for field in words:
        if field not in _FIELDS[about]:
            near = difflib.get_close_matches(field, _FIELDS[about], n=1)
            hint = f"; did you mean “{near[0]}”?" if near else "."
            raise LibraryError(f"{_NOUNS[about]} has no “{field}” to edit{hint}")
    return {field: valid(field, value) for field, value in words.items()}


def valid(field: str, value: str) -> str:
    """A word, tidied.

    Raises:
        LibraryError: The field cannot be that.
    """
    value = " ".join(value.split())
    return _CHECKS[field](value) if value and field in _CHECKS else value


def words_about(
    connection: sqlite3.Connection, about: About, owner: int
) -> dict[str, tuple[str, str]]:
    """All words on one thing: value and time by field."""
    rows = connection.execute(
        f"SELECT field, value, edited_at FROM {_TABLES[about]} WHERE {about} = ?",  # noqa: S608
        (owner,),
    )
    return {field: (value, edited_at) for field, value, edited_at in rows}


def values_about(connection: sqlite3.Connection, about: About, owner: int) -> dict[str, str]:
    """The words on one thing that are not empty, by field."""
    words = words_about(connection, about, owner)
    return {field: value for field, (value, _) in words.items() if value}


def say(connection: sqlite3.Connection, about: About, owner: int, words: Mapping[str, str]) -> None:
    """Keep words that are said now; they prevail over all there are."""
    connection.executemany(
        f"REPLACE INTO {_TABLES[about]} ({about}, field, value, edited_at)"  # noqa: S608
        " VALUES (?, ?, ?, ?)",
        [(owner, field, value, now()) for field, value in words.items()],
    )


def hear(
    connection: sqlite3.Connection,
    about: About,
    owner: int,
    words: Iterable[tuple[str, str, str]],
) -> None:
    """Keep words from elsewhere, as field, value and time, unless there are newer ones."""
    table = _TABLES[about]
    connection.executemany(
        f"INSERT INTO {table} ({about}, field, value, edited_at) VALUES (?, ?, ?, ?)"  # noqa: S608
        f" ON CONFLICT ({about}, field) DO UPDATE"
        " SET value = excluded.value, edited_at = excluded.edited_at"
        f" WHERE (excluded.edited_at, excluded.value) > ({table}.edited_at, {table}.value)",
        [(owner, *word) for word in words],
    )


def _number(name: str, low: float, high: float) -> Callable[[str], str]:
    def check(value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if not low <= number <= high or (name != "difficulty" and number % 1):
            raise LibraryError(f"The {name} must be a number from {low:g} to {high:g}.")
        return f"{number:g}"

    return check


def _season(value: str) -> str:
    season = {"autumn": "fall"}.get(value.lower(), value.lower())
    if season not in SEASONS:
        raise LibraryError(f"The season must be one of {', '.join(SEASONS)}.")
    return season


def _moment(value: str) -> str:
    try:
        return datetime.fromisoformat(value).astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as error:
        raise LibraryError(f"“{value}” is no date and time.") from error


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "year": _number("year", 1000, 2200),
    "season": _season,
    "number": _number("number", 0, 999),
    "difficulty": _number("difficulty", 1, 9),
    "wanted": _moment,
}
