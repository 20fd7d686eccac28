"""The goals that the player has set: one a piece."""

import sqlite3
from datetime import UTC, date, datetime

from renshu.database import Database
from renshu.history.sense import sense
from renshu.practice.plan.goal import Goal


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
        rows = self._database.read("SELECT * FROM goal ORDER BY by_day, score_id")
        return tuple(map(_goal, rows))

    def set(self, goal: Goal) -> None:
        """Keep a goal, in the place of another of the same piece.

        Raises:
            HistoryError: The history cannot be written.
        """
        set_at = datetime.now(UTC).isoformat()
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO goal VALUES (?, ?, ?, ?, ?)",
                (goal.score_id, goal.title, goal.by.isoformat(), goal.tempo, set_at),
            )

    def remove(self, score_id: str) -> bool:
        """Keep the goal of a piece no longer; what was practised for it stays.

        Returns:
            Whether there was one.

        Raises:
            HistoryError: The history cannot be written.
        """
        with self._database.write() as connection:
            removed = connection.execute("DELETE FROM goal WHERE score_id = ?", (score_id,))
            return removed.rowcount > 0


def _goal(row: sqlite3.Row) -> Goal:
    return Goal(row["score_id"], row["title"], date.fromisoformat(row["by_day"]), row["tempo"])
