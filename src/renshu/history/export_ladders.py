"""Tempo ladders with all their rounds as a kind.

Rounds are facts: those of both machines are kept. Where on the ladder the player stands is as it
was left on the machine that has the latest round.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renshu.errors import HistoryError, RenshuError
from renshu.history import export_checks as check
from renshu.history.export_kind import Merged, merge_rows, write_rows
from renshu.history.sections import ENTER_LADDER, ENTER_ROUND, LADDER_OF_PASSAGE
from renshu.practice.ladder import Terms
from renshu.score.passage import Passage
from renshu.score.quarters import read_quarters

if TYPE_CHECKING:
    from renshu.history.store import History

_KEY = {
    "score_id": check.name,
    "start": check.quarters,
    "end": check.quarters,
    "hands": check.hands,
}
_STATE = {
    "is_on": check.truth,
    "tempo": check.number,
    "recent": check.signs,
    "is_climbed": check.truth,
}
_ROUND = {
    "at": check.moment,
    "tempo": check.number,
    "matched": check.count,
    "wrong": check.count,
    "missed": check.count,
    "extra": check.count,
    "is_clean": check.truth,
    "then": check.number,
}

_ALL = 'SELECT * FROM ladder ORDER BY score_id, start, "end", hands'
_ROUNDS = "SELECT * FROM round WHERE ladder = ?"
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class Ladders:
    """The ladders of all stretches, named or not."""

    noun = "ladders"

    def owns(self, name: str) -> bool:
        """Whether a file with this name holds them."""
        return name == "ladders.json"

    def write(self, history: "History", folder: Path) -> int:
        """All of them, piece by piece, each with its log."""
        return write_rows(folder / "ladders.json", self.noun, _ladders(history))

    def merge(self, history: "History", paths: Iterable[Path]) -> Merged:
        """Bring in those that are new, and the rounds that are."""
        return merge_rows(history, paths, self.noun, _checked, _enter)


def _ladders(history: "History") -> Iterator[dict[str, object]]:
    for row in history.database.read(_ALL):
        yield _told(row, history.database.read(_ROUNDS, (row["number"],)))


def _told(row: sqlite3.Row, rounds: Iterable[sqlite3.Row]) -> dict[str, object]:
    """A ladder as the database has it, in the form in which it is exported."""
    log = {tuple(one[column] for column in _ROUND) for one in rounds}
    return {
        **{column: row[column] for column in _KEY},
        "is_on": bool(row["is_on"]),
        "terms": json.loads(row["terms"]),
        "tempo": row["tempo"],
        "recent": row["recent"],
        "is_climbed": bool(row["is_climbed"]),
        "rounds": [
            {**dict(zip(_ROUND, one, strict=True)), "is_clean": bool(one[6])}
            for one in sorted(log, key=lambda one: (datetime.fromisoformat(one[0]), one))
        ],
    }


def _enter(connection: sqlite3.Connection, ladder: Mapping[str, Any]) -> bool:
    """Enter a ladder and its rounds; whether anything of it is new."""
    key = [ladder[column] for column in _KEY]
    found = connection.execute(LADDER_OF_PASSAGE, key).fetchone()
    rounds = connection.execute(_ROUNDS, (found["number"],)).fetchall() if found else ()
    here = _told(found, rounds) if found else None
    if here is None or _standing(ladder) > _standing(here):
        recent, terms = ladder["recent"], json.dumps(ladder["terms"])
        state = (ladder["is_on"], terms, ladder["tempo"], recent, ladder["is_climbed"])
        connection.execute(ENTER_LADDER, (*key, *state))
    number = connection.execute(LADDER_OF_PASSAGE, key).fetchone()["number"]
    known = here["rounds"] if here else []
    new = [one for one in ladder["rounds"] if one not in known]  # type: ignore[operator]
    connection.executemany(ENTER_ROUND, [(number, *one.values()) for one in new])
    return here is None or bool(new)


def _standing(ladder: Mapping[str, Any]) -> tuple[datetime, str]:
    """How late it was left, and something that tells two apart that were left at once."""
    moments = [datetime.fromisoformat(one["at"]) for one in ladder["rounds"]]
    state = {column: ladder[column] for column in (*_STATE, "terms")}
    return max(moments, default=_BEFORE_ALL), json.dumps(state, sort_keys=True)


def _checked(row: Any) -> dict[str, Any]:
    try:
        key = {column: look(row[column]) for column, look in _KEY.items()}
        Passage(read_quarters(key["start"]), read_quarters(key["end"]))
        state = {column: look(row[column]) for column, look in _STATE.items()}
        terms = _checked_terms(row["terms"])
        rounds = [
            {column: look(one[column]) for column, look in _ROUND.items()} for one in row["rounds"]
        ]
    except (RenshuError, LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise HistoryError("it holds no ladders that renshu has exported.") from error
    return {**key, **state, "terms": terms, "rounds": rounds}


def _checked_terms(terms: Any) -> dict[str, Any]:
    """The terms as they stand, if somebody could climb on them."""
    for name, value in terms.items():
        (check.count if isinstance(value, int) else check.number)(value)
        check.text(name)
    Terms(**terms)
    return dict(terms)
