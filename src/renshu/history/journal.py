"""The journal of a take that is being played: what is played is on disk within half a second."""

import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from renshu.database import Database
from renshu.errors import HistoryError
from renshu.history.claim import Claim
from renshu.history.facts import TakeFacts
from renshu.history.schema import HISTORY
from renshu.history.writing import insert_chunk, insert_facts, update_conditions
from renshu.performance.events import PlayedEvent
from renshu.practice.conditions import Conditions

PERIOD_SECONDS = 0.25
"""Least time from one write to the next; with the write itself, well under half a second."""


class Journal:
    """Writes what is played in a thread of its own, so that nobody waits for the disk.

    A fault of the disk never stops a take: what could not be written is kept and tried again.

    Args:
        path: The history.
        facts: The take that begins.
        claims: The folder of the locks that tell living takes from interrupted ones.
        on_fault: Told once, in the journal's thread, when writing begins to fail.
    """

    def __init__(
        self,
        path: Path,
        facts: TakeFacts,
        claims: Path,
        on_fault: Callable[[HistoryError], None] | None = None,
    ) -> None:
        self.facts = facts
        self.fault: HistoryError | None = None
        """Why the last write failed; None while all is well."""
        self._writer = _Writer(path, facts.id, claims)
        self._on_fault = on_fault
        self._events: queue.SimpleQueue[PlayedEvent] = queue.SimpleQueue()
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"journal {facts.id}", daemon=True)
        self._thread.start()

    def append(self, events: Sequence[PlayedEvent]) -> None:
        """Take note of what was played, seconds from the start of the take. This never waits."""
        for event in events:
            self._events.put(event)
        self._news.set()

    def change_conditions(self, conditions: Conditions) -> None:
        """Take note that the take is played under other conditions by now. This never waits."""
        self.facts = replace(self.facts, conditions=conditions)
        self._news.set()

    def close(self) -> None:
        """Write what is left and end the thread; the take still counts as being played."""
        self._stopping.set()
        self._news.set()
        self._thread.join()

    def release(self) -> None:
        """After `close`: say that nobody plays the take any more."""
        self._writer.release()

    def _run(self) -> None:
        pending: list[PlayedEvent] = []
        stopping = False
        while not stopping:
            stopping = self._stopping.is_set()
            self._news.clear()
            pending.extend(self._drain())
            self._try_to_write(pending)
            if not self._stopping.wait(PERIOD_SECONDS):
                self._news.wait(PERIOD_SECONDS if pending else None)
        self._writer.close()

    def _drain(self) -> list[PlayedEvent]:
        return [self._events.get() for _ in range(self._events.qsize())]

    def _try_to_write(self, pending: list[PlayedEvent]) -> None:
        """Write what is pending; what cannot be written stays pending."""
        try:
            self._writer.write(pending, self.facts)
        except HistoryError as error:
            is_new, self.fault = self.fault is None, error
            if is_new and self._on_fault is not None:
                self._on_fault(error)
        else:
            pending.clear()
            self.fault = None


class _Writer:
    """The journal's own connection; opened at the first write, and again while that fails."""

    def __init__(self, path: Path, take_id: str, claims: Path) -> None:
        self._path = path
        self._take_id = take_id
        self._claims = claims
        self._claim: Claim | None = None
        self._database: Database | None = None
        self._take: int | None = None
        self._chunk = 0
        self._written: TakeFacts | None = None

    def write(self, events: Sequence[PlayedEvent], facts: TakeFacts) -> None:
        if facts == self._written and not events:
            return
        if self._claim is None:
            self._claim = _claim(self._claims, self._take_id)
        if self._database is None:
            self._database = Database(self._path, HISTORY)
        elif self._database.has_moved:
            # What is there now does not know the beginning of this take; it is stored at its end.
            raise HistoryError(f"The history in {self._path} has been mended meanwhile.")
        with self._database.write() as connection:
            take = self._take or insert_facts(connection, facts)
            if self._written is not None and facts != self._written:
                update_conditions(connection, take, facts.conditions)
            if events:
                insert_chunk(connection, take, self._chunk, events)
        self._take, self._written = take, facts
        self._chunk += 1

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    def release(self) -> None:
        if self._claim is not None:
            self._claim.release()


def _claim(folder: Path, take_id: str) -> Claim:
    try:
        return Claim(folder, take_id)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HistoryError(f"The take cannot be written to {folder}: {reason}.") from error
    except sqlite3.Error as error:
        raise HistoryError(f"The take cannot be written to {folder}: {error}.") from error
