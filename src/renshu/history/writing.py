"""The statements that put takes into the history, each in the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.history.conditions_json import conditions_json
from renshu.history.encoding import encode_events, encode_labels
from renshu.history.facts import TakeFacts
from renshu.history.figures import enter_figure
from renshu.history.latest_bars import enter_bars, leave_bars
from renshu.performance.events import PlayedEvent
from renshu.practice.conditions import Conditions
from renshu.practice.take import Take, Tally, tally
from renshu.score.quarters import quarters_text

_FORGET_VERDICTS = (
    "DELETE FROM outcome WHERE take = ?",
    "DELETE FROM measure_outcome WHERE take = ?",
    "DELETE FROM stretch WHERE take = ?",
    "DELETE FROM bar_pass WHERE take = ?",
)


def insert_facts(
    connection: sqlite3.Connection, facts: TakeFacts, utc_offset: timedelta | None = None
) -> int:
    """Enter a take that begins.

    Args:
        connection: Inside a transaction.
        facts: What is known of it.
        utc_offset: Where it was played; by default here.

    Returns:
        The number of its row.
    """
    passage = facts.passage
    if utc_offset is None:
        utc_offset = facts.started_at.astimezone().utcoffset() or timedelta()
    cursor = connection.execute(
        "INSERT INTO take (id, score_id, title, started_at, utc_offset, passage_start,"
        " passage_end, hands, is_looped, mode, tempo, conditions)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            facts.id,
            facts.score_id,
            facts.title,
            facts.started_at.astimezone(UTC).isoformat(timespec="microseconds"),
            round(utc_offset.total_seconds()),
            quarters_text(passage.start),
            quarters_text(passage.end),
            passage.hands.value,
            passage.is_looped,
            facts.mode.value,
            facts.tempo,
            json.dumps(conditions_json(facts.conditions)),
        ),
    )
    return cursor.lastrowid or 0


def update_conditions(connection: sqlite3.Connection, take: int, conditions: Conditions) -> None:
    """Enter what has changed about a take that is being played, such as one peek more."""
    connection.execute(
        "UPDATE take SET conditions = ? WHERE number = ?",
        (json.dumps(conditions_json(conditions)), take),
    )


def insert_chunk(
    connection: sqlite3.Connection, take: int, chunk: int, events: Sequence[PlayedEvent]
) -> None:
    """Enter what was played since the last chunk."""
    connection.execute(
        "INSERT INTO journal (take, chunk, events) VALUES (?, ?, ?)",
        (take, chunk, encode_events(events)),
    )


def store_take(
    connection: sqlite3.Connection, take: Take, utc_offset: timedelta | None = None
) -> None:
    """Enter a whole take, in place of its journal or of an earlier verdict on it."""
    if utc_offset is None:
        utc_offset = _known_offset(connection, take.id)
    delete_take(connection, take.id)
    number = insert_facts(connection, TakeFacts.of(take), utc_offset)
    connection.execute(
        "UPDATE take SET seconds = ?, ended_by = ? WHERE number = ?",
        (take.seconds, take.ended_by.value, number),
    )
    connection.execute("INSERT INTO played VALUES (?, ?)", (number, encode_events(take.events)))
    _insert_outcome(connection, number, take.labels, take.judge)


def is_known(connection: sqlite3.Connection, take_id: str) -> bool:
    """Whether a take is in the history, ended or not."""
    return _known_offset(connection, take_id) is not None


def delete_take(connection: sqlite3.Connection, take_id: str) -> None:
    """Remove a take and all that belongs to it."""
    row = connection.execute("SELECT number FROM take WHERE id = ?", (take_id,)).fetchone()
    if row is not None:
        leave_bars(connection, row["number"])
        connection.execute("DELETE FROM take WHERE number = ?", (row["number"],))


def per_measure(labels: Iterable[Label]) -> dict[int, Tally]:
    """Count labels by written measure; a wrong note counts where the note stands that was meant."""
    labels = tuple(labels)
    measures = {
        label.note_id: label.position.measure
        for label in labels
        if isinstance(label, Match | Deletion)
    }
    grouped: dict[int, list[Label]] = {}
    for label in labels:
        measure = label.position.measure if label.position else None
        if isinstance(label, Insertion) and label.wrong_for is not None:
            measure = measures.get(label.wrong_for, measure)
        if measure is not None:
            grouped.setdefault(measure, []).append(label)
    return {measure: tally(grouped[measure]) for measure in sorted(grouped)}


def judge_again(
    connection: sqlite3.Connection, take_id: str, labels: Sequence[Label], judge: int
) -> None:
    """Put a newer verdict in the place of an older one; what was played stays as it is.

    What a diary made of the older one is gone with it. A take that is not there is left aside.
    """
    row = connection.execute("SELECT number FROM take WHERE id = ?", (take_id,)).fetchone()
    if row is not None:
        number = int(row["number"])
        leave_bars(connection, number)
        for statement in _FORGET_VERDICTS:
            connection.execute(statement, (number,))
        _insert_outcome(connection, number, labels, judge)


def has_older_verdict(connection: sqlite3.Connection, take: Take) -> bool:
    """Whether the verdict that is kept of a take has to give way to that of `take`."""
    query = "SELECT judge, labels FROM take JOIN outcome ON take = number WHERE id = ?"
    row = connection.execute(query, (take.id,)).fetchone()
    if row is None:
        return False
    return (take.judge, encode_labels(take.labels)) > (row["judge"], row["labels"])


def _insert_outcome(
    connection: sqlite3.Connection, number: int, labels: Sequence[Label], judge: int
) -> None:
    counted = tally(labels)
    connection.execute(
        "INSERT INTO outcome (take, matched, wrong, missed, extra, labels, judge)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, *_counts(counted), encode_labels(labels), judge),
    )
    connection.executemany(
        "INSERT INTO measure_outcome VALUES (?, ?, ?, ?, ?, ?)",
        [(number, measure, *_counts(played)) for measure, played in per_measure(labels).items()],
    )
    enter_figure(connection, number, counted, labels)
    enter_bars(connection, number)


def _counts(counted: Tally) -> tuple[int, int, int, int]:
    return counted.matched, counted.wrong, counted.missed, counted.extra


def _known_offset(connection: sqlite3.Connection, take_id: str) -> timedelta | None:
    """Where a take was played that is in the history already."""
    query = "SELECT utc_offset FROM take WHERE id = ?"
    row = connection.execute(query, (take_id,)).fetchone()
    return timedelta(seconds=row["utc_offset"]) if row else None
