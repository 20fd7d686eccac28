"""The statements that change the catalogue, each in the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from renshu.library.catalogue.entries import PieceState
from renshu.library.catalogue.files import Stamp
from renshu.library.hand_choices import choices_text
from renshu.library.head import Head
from renshu.score.notation import Credits, Score
from renshu.score.passage import Passage
from renshu.score.quarters import quarters_text


@dataclass(frozen=True, slots=True)
class Examined:
    """A file of which the head has been read: its hash and credits, or why it is refused."""

    name: str
    """How its place is written."""
    path: Path
    stamp: Stamp
    hash: str = ""
    head: Head = field(default_factory=Head)
    refusal: str = ""


def arrangement_at(connection: sqlite3.Connection, name: str) -> int | None:
    """The arrangement at a place."""
    return _number(connection, "SELECT arrangement FROM place WHERE path = ?", name)


def arrangement_with(connection: sqlite3.Connection, content: str) -> int | None:
    """The arrangement with a content, by its hash."""
    return _number(connection, "SELECT id FROM arrangement WHERE hash = ?", content)


def place_count(connection: sqlite3.Connection, arrangement: int) -> int:
    """In how many places an arrangement is, or was seen last."""
    query = "SELECT count(*) FROM place WHERE arrangement = ?"
    return _number(connection, query, arrangement) or 0


def present_places(connection: sqlite3.Connection, arrangement: int) -> int:
    """In how many places an arrangement is."""
    query = "SELECT count(*) FROM place WHERE arrangement = ? AND is_present"
    return _number(connection, query, arrangement) or 0


def present_arrangements(connection: sqlite3.Connection) -> set[int]:
    """All arrangements that are in at least one place."""
    return {number for (number,) in connection.execute(
        "SELECT DISTINCT arrangement FROM place WHERE is_present"
    )}  # fmt: skip


def insert_content(connection: sqlite3.Connection, examined: Examined) -> int:
    """Enter a new arrangement; its id."""
    cursor = connection.execute(
        "INSERT INTO arrangement (title, subtitle, composer, arranger, lyricist, source, rights,"
        " reading, hash, added_at) VALUES ('', '', '', '', '', '', '', '', ?, ?)",
        (examined.hash, datetime.now(UTC).isoformat()),
    )
    arrangement = cursor.lastrowid or 0
    set_head(connection, arrangement, examined)
    return arrangement


def await_content(connection: sqlite3.Connection, content: str) -> int:
    """The arrangement with a content that may not have been seen yet."""
    known = arrangement_with(connection, content)
    if known is not None:
        return known
    unseen = Examined("", Path(), Stamp(0, 0), content)
    arrangement = insert_content(connection, unseen)
    connection.execute("UPDATE arrangement SET is_awaited = 1 WHERE id = ?", (arrangement,))
    return arrangement


def end_awaiting(connection: sqlite3.Connection, arrangement: int, examined: Examined) -> bool:
    """Enter the content of an arrangement that was only awaited; whether it was."""
    was_awaited = connection.execute(
        "UPDATE arrangement SET is_awaited = 0, added_at = ? WHERE id = ? AND is_awaited",
        (datetime.now(UTC).isoformat(), arrangement),
    ).rowcount
    if was_awaited:
        set_head(connection, arrangement, examined)
    return bool(was_awaited)


def replace_content(connection: sqlite3.Connection, arrangement: int, examined: Examined) -> None:
    """Enter that the file of an arrangement has been changed."""
    connection.execute(
        "UPDATE arrangement SET hash = ?, score_id = NULL, bars = NULL, repairs = NULL, fault = ''"
        " WHERE id = ?",
        (examined.hash, arrangement),
    )
    set_head(connection, arrangement, examined)


def set_head(connection: sqlite3.Connection, arrangement: int, examined: Examined) -> None:
    """Enter what the head of the file says; the file's name stands in for a title."""
    head = examined.head
    titled = replace(head.credits, title=head.credits.title or examined.path.stem)
    set_credits(connection, arrangement, titled, head.extra)


def set_credits(
    connection: sqlite3.Connection, arrangement: int, said: Credits, extra: Mapping[str, str]
) -> None:
    """Enter what the file says of itself."""
    connection.execute(
        "UPDATE arrangement SET title = ?, subtitle = ?, composer = ?, arranger = ?,"
        " lyricist = ?, source = ?, rights = ?, reading = ?, extra = ?, kind = ?, level = ?"
        " WHERE id = ?",
        (
            *_columns(said),
            json.dumps(dict(extra)),
            extra.get("kind", ""),
            extra.get("level", ""),
            arrangement,
        ),
    )


def set_place(connection: sqlite3.Connection, examined: Examined, arrangement: int) -> None:
    """Enter that an arrangement is at a place."""
    connection.execute(
        "REPLACE INTO place (path, arrangement, size, modified_ns) VALUES (?, ?, ?, ?)",
        (examined.name, arrangement, *astuple(examined.stamp)),
    )


