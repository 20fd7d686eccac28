"""Copies of a database: of the last 7 days that it was used, and of the 4 weeks before this."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from renshu.database.faults import DamageError
from renshu.database.file import Database
from renshu.database.schema import Schema
from renshu.errors import RenshuError

DAYS = 7
WEEKS = 4


def back_up(path: Path, schema: Schema, folder: Path, today: date) -> Path | None:
    """Copy a database unless that was done today, and delete copies that are no longer kept.

    This takes a while for a long history, and may run in a thread while others use it.

    Args:
        path: The database.
        schema: What it holds.
        folder: Where the copies are; it is made where there is none.
        today: The date to file the copy under.

    Returns:
        The copy, or None where there was one. Then the database is looked through all the same.

    Raises:
        RenshuError: As `schema.error`: the database is damaged, so that the older copies are kept
            as they are; or the copy cannot be written.
    """
    copy = folder / f"{path.stem}-{today.isoformat()}.db"
    if copy.exists():
        _refuse_damaged(path, schema)
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(path, schema, copy)
        dates = backups(path, folder)
        for day in dates.keys() - kept(dates, today):
            dates[day].unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise schema.error(f"The {schema.name} cannot be copied to {folder}: {reason}.") from error
    return copy


def backups(path: Path, folder: Path) -> dict[date, Path]:
    """The copies of a database by date, the newest first."""
    found: dict[date, Path] = {}
    for copy in folder.glob(f"{path.stem}-*.db"):
        if match := re.fullmatch(r"-(\d{4}-\d{2}-\d{2})\.db", copy.name.removeprefix(path.stem)):
            with suppress(ValueError):
                found[date.fromisoformat(match[1])] = copy
    return dict(sorted(found.items(), reverse=True))


def fetch_sound(path: Path, schema: Schema, folder: Path, target: Path) -> date | None:
    """Put the newest copy of a database that is sound at `target`.

    Returns:
        Its day; None where there is none, and no file at `target`.
    """
    for day, copy in backups(path, folder).items():
        with suppress(RenshuError):
            database = Database(copy, schema)
            try:
                if not database.check():
                    database.back_up(target)
                    return day
            finally:
                database.close()
    target.unlink(missing_ok=True)
    return None


def kept(days: Iterable[date], today: date) -> set[date]:
    """The days whose copies stay: the newest 7, and the newest of each of the 4 weeks before."""
    newest_first = sorted(days, reverse=True)
    weekly: dict[date, date] = {}
    for day in newest_first:
        weekly.setdefault(_monday(day), day)
    weeks = [_monday(today) - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    return {*newest_first[:DAYS], *(weekly[week] for week in weeks if week in weekly)}


def _refuse_damaged(path: Path, schema: Schema) -> None:
    database = Database(path, schema)
    try:
        _refuse(schema, path, database.check(is_quick=True))
    finally:
        database.close()


def _refuse(schema: Schema, path: Path, faults: Sequence[str]) -> None:
    if faults:
        damage = DamageError(faults[0])
        raise schema.error(f"The {schema.name} in {path} is damaged: {damage}.") from damage


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _copy(path: Path, schema: Schema, copy: Path) -> None:
    # A connection of its own: nobody who uses the database waits.
    database = Database(path, schema)
    draft = copy.with_suffix(".part")
    try:
        _refuse(schema, path, database.check())
        draft.unlink(missing_ok=True)
        database.back_up(draft)
        draft.replace(copy)
    finally:
        database.close()
        draft.unlink(missing_ok=True)
