"""Which track an arrangement belongs to, and what is known of tracks and anime.

All of it follows from what files and player say, so it can be worked out again at any time: it
does not matter in which order scores and words came. Each function works in the caller's
transaction.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from renshu.library.catalogue.proposal import Proposal, Said, propose
from renshu.library.catalogue.words import NONE, About, values_about
from renshu.library.catalogue.works import ANIME_FIELDS, TITLE_FIELDS, TRACK_FIELDS

OUTSIDE = 0
"""Stands in `track_name` for an anime where there is none."""


def place(connection: sqlite3.Connection, arrangements: Iterable[int]) -> None:
    """Find or make the track of each arrangement, and work out again what this changes."""
    touched: set[int] = set()
    for arrangement in arrangements:
        rows = connection.execute("SELECT * FROM arrangement WHERE id = ?", (arrangement,))
        for row in rows.fetchall():
            track = _track_of(connection, row)
            connection.execute(
                "UPDATE arrangement SET track = ?, is_placed = 1 WHERE id = ?", (track, row["id"])
            )
            touched |= {number for number in (track, row["track"]) if number is not None}
    settle(connection, touched)


def place_unplaced(connection: sqlite3.Connection) -> None:
    """Place what an older renshu has left, or a program that ended abruptly."""
    rows = connection.execute("SELECT id FROM arrangement WHERE NOT is_placed AND NOT is_awaited")
    place(connection, [number for (number,) in rows.fetchall()])


def settle(connection: sqlite3.Connection, tracks: Iterable[int]) -> None:
    """Work out again what is known of tracks and their anime; drop those nothing is left of."""
    animes: set[int] = set()
    for track in sorted(tracks):
        animes |= _settle_track(connection, track)
    settle_animes(connection, animes)


def settle_animes(connection: sqlite3.Connection, animes: Iterable[int]) -> None:
    """Work out again what is known of anime; drop those nothing is left of."""
    for anime in sorted(animes):
        words = values_about(connection, About.ANIME, anime)
        if words or _is_used(connection, anime) or len(anime_keys(connection, anime)) > 1:
            proposed = _proposed_anime(connection, anime)
            known = _known(ANIME_FIELDS, words, proposed)
            if not any(known[field] for field in TITLE_FIELDS):
                known["native"] = anime_keys(connection, anime)[0]
            _write(connection, "anime", anime, known)
        else:
            connection.execute("DELETE FROM anime WHERE id = ?", (anime,))


def animes_of(connection: sqlite3.Connection, track: int) -> set[int]:
    """The anime that a track is in, and those that its names are of."""
    rows = connection.execute(
        "SELECT anime FROM track WHERE id = :track AND anime IS NOT NULL"
        " UNION SELECT anime FROM track_name WHERE track = :track AND anime != 0",
        {"track": track},
    )
    return {anime for (anime,) in rows}


def anime_called(connection: sqlite3.Connection, key: str) -> int:
    """The anime that a name means; made if there is none. An empty name is `OUTSIDE`."""
    if not key:
        return OUTSIDE
    row = connection.execute("SELECT anime FROM anime_name WHERE name = ?", (key,)).fetchone()
    if row:
        return int(row[0])
    made = connection.execute("INSERT INTO anime DEFAULT VALUES").lastrowid or 0
    connection.execute("INSERT INTO anime_name VALUES (?, ?)", (key, made))
    return made


def track_called(connection: sqlite3.Connection, anime_key: str, key: str) -> int:
    """The track that a name within an anime means; made if there is none."""
    anime = anime_called(connection, anime_key)
    row = connection.execute(
        "SELECT track FROM track_name WHERE anime = ? AND name = ?", (anime, key)
    ).fetchone()
    if row:
        return int(row[0])
    made = connection.execute("INSERT INTO track (anime) VALUES (?)", (anime or None,)).lastrowid
    connection.execute("INSERT INTO track_name VALUES (?, ?, ?)", (anime, key, made))
    return made or 0


def reference(anime_key: str, track_key: str) -> str:
    """A track as a word names it."""
    return f"{anime_key}: {track_key}"


def referred(connection: sqlite3.Connection, word: str) -> int | None:
    """The track that a word names, made if there is none; None for the word `NONE`."""
    if word == NONE:
        return None
    anime_key, _, key = word.partition(": ")
    return track_called(connection, anime_key, key)


def anime_keys(connection: sqlite3.Connection, anime: int) -> tuple[str, ...]:
    """All names that mean an anime, sorted."""
    rows = connection.execute("SELECT name FROM anime_name WHERE anime = ? ORDER BY name", (anime,))
    return tuple(name for (name,) in rows)


def track_references(connection: sqlite3.Connection, track: int) -> tuple[str, ...]:
    """All names that mean a track, sorted."""
    rows = connection.execute(
        "SELECT (SELECT min(anime_name.name) FROM anime_name"
        " WHERE anime_name.anime = track_name.anime), name FROM track_name WHERE track = ?",
        (track,),
    )
    return tuple(sorted(reference(anime or "", name) for anime, name in rows))


def _track_of(connection: sqlite3.Connection, row: sqlite3.Row) -> int | None:
    words = values_about(connection, About.ENTRY, row["id"])
    if chosen := words.get("track"):
        return referred(connection, chosen)
    proposal = propose(_said(row, words))
    return track_called(connection, proposal.anime_key, proposal.track_key)


def _settle_track(connection: sqlite3.Connection, track: int) -> set[int]:
    """Write one track; the anime that it is in and was in."""
    before = animes_of(connection, track)
    words = values_about(connection, About.TRACK, track)
    is_used = connection.execute("SELECT 1 FROM arrangement WHERE track = ?", (track,)).fetchone()
    if words or is_used or len(track_references(connection, track)) > 1:
        proposals = _proposals(connection, track)
        known = _known(TRACK_FIELDS, words, [proposal.track for proposal in proposals])
        anime = _anime_of(connection, track, words, proposals)
        known |= {"anime": anime, "wanted_at": words.get("wanted")}
        if not any(known[field] for field in TITLE_FIELDS):
            known["native"] = track_references(connection, track)[0].partition(": ")[2]
        _write(connection, "track", track, known)
    else:
        anime = None
        connection.execute("DELETE FROM track WHERE id = ?", (track,))
    return before | ({anime} if anime is not None else set())


def _anime_of(
    connection: sqlite3.Connection,
    track: int,
    words: Mapping[str, str],
    proposals: Sequence[Proposal],
) -> int | None:
    """By the player's word, else by most of the files, else by the track's names."""
    if word := words.get("anime"):
        return None if word == NONE else anime_called(connection, word)
    if proposals:
        key = _commonest([proposal.anime_key for proposal in proposals])
    else:
        key = track_references(connection, track)[0].partition(": ")[0]
    return anime_called(connection, key) or None


def _proposals(connection: sqlite3.Connection, track: int) -> list[Proposal]:
    """What the files of a track propose; of those the player put here only if all are."""
    rows = connection.execute("SELECT * FROM arrangement WHERE track = ?", (track,)).fetchall()
    words = [values_about(connection, About.ENTRY, row["id"]) for row in rows]
    made = [
        (propose(_said(row, said)), "track" in said) for row, said in zip(rows, words, strict=True)
    ]
    own = [proposal for proposal, is_chosen in made if not is_chosen]
    return own or [
        Proposal(track_references(connection, track)[0].partition(": ")[0], "", {}, one.track)
        for one, _ in made
    ]


def _proposed_anime(connection: sqlite3.Connection, anime: int) -> list[Mapping[str, str]]:
    """What files propose for an anime: those whose word for it means this one."""
    keys = set(anime_keys(connection, anime))
    sources = connection.execute(
        "SELECT * FROM arrangement WHERE track IN (SELECT id FROM track WHERE anime = :anime"
        " UNION SELECT track FROM track_name WHERE anime = :anime)",
        {"anime": anime},
    ).fetchall()
    words = {row["id"]: values_about(connection, About.ENTRY, row["id"]) for row in sources}
    proposals = [propose(_said(row, words[row["id"]])) for row in sources]
    return [one.anime for one in proposals if one.anime_key in keys]


def _is_used(connection: sqlite3.Connection, anime: int) -> bool:
    """Whether a track is in it, or was and is still found by its name."""
    query = (
        "SELECT anime FROM track WHERE anime = :anime"
        " UNION SELECT 1 FROM track_name WHERE anime = :anime"
    )
    return connection.execute(query, {"anime": anime}).fetchone() is not None


def _said(row: sqlite3.Row, words: Mapping[str, str]) -> Said:
    fields = ("title", "subtitle", "composer", "lyricist", "source", "reading", "kind")
    said = {field: words.get(field) or str(row[field]) for field in fields}
    return Said(**said, extra=_extra(row["extra"]))


def _extra(text: str) -> dict[str, str]:
    """The further fields of a file; none where they make no sense."""
    try:
        fields = json.loads(text)
    except ValueError:
        return {}
    return {name: str(value) for name, value in fields.items()} if isinstance(fields, dict) else {}


def _known(
    fields: Sequence[str], words: Mapping[str, str], proposed: Sequence[Mapping[str, str]]
) -> dict[str, object]:
    """Each field by the player's word, else as most files have it."""
    found = {
        field: words.get(field) or _commonest([one[field] for one in proposed if one.get(field)])
        for field in fields
    }
    numbers = {name: int(found[name]) if found[name] else None for name in found.keys() & _NUMBERS}
    return {**found, **numbers}


_NUMBERS = {"year", "number"}


def _commonest(values: Sequence[str]) -> str:
    """The value that most have; of equally common ones the smallest that is not all capitals."""
    counted = Counter(values)
    return min(counted, key=lambda one: (-counted[one], one.isupper(), one), default="")


def _write(
    connection: sqlite3.Connection, table: str, number: int, known: Mapping[str, object]
) -> None:
    columns = ", ".join(f"{field} = ?" for field in known)
    connection.execute(
        f"UPDATE {table} SET {columns} WHERE id = ?",  # noqa: S608
        (*known.values(), number),
    )
