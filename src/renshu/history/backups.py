"""Copies of the history: of the last 7 days that it was used, and of the 4 weeks before this."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from renshu.database import Database
from renshu.errors import HistoryError
from renshu.history.schema import HISTORY

DAYS = 7
WEEKS = 4

_NAME = re.compile(r"history-(\d{4}-\d{2}-\d{2})\.db")


def back_up(history: Path, folder: Path, today: date) -> Path | None:
    """Copy the history unless that was done today, and delete copies that are no longer kept.

    This takes a while for a long history, and may run in a thread while others use it.

    Args:
        history: The database.
        folder: Where the copies are; it is made where there is none.
        today: The date to file the copy under.

    Returns:
        The copy, or None where there was one.

    Raises:
        HistoryError: The history is damaged, so that the older copies are kept as they are; or
            the copy cannot be written.
    """
    copy = folder / f"history-{today.isoformat()}.db"
    if copy.exists():
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(history, copy)
        dates = backups(folder)
        for day in dates.keys() - kept(dates, today):
            dates[day].unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HistoryError(f"The history cannot be copied to {folder}: {reason}.") from error
    return copy


def backups(folder: Path) -> dict[date, Path]:
    """The copies by date, the newest first."""
    found = {
        date.fromisoformat(match[1]): path
        for path in folder.glob("history-*.db")
        if (match := _NAME.fullmatch(path.name))
    }
    return dict(sorted(found.items(), reverse=True))


def kept(days: Iterable[date], today: date) -> set[date]:
    """The days whose copies stay: the newest 7, and the newest of each of the 4 weeks before."""
    newest_first = sorted(days, reverse=True)
    weekly: dict[date, date] = {}
    for day in newest_first:
        weekly.setdefault(_monday(day), day)
    weeks = [_monday(today) - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    return {*newest_first[:DAYS], *(weekly[week] for week in weeks if week in weekly)}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _copy(history: Path, copy: Path) -> None:
    # A connection of its own: nobody who uses the history waits.
    database = Database(history, HISTORY)
    draft = copy.with_suffix(".part")
    try:
        if faults := database.check():
            raise HistoryError(f"The history in {history} is damaged: {faults[0]}")
        draft.unlink(missing_ok=True)
        database.back_up(draft)
        draft.replace(copy)
    finally:
        database.close()
