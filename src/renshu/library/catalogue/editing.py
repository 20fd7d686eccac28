"""What the player does to the library: edits, assignments, wishes, merges.

Each function works in the caller's transaction and leaves all that follows worked out.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from renshu.errors import LibraryError
from renshu.library.catalogue.grouping import (
    anime_called,
    anime_keys,
    animes_of,
    place,
    settle,
    settle_animes,
    track_called,
    track_references,
)
from renshu.library.catalogue.names import name_key
from renshu.library.catalogue.proposal import track_key
from renshu.library.catalogue.words import (
    NONE,
    About,
    checked,
    hear,
    now,
    say,
    values_about,
    words_about,
)
from renshu.library.catalogue.works import TITLE_FIELDS

_ROWS = {About.ANIME: "anime", About.TRACK: "track", About.ENTRY: "arrangement"}
_NOUNS = {About.ANIME: "anime", About.TRACK: "track", About.ENTRY: "score"}


def require(connection: sqlite3.Connection, about: About, number: int) -> None:
    """Make sure that there is such a thing.

    Raises:
        LibraryError: There is not.
    """
    query = f"SELECT 1 FROM {_ROWS[about]} WHERE id = ?"  # noqa: S608
    if connection.execute(query, (number,)).fetchone() is None:
        raise LibraryError(f"There is no {_NOUNS[about]} {number} in the library.")


def edit_entry(connection: sqlite3.Connection, entry: int, words: Mapping[str, str]) -> None:
    """Say what fields of an arrangement should be.

    One that is called otherwise stays with its track where the player has said something of that.
    """
    require(connection, About.ENTRY, entry)
    words = checked(About.ENTRY, words)
    ((track,),) = connection.execute("SELECT track FROM arrangement WHERE id = ?", (entry,))
    if track and "source" not in words and words_about(connection, About.TRACK, track):
        words |= {"track": track_references(connection, track)[0]}
    say(connection, About.ENTRY, entry, words)
    place(connection, [entry])


def assign(connection: sqlite3.Connection, entry: int, track: int | None) -> None:
    """Say which track an arrangement belongs to; None is to none."""
    require(connection, About.ENTRY, entry)
    if track is not None:
        require(connection, About.TRACK, track)
    word = NONE if track is None else track_references(connection, track)[0]
    say(connection, About.ENTRY, entry, {"track": word})
    place(connection, [entry])


def release(connection: sqlite3.Connection, entry: int) -> None:
    """Let the metadata of an arrangement choose its track again."""
    require(connection, About.ENTRY, entry)
    say(connection, About.ENTRY, entry, {"track": ""})
    place(connection, [entry])


def edit_track(connection: sqlite3.Connection, track: int, words: Mapping[str, str]) -> None:
    """Say what fields of a track should be; new titles find it from now on."""
    require(connection, About.TRACK, track)
    say(connection, About.TRACK, track, checked(About.TRACK, words))
    settle(connection, [track])
    _call_track(connection, track)


def edit_anime(connection: sqlite3.Connection, anime: int, words: Mapping[str, str]) -> None:
    """Say what fields of an anime should be; new titles find it from now on."""
    require(connection, About.ANIME, anime)
    words = checked(About.ANIME, words)
    say(connection, About.ANIME, anime, words)
    settle_animes(connection, [anime])
    _call_anime(connection, anime, [words.get(field, "") for field in TITLE_FIELDS])


def make_anime(connection: sqlite3.Connection, words: Mapping[str, str]) -> int:
    """The anime that has one of these titles, made if there is none, with these words.

    Of one that is known, only what is not known yet is said.
    """
    title = _title(words, "An anime")
    anime = anime_called(connection, name_key(title))
    edit_anime(connection, anime, _new(connection, About.ANIME, anime, words))
    return anime


def make_track(connection: sqlite3.Connection, words: Mapping[str, str], anime: int | None) -> int:
    """The track of an anime that has one of these titles, made if there is none."""
    if anime is not None:
        require(connection, About.ANIME, anime)
    key = track_key(_title(words, "A track"), words.get("version", ""))
    within = anime_keys(connection, anime)[0] if anime else ""
    track = track_called(connection, within, key if anime else _outside(words, key))
    edit_track(connection, track, _new(connection, About.TRACK, track, words))
    return track


def set_wanted(connection: sqlite3.Connection, track: int, *, is_wanted: bool) -> None:
    """Put a track on the list of those to be learnt, or take it off.

    Without the wish, a track that there never was a score of is gone.
    """
    require(connection, About.TRACK, track)
    say(connection, About.TRACK, track, {"wanted": now() if is_wanted else ""})
    here = connection.execute("SELECT 1 FROM arrangement WHERE track = ?", (track,)).fetchone()
    if is_wanted or here:
        settle(connection, [track])
    else:
        _forget_track(connection, track)


def move_track(connection: sqlite3.Connection, track: int, anime: int | None) -> None:
    """Say which anime a track belongs to; None is to none."""
    require(connection, About.TRACK, track)
    if anime is not None:
        require(connection, About.ANIME, anime)
    word = NONE if anime is None else anime_keys(connection, anime)[0]
    say(connection, About.TRACK, track, {"anime": word})
    settle(connection, [track])
    _call_track(connection, track)


def merge_tracks(connection: sqlite3.Connection, kept: int, others: Iterable[int]) -> None:
    """Make one track of several; where they differ, what is shown of `kept` stands."""
    require(connection, About.TRACK, kept)
    _pin(connection, About.TRACK, kept)
    for other in others:
        if other != kept:
            require(connection, About.TRACK, other)
            join_tracks(connection, kept, other)


def merge_animes(connection: sqlite3.Connection, kept: int, others: Iterable[int]) -> None:
    """Make one anime of several; where they differ, what is shown of `kept` stands."""
    require(connection, About.ANIME, kept)
    _pin(connection, About.ANIME, kept)
    for other in others:
        if other != kept:
            require(connection, About.ANIME, other)
            join_animes(connection, kept, other)


def join_tracks(connection: sqlite3.Connection, kept: int, other: int) -> None:
    """Let `kept` have the names, words and arrangements of `other`, which ends."""
    touched = animes_of(connection, other)
    _hand_over_words(connection, About.TRACK, kept, other)
    connection.execute("UPDATE track_name SET track = ? WHERE track = ?", (kept, other))
    connection.execute("UPDATE arrangement SET track = ? WHERE track = ?", (kept, other))
    settle(connection, [kept])
    connection.execute("DELETE FROM track WHERE id = ?", (other,))
    settle_animes(connection, touched)


def join_animes(connection: sqlite3.Connection, kept: int, other: int) -> None:
    """Let `kept` have the names, words and tracks of `other`, which ends.

    Tracks of one name become one.
    """
    _hand_over_words(connection, About.ANIME, kept, other)
    names = "SELECT name, track FROM track_name WHERE anime = ?"
    here: dict[str, int] = dict(connection.execute(names, (kept,)).fetchall())
    there: dict[str, int] = dict(connection.execute(names, (other,)).fetchall())
    connection.execute("UPDATE anime_name SET anime = ? WHERE anime = ?", (kept, other))
    connection.execute("UPDATE OR IGNORE track_name SET anime = ? WHERE anime = ?", (kept, other))
    connection.execute("DELETE FROM track_name WHERE anime = ?", (other,))
    connection.execute("UPDATE track SET anime = ? WHERE anime = ?", (kept, other))
    for name in sorted(here.keys() & there.keys()):
        _join_called(connection, kept, name, there[name])
    settle(connection, {*here.values(), *there.values()})
    settle_animes(connection, [kept])
    connection.execute("DELETE FROM anime WHERE id = ?", (other,))


def _join_called(connection: sqlite3.Connection, anime: int, name: str, other: int) -> None:
    """Let the track that a name means have all that was of another one of that name."""
    ((track,),) = connection.execute(
        "SELECT track FROM track_name WHERE anime = ? AND name = ?", (anime, name)
    )
    if track != other:
        join_tracks(connection, track, other)


def _hand_over_words(connection: sqlite3.Connection, about: About, kept: int, other: int) -> None:
    words = words_about(connection, about, other)
    hear(connection, about, kept, [(field, *word) for field, word in words.items()])


def _pin(connection: sqlite3.Connection, about: About, kept: int) -> None:
    """Say again, as the newest word, what the player and the titles shown say of it."""
    (row,) = connection.execute(f"SELECT * FROM {_ROWS[about]} WHERE id = ?", (kept,))  # noqa: S608
    titles = {field: row[field] for field in TITLE_FIELDS if row[field]}
    words = titles | values_about(connection, about, kept)
    if about is About.TRACK:
        anime = row["anime"]
        words["anime"] = anime_keys(connection, anime)[0] if anime else NONE
    say(connection, about, kept, words)


def _call_anime(connection: sqlite3.Connection, anime: int, titles: Iterable[str]) -> None:
    connection.executemany(
        "INSERT INTO anime_name VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(name_key(title), anime) for title in titles if title],
    )


def _call_track(connection: sqlite3.Connection, track: int) -> None:
    """Let each title of a track within its anime mean it, unless it means another one."""
    (row,) = connection.execute("SELECT * FROM track WHERE id = ?", (track,))
    if row["anime"]:
        connection.executemany(
            "INSERT INTO track_name VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (row["anime"], track_key(row[field], row["version"]), track)
                for field in TITLE_FIELDS
                if row[field]
            ],
        )


def _new(
    connection: sqlite3.Connection, about: About, number: int, words: Mapping[str, str]
) -> dict[str, str]:
    """Those of the words that tell something, no other title for what has one."""
    words = checked(about, words)
    query = f"SELECT * FROM {_ROWS[about]} WHERE id = ?"  # noqa: S608
    (row,) = connection.execute(query, (number,)).fetchall()
    is_called = any(row[field] for field in TITLE_FIELDS)
    return {
        field: value
        for field, value in words.items()
        if not row[field] and not (is_called and field in TITLE_FIELDS)
    }


def _title(words: Mapping[str, str], what: str) -> str:
    title = next((words[field] for field in TITLE_FIELDS if words.get(field, "").strip()), "")
    if not title:
        raise LibraryError(f"{what} needs a title.")
    return title


def _outside(words: Mapping[str, str], key: str) -> str:
    """The name of a track outside of any anime, as a file with these words would have it."""
    return f"{key}//{name_key(words.get('composer', ''))}"


def _forget_track(connection: sqlite3.Connection, track: int) -> None:
    """Drop a track, and its anime if it was the last one in it."""
    ((anime,),) = connection.execute("SELECT anime FROM track WHERE id = ?", (track,))
    connection.execute("DELETE FROM track WHERE id = ?", (track,))
    used = connection.execute("SELECT 1 FROM track WHERE anime = ?", (anime,)).fetchone()
    if anime is not None and not used:
        connection.execute("DELETE FROM anime_edit WHERE anime = ?", (anime,))
        settle_animes(connection, [anime])
