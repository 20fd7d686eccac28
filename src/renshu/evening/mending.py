"""A history that is damaged or lost: put aside, and made anew from all that is still to be had.

The newest sound copy comes first; to it are added the takes that the damaged file still shows, and
those whose `.mid` file is newer. The new history is made beside the old one and takes its place in
the last step, so that this may be interrupted at any moment.
"""

import shutil
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.database.backups import backups, fetch_sound
from renshu.database.faults import DamageError
from renshu.errors import HistoryError
from renshu.evening.filed import newest_take, take_in_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from renshu.config import Folders
    from renshu.evening.services import Services
    from renshu.history.facts import Interrupted
    from renshu.history.store import History

_ROOM = ".mending-"


@dataclass(frozen=True, slots=True)
class Mended:
    """What the new history was made of."""

    aside: Path | None
    """Where the damaged file is; None where there was none."""
    copy: date | None
    """The day of the copy that was found sound, if any."""
    takes: int
    """All takes that there are now."""
    saved: int
    """Those out of the damaged file that the copy did not have."""
    filed: int
    """Those out of their `.mid` files."""

    def __str__(self) -> str:
        copy = f"the copy of {self.copy}" if self.copy else "no copy"
        aside = f"; the damaged file is kept as {self.aside}" if self.aside else ""
        takes = "1 take" if self.takes == 1 else f"{self.takes} takes"
        return (
            f"The history has {takes} again: from {copy}, {self.saved} from the "
            f"damaged file, {self.filed} from .mid files{aside}."
        )


def newest_copy(folders: "Folders") -> date | None:
    """The day of the newest copy of the history."""
    return next(iter(backups(folders.history, folders.backups)), None)


def refuse_lost(folders: "Folders") -> None:
    """Refuse to begin an empty history where there are copies of one.

    Raises:
        HistoryError: Its cause is a `DamageError`.
    """
    path = folders.history
    is_there = path.is_dir() or (path.exists() and path.stat().st_size > 0)
    if not is_there and (newest_copy(folders) is not None or _put_aside_before(path)):
        what = "it is empty, though there was one"
        raise HistoryError(f"The history in {path} is damaged: {what}.") from DamageError(what)


def mend(services: "Services", today: date) -> Mended:
    """Put the history aside and make it anew. This takes its time: run it in a thread.

    Raises:
        HistoryError: It cannot be done just now; all is as it was.
    """
    folders = services.folders
    with services.without_history(), _alone(folders.history):
        try:
            for left in folders.data.glob(f"{_ROOM}*"):
                shutil.rmtree(left)
            with tempfile.TemporaryDirectory(dir=folders.data, prefix=_ROOM) as room:
                mended = _mend(services, Path(room), today)
        except OSError as error:
            raise HistoryError(_cannot(error)) from error
    services.bring_in_waiting()
    return mended


def _mend(services: "Services", room: Path, today: date) -> Mended:
    from renshu.database.wreck import copy_files, put_aside
    from renshu.history.schema import HISTORY
    from renshu.history.store import History

    folders, draft = services.folders, room / "new.db"
    day = fetch_sound(folders.history, HISTORY, folders.backups, draft)
    history = History(draft)
    try:
        newest = newest_take(history)
        unended = _taken_out(history)
        saved = 0
        if remains := _remains(folders.history):
            saved = _save_from(services, history, copy_files(remains, room))
        filed = take_in_files(services, history, newest)
        for one in unended:
            _finish(services, history, one)
        takes = len(history.takes())
    finally:
        history.close()
    aside = put_aside(folders.history, today)
    draft.replace(folders.history)
    return Mended(aside, day, takes, saved, filed)


def _remains(path: Path) -> Path | None:
    """The damaged file; where there is none, because this was interrupted, the one put aside."""
    return path if path.is_file() else _put_aside_before(path)


def _put_aside_before(path: Path) -> Path | None:
    return max(path.parent.glob(f"{path.stem}-damaged-*.db"), default=None)


@contextmanager
def _alone(path: Path) -> "Iterator[None]":
    from renshu.history.claim import Claim

    try:
        claim = Claim(path.with_name(f"{path.name}-playing"), "mending")
    except sqlite3.Error as error:
        raise HistoryError("Another renshu is mending the history just now.") from error
    except OSError as error:
        raise HistoryError(_cannot(error)) from error
    try:
        yield
    finally:
        claim.release()


def _save_from(services: "Services", history: "History", copy: Path) -> int:
    from renshu.history.salvage import Salvage

    with suppress(HistoryError), Salvage(copy) as salvage:
        history.carry_over(salvage)
        count = history.merge((one.take, one.utc_offset) for one in salvage.takes())
        return count + sum(_finish(services, history, one) for one in salvage.interrupted())
    return 0


def _finish(services: "Services", history: "History", one: "Interrupted") -> bool:
    """Store a take that was interrupted, unless it is there whole; whether it was."""
    from renshu.evening.archive import reviewed

    if is_new := not history.has(one.facts.id):
        history.finish(reviewed(services, one))
    return is_new


def _taken_out(history: "History") -> "tuple[Interrupted, ...]":
    """Takes that were being played when the copy was made: they may be had whole."""
    unended = history.interrupted()
    for one in unended:
        history.discard(one.facts.id)
    return unended


def _cannot(error: OSError) -> str:
    return f"The history cannot be mended: {(error.strerror or str(error)).lower()}."
