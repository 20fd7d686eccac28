"""The sections of a piece as they are kept, and the ladders that are climbed on them."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypeVar

from renshu.database import Database
from renshu.errors import HistoryError, RenshuError
from renshu.history.sense import sense
from renshu.practice.ladder import Ladder, Round, Terms
from renshu.practice.section import Section
from renshu.practice.take import Tally
from renshu.score.passage import Hands, Passage
from renshu.score.quarters import quarters_text, read_quarters

_Value = TypeVar("_Value")

LADDER_OF_PASSAGE = """
    SELECT * FROM ladder WHERE score_id = ? AND start = ? AND "end" = ? AND hands = ?
"""
_ROUNDS_OF_PASSAGE = """
    SELECT round.* FROM round JOIN ladder ON ladder.number = round.ladder
    WHERE score_id = ? AND start = ? AND "end" = ? AND hands = ?
    ORDER BY at, round.rowid
"""
ENTER_LADDER = """
    INSERT INTO ladder (
        score_id, start, "end", hands, is_on, terms, tempo, recent, is_climbed
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
        is_on = excluded.is_on, terms = excluded.terms, tempo = excluded.tempo,
        recent = excluded.recent, is_climbed = excluded.is_climbed
"""
ENTER_ROUND = "INSERT INTO round VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class KeptLadder:
    """A ladder as it was left."""

    passage: Passage
    ladder: Ladder
    is_on: bool
    """Whether the passage is practised on it."""


class Sections:
    """What is kept of the sections of all pieces, each piece named by its score id.

    Whatever hands or loop a passage says, a section is its stretch alone; a ladder is climbed by
    each hand for itself.

    Args:
        database: The history's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self, score_id: str) -> tuple[Section, ...]:
        """The sections of a piece in its order."""
        rows = self._database.read("SELECT * FROM section WHERE score_id = ?", (score_id,))
        sections = [_sensible(row, _section) for row in rows]
        return tuple(sorted(sections, key=lambda one: (one.start, one.end, one.name)))

    def keep(self, score_id: str, section: Section) -> None:
        """Keep a section under its name, in the place of another of that name.

        Raises:
            HistoryError: It has no name, or the history cannot be written.
        """
        if not section.name.strip():
            raise HistoryError("A section needs a name to be kept.")
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO section VALUES (?, ?, ?, ?)",
                (
                    score_id,
                    section.name.strip(),
                    quarters_text(section.start),
                    quarters_text(section.end),
                ),
            )

    def rename(self, score_id: str, name: str, another: str) -> None:
        """Give a section another name.

        Raises:
            HistoryError: The name is empty or taken, or the history cannot be written.
        """
        another = another.strip()
        if not another:
            raise HistoryError("A section needs a name to be kept.")
        if another != name and any(one.name == another for one in self.kept(score_id)):
            raise HistoryError(f"There is a section “{another}” already.")
        with self._database.write() as connection:
            connection.execute(
                "UPDATE section SET name = ? WHERE score_id = ? AND name = ?",
                (another, score_id, name),
            )

    def delete(self, score_id: str, name: str) -> None:
        """Keep a section no longer; what was practised in it stays."""
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM section WHERE score_id = ? AND name = ?", (score_id, name)
            )

    def ladders(self, score_id: str) -> tuple[KeptLadder, ...]:
        """All ladders of a piece."""
        rows = self._database.read("SELECT * FROM ladder WHERE score_id = ?", (score_id,))
        return tuple(_sensible(row, _ladder) for row in rows)

    def ladder(self, score_id: str, passage: Passage) -> KeptLadder | None:
        """The ladder of a stretch and its hands, as it was left."""
        rows = self._database.read(LADDER_OF_PASSAGE, _key(score_id, passage))
        return _sensible(rows[0], _ladder) if rows else None

    def set_ladder(self, score_id: str, kept: KeptLadder) -> None:
        """Keep where on the ladder of a stretch the player stands."""
        with self._database.write() as connection:
            _enter_ladder(connection, score_id, kept)

    def add_round(self, score_id: str, kept: KeptLadder, played: Round) -> None:
        """Keep a round, and where on the ladder it has led."""
        with self._database.write() as connection:
            number = _enter_ladder(connection, score_id, kept)
            connection.execute(ENTER_ROUND, (number, *_round_columns(played)))

    def rounds(self, score_id: str, passage: Passage) -> tuple[Round, ...]:
        """The log of a stretch and its hands: every round on its ladder, the oldest first."""
        rows = self._database.read(_ROUNDS_OF_PASSAGE, _key(score_id, passage))
        return tuple(_sensible(row, _round) for row in rows)


def _enter_ladder(connection: sqlite3.Connection, score_id: str, kept: KeptLadder) -> int:
    ladder, key = kept.ladder, _key(score_id, kept.passage)
    connection.execute(
        ENTER_LADDER,
        (
            *key,
            kept.is_on,
            json.dumps(asdict(ladder.terms)),
            ladder.tempo,
            "".join("+" if is_clean else "-" for is_clean in ladder.recent),
            ladder.is_climbed,
        ),
    )
    row = connection.execute(LADDER_OF_PASSAGE, key).fetchone()
    return int(row["number"])


def _key(score_id: str, passage: Passage) -> tuple[str, str, str, str]:
    start, end = quarters_text(passage.start), quarters_text(passage.end)
    return score_id, start, end, passage.hands.value


def _round_columns(played: Round) -> tuple[object, ...]:
    counts = played.tally
    return (
        played.at.isoformat(),
        played.tempo,
        counts.matched,
        counts.wrong,
        counts.missed,
        counts.extra,
        played.is_clean,
        played.then,
    )


def _sensible(row: sqlite3.Row, read: Callable[[sqlite3.Row], _Value]) -> _Value:
    """What a row says; values that no renshu has written become the sentence about them."""
    with sense("a section"):
        try:
            return read(row)
        except RenshuError as error:
            raise ValueError(error.sentence) from error


def _section(row: sqlite3.Row) -> Section:
    return Section(read_quarters(row["start"]), read_quarters(row["end"]), row["name"])


def _ladder(row: sqlite3.Row) -> KeptLadder:
    start, end = read_quarters(row["start"]), read_quarters(row["end"])
    recent = tuple(sign == "+" for sign in row["recent"])
    terms = Terms(**json.loads(row["terms"]))
    ladder = Ladder(terms, row["tempo"], recent, bool(row["is_climbed"]))
    passage = Passage(start, end, Hands(row["hands"]), is_looped=True)
    return KeptLadder(passage, ladder, bool(row["is_on"]))


def _round(row: sqlite3.Row) -> Round:
    tally = Tally(row["matched"], row["wrong"], row["missed"], row["extra"])
    at = datetime.fromisoformat(row["at"])
    return Round(at, row["tempo"], tally, bool(row["is_clean"]), row["then"])