def turn_presence(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Enter that places have gone which were there, or are there which had gone."""
    connection.executemany(
        "UPDATE place SET is_present = NOT is_present WHERE path = ?", [(name,) for name in names]
    )


def forget_places(connection: sqlite3.Connection, arrangement: int) -> None:
    """Forget where an arrangement was."""
    connection.execute("DELETE FROM place WHERE arrangement = ?", (arrangement,))


def refuse(connection: sqlite3.Connection, examined: Examined) -> None:
    """Enter why a file is not taken in; an arrangement that was there is missing now."""
    connection.execute(
        "INSERT INTO refusal VALUES (?, ?, ?, ?)",
        (examined.name, *astuple(examined.stamp), examined.refusal),
    )
    connection.execute("UPDATE place SET is_present = 0 WHERE path = ?", (examined.name,))


def clear_refusal(connection: sqlite3.Connection, name: str) -> None:
    """Forget that a file was refused."""
    connection.execute("DELETE FROM refusal WHERE path = ?", (name,))


def announce(connection: sqlite3.Connection, paths: Iterable[str], is_copied: bool) -> None:
    """Enter what is going to be taken in."""
    connection.executemany(
        "REPLACE INTO waiting VALUES (?, ?)", [(path, is_copied) for path in paths]
    )


def withdraw(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Enter that it has been taken in."""
    connection.executemany("DELETE FROM waiting WHERE path = ?", [(path,) for path in paths])


def enter_folders(connection: sqlite3.Connection, folders: Iterable[Path]) -> None:
    """Enter folders that are refreshed from now on."""
    connection.executemany(
        "INSERT INTO folder VALUES (?) ON CONFLICT DO NOTHING",
        [(str(folder),) for folder in folders],
    )


def forget_folder(connection: sqlite3.Connection, folder: Path) -> None:
    """Enter that a folder is not refreshed any more."""
    connection.execute("DELETE FROM folder WHERE path = ?", (str(folder),))


def set_hidden(connection: sqlite3.Connection, arrangement: int | None, *, is_hidden: bool) -> None:
    """Take an arrangement out of the lists, or put it in again."""
    connection.execute(
        "UPDATE arrangement SET is_hidden = ? WHERE id = ?", (is_hidden, arrangement)
    )


def set_score(connection: sqlite3.Connection, arrangement: int, score: Score) -> None:
    """Enter what is known of a score once it has been read whole."""
    repairs = json.dumps([str(notice) for notice in score.notices], ensure_ascii=False)
    connection.execute(
        "UPDATE arrangement SET score_id = ?, bars = ?, repairs = ?, fault = '' WHERE id = ?",
        (score.id, len(score.measures), repairs, arrangement),
    )
    set_credits(connection, arrangement, score.credits, score.extra)


def set_fault(connection: sqlite3.Connection, arrangement: int, fault: str) -> None:
    """Enter why a score cannot be read whole."""
    connection.execute(
        "UPDATE arrangement SET repairs = '[]', fault = ? WHERE id = ?", (fault, arrangement)
    )


def set_opened(connection: sqlite3.Connection, arrangement: int, at: datetime) -> None:
    """Enter when an arrangement was opened last."""
    connection.execute(
        "INSERT INTO piece (arrangement, opened_at) VALUES (?, ?)"
        " ON CONFLICT (arrangement) DO UPDATE SET opened_at = excluded.opened_at",
        (arrangement, at.isoformat()),
    )


def set_state(connection: sqlite3.Connection, arrangement: int, state: PieceState) -> None:
    """Enter how an arrangement is practised."""
    connection.execute(
        "INSERT INTO piece (arrangement) VALUES (?) ON CONFLICT DO NOTHING", (arrangement,)
    )
    connection.execute(
        "UPDATE piece SET tempo = ?, hand_choices = ?, passage_start = ?, passage_end = ?,"
        " hands = ?, is_looped = ?, mode = ?, count_in = ?, has_metronome = ?, as_written = ?,"
        " overlaps = ?, transposition = ? WHERE arrangement = ?",
        (
            state.tempo,
            choices_text(state.hands),
            *_passage_columns(state.passage),
            state.mode.value if state.mode else None,
            state.count_in,
            state.has_metronome,
            state.as_written,
            state.overlaps,
            state.transposition,
            arrangement,
        ),
    )


def _passage_columns(passage: Passage | None) -> tuple[str | bool | None, ...]:
    if passage is None:
        return (None,) * 4
    start, end = quarters_text(passage.start), quarters_text(passage.end)
    return start, end, passage.hands.value, passage.is_looped


def _columns(said: Credits) -> tuple[str, ...]:
    return (
        said.title,
        said.subtitle,
        said.composer,
        said.arranger,
        said.lyricist,
        said.source,
        said.rights,
        said.reading,
    )


def _number(connection: sqlite3.Connection, query: str, parameter: object) -> int | None:
    row = connection.execute(query, (parameter,)).fetchone()
    return int(row[0]) if row else None
