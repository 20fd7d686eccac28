"""The history: every take, from its first note on."""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.database import Database
from renshu.errors import HistoryError
from renshu.follow.alignment import Label
from renshu.history.claim import is_claimed, sweep
from renshu.history.diary import Diaries
from renshu.history.facts import Interrupted, PracticeDay, TakeFacts, TakeMeasures, TakeRow
from renshu.history.finding import Found, Wanted
from renshu.history.goals import Goals
from renshu.history.journal import Journal
from renshu.history.mastery import Mastery
from renshu.history.reading import (
    full_id,
    last_played,
    learnt_measures,
    measure_tallies,
    rows_judged_before,
    take_rows,
    unfinished,
    whole_take,
)
from renshu.history.schema import HISTORY
from renshu.history.sections import Sections
from renshu.history.sense import sense
from renshu.history.trends import Trends
from renshu.history.writing import delete_take, has_older_verdict, is_known, judge_again, store_take
from renshu.practice.take import Take

if TYPE_CHECKING:
    from renshu.history.salvage import Salvage

DAY_BORDER_HOUR = 4
"""A take at half past one in the morning belongs to the evening before."""

LEARNT = 0.95
"""From this share of right notes on a bar went right."""


class History:
    """All takes in one file. It may be used from several threads and by several programs.

    Args:
        path: The database; made where there is none. Its folder must exist.

    Raises:
        HistoryError: The file cannot be used, or was written by a newer renshu.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path, HISTORY)
        self.sections = Sections(self._database)
        """The sections that the player has named, and the ladders climbed on them."""
        self.goals = Goals(self._database)
        """What is to be ready by which day."""
        self.mastery = Mastery(self._database)
        """The cards of sections, and what the player says against them."""
        self.diaries = Diaries(self._database)
        """What takes were made of: stretches, and each bar's passes."""
        self.trends = Trends(self._database)
        """Sums of many takes, bars through time, milestones."""
        self._claims = path.with_name(f"{path.name}-playing")
        self._journals: dict[str, Journal] = {}
        self._unsaved: dict[str, Take] = {}
        self._lock = threading.Lock()

    def begin(
        self, facts: TakeFacts, on_fault: Callable[[HistoryError], None] | None = None
    ) -> Journal:
        """Begin a take. This never waits and never raises: the journal writes in its own thread.

        Args:
            facts: The take.
            on_fault: Told, in the journal's thread, when writing begins to fail.

        Returns:
            The journal to hand the played events to; `finish` or `discard` ends it.
        """
        journal = Journal(self.path, facts, self._claims, on_fault)
        with self._lock:
            self._journals[facts.id] = journal
        return journal

    def finish(self, take: Take) -> None:
        """Store a whole take, and those that could not be stored before. This waits for the disk.

        The take may have been begun here, brought back, read from a file, or judged again.

        Raises:
            HistoryError: It could not be written. Nothing is lost: the take is kept in `unsaved`,
                and `retry` stores it.
        """
        with self._lock:
            self._unsaved[take.id] = take
        self.retry()

    def merge(self, takes: Iterable[tuple[Take, timedelta]]) -> int:
        """Store the takes that are not here yet, all of them or none.

        Of one that is here a newer verdict is taken over; which of two of one judge holds does not
        depend on which came first.

        Args:
            takes: From another history, with the time zones they were played in.

        Returns:
            How many were new.

        Raises:
            HistoryError: They could not be written.
        """
        new = 0
        with self._database.write() as connection:
            for take, utc_offset in takes:
                if not is_known(connection, take.id):
                    store_take(connection, take, utc_offset)
                    new += 1
                elif has_older_verdict(connection, take):
                    judge_again(connection, take.id, take.labels, take.judge)
        return new

    def has(self, take_id: str) -> bool:
        """Whether a take is here that has ended."""
        query = "SELECT 1 FROM take WHERE id = ? AND ended_by IS NOT NULL"
        return bool(self._database.read(query, (take_id,)))

    def carry_over(self, salvage: "Salvage") -> None:
        """Take in what belongs to no take, such as sections, from a damaged history.

        Raises:
            HistoryError: It could not be written.
        """
        with self._database.write() as connection:
            salvage.carry_over(connection)

    @property
    def unsaved(self) -> tuple[Take, ...]:
        """Takes that could not be written yet; they live as long as this program does."""
        return tuple(self._unsaved.values())

    def retry(self) -> None:
        """Store the takes that could not be written before.

        Raises:
            HistoryError: It still cannot be done.
        """
        errors = []
        for take in self.unsaved:
            try:
                self._store(take)
            except HistoryError as error:
                errors.append(error)
        if errors:
            raise errors[0]

    def discard(self, take_id: str) -> None:
        """Forget a take, whether it is being played or long over.

        Raises:
            HistoryError: The history cannot be written.
        """
        self._close_journal(take_id)
        with self._database.write() as connection:
            delete_take(connection, take_id)
        self._release(take_id)

    def interrupted(self) -> tuple[Interrupted, ...]:
        """Takes that no living program plays and that never ended; `finish` them after a review.

        Those in which nothing was played are forgotten.
        """
        dead = [
            take
            for take in unfinished(self._database)
            if not is_claimed(self._claims, take.facts.id)
        ]
        for take in dead:
            if not take.events:
                self.discard(take.facts.id)
        sweep(self._claims)
        return tuple(take for take in dead if take.events)

    def takes(self, score_id: str | None = None, limit: int | None = None) -> tuple[TakeRow, ...]:
        """Takes newest first, of one score or of all."""
        return take_rows(self._database, score_id, limit)

    def find(self, wanted: Wanted) -> Found:
        """The takes that fit, newest first, each read when it is looked at."""
        return Found(self._database, wanted)

    def full_id(self, beginning: str) -> str:
        """The id that begins so.

        Raises:
            HistoryError: None does, or several.
        """
        return full_id(self._database, beginning)

    def judged_before(self, judge: int) -> tuple[TakeRow, ...]:
        """The takes whose labels are of an older review than `judge`, newest first."""
        return rows_judged_before(self._database, judge)

    def judge_again(self, take_id: str, labels: Sequence[Label], judge: int) -> None:
        """Put a newer verdict in the place of an older one; what was played stays as it is.

        Raises:
            HistoryError: The history cannot be written.
        """
        with self._database.write() as connection:
            judge_again(connection, take_id, labels, judge)

    def take(self, take_id: str) -> Take:
        """One take with all that was played and its labels.

        Raises:
            HistoryError: There is none with this id.
        """
        return whole_take(self._database, take_id)

    def utc_offset(self, take_id: str) -> timedelta:
        """How far east of UTC a take was played.

        Raises:
            HistoryError: There is none with this id.
        """
        rows = self._database.read("SELECT utc_offset FROM take WHERE id = ?", (take_id,))
        if not rows:
            raise HistoryError(f"There is no take {take_id} in the history.")
        return timedelta(seconds=rows[0]["utc_offset"])

    def measures(self, score_id: str) -> tuple[TakeMeasures, ...]:
        """How each measure of a score went, take by take, newest first."""
        tallies = measure_tallies(self._database, score_id)
        return tuple(TakeMeasures(row, tallies.get(row.id, {})) for row in self.takes(score_id))

    def last_played(self) -> dict[str, datetime]:
        """When each score was played last, by score id; aware UTC."""
        return last_played(self._database)

    def learnt(self, least: float = LEARNT) -> dict[str, int]:
        """How many bars of each score went right when they were played last, by score id.

        Args:
            least: The accuracy from which on a bar went right.
        """
        return learnt_measures(self._database, least)

    @sense("a take")
    def days(self, border_hour: int = DAY_BORDER_HOUR) -> tuple[PracticeDay, ...]:
        """The days on which something was played, oldest first, by the clock where it was played.

        Args:
            border_hour: When a day begins.
        """
        rows = self._database.read(
            "SELECT date(started_at, (utc_offset - ?) || ' seconds') AS day, count(*), sum(seconds)"
            " FROM take WHERE ended_by IS NOT NULL GROUP BY day ORDER BY day",
            (timedelta(hours=border_hour) // timedelta(seconds=1),),
        )
        return tuple(PracticeDay(date.fromisoformat(day), *counts) for day, *counts in rows)

    @property
    def database(self) -> Database:
        """The file itself, for those who copy it table by table."""
        return self._database

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file: empty for a sound one."""
        return self._database.check()

    def close(self) -> None:
        """Close the file. Takes that are being played stay as not ended, for the next start.

        Those that could not be written are tried once more.
        """
        with suppress(HistoryError):
            self.retry()
        for take_id in tuple(self._journals):
            self._close_journal(take_id)
            self._release(take_id)
        self._database.close()

    def _store(self, take: Take) -> None:
        self._close_journal(take.id)
        with self._database.write() as connection:
            store_take(connection, take)
        with self._lock:
            self._unsaved.pop(take.id, None)
        self._release(take.id)

    def _close_journal(self, take_id: str) -> None:
        if (journal := self._journals.get(take_id)) is not None:
            journal.close()

    def _release(self, take_id: str) -> None:
        with self._lock:
            journal = self._journals.pop(take_id, None)
        if journal is not None:
            journal.release()
