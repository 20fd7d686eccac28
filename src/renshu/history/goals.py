"""The goals that the player has set: one a piece."""

import sqlite3
from datetime import UTC, date, datetime

from renshu.database import Database
from renshu.history.sense import sense
from renshu.practice.plan.goal import Goal

_ALL = "SELECT * FROM goal WHERE dropped_at IS NULL ORDER BY by_day, score_id"
_SET = """
    INSERT OR REPLACE INTO goal (score_id, title, by_day, tempo, set_at) VALUES (?, ?, ?, ?, ?)
"""
_DROP = "UPDATE goal SET dropped_at = ? WHERE score_id = ? AND dropped_at IS NULL"


class Goals:
    """What is to be ready by which day.

    Args:
        database: The history's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @sense("a goal")
    def all(self) -> tuple[Goal, ...]:
        """All goals, the nearest day first. This only reads."""
        rows = self._database.read(_ALL)
        return tuple(map(_goal, rows))

    def set(self, goal: Goal) -> None:
        """Keep a goal, in the place of another of the same piece.

        Raises:
            HistoryError: The history cannot be written.
        """
        with self._database.write() as connection:
            connection.execute(
                _SET, (goal.score_id, goal.title, goal.by.isoformat(), goal.tempo, _now())
            )

    def remove(self, score_id: str) -> bool:
        """Drop the goal of a piece; what was practised for it stays.

        That it was dropped is kept, so that an older export does not bring it back.

        Returns:
            Whether there was one.

        Raises:
            HistoryError: The history cannot be written.
        """
        with self._database.write() as connection:
            return connection.execute(_DROP, (_now(), score_id)).rowcount > 0


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _goal(row: sqlite3.Row) -> Goal:
    return Goal(row["score_id"], row["title"], date.fromisoformat(row["by_day"]), row["tempo"])
