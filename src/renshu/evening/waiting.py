"""Takes that the history cannot take just now: kept in memory, and in files beside it.

The disk may be full, another program may be writing, the history may be damaged. Each of them is
tried again every few seconds, and what is still waiting when the program ends comes into the
history at the next start.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.errors import HistoryError

if TYPE_CHECKING:
    from renshu.history.store import History
    from renshu.practice.take import Take

RETRY_SECONDS = 10.0
"""From one try to the next."""


class Waiting:
    """The takes that wait for the history.

    Args:
        folder: Where their files are; made when it is needed.
        retry: Stores what can be stored, or raises `HistoryError`; called in a thread.
        on_stored: Told, in that thread, which takes are stored at last.
    """

    def __init__(
        self,
        folder: Path,
        retry: Callable[[], None],
        on_stored: "Callable[[tuple[Take, ...]], None]",
    ) -> None:
        self._folder = folder
        self._retry, self._on_stored = retry, on_stored
        self._takes: dict[str, Take] = {}
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, take: "Take") -> bool:
        """Keep a take, and try again until it is stored.

        Returns:
            Whether there is a file of it; there is none where the disk takes nothing at all.
        """
        is_filed = True
        try:
            _write(self._path(take.id), take)
        except OSError:
            is_filed = False
        with self._lock:
            self._takes[take.id] = take
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="waiting", daemon=True)
                self._thread.start()
        return is_filed

    def bring_in(self, history: "History") -> int:
        """Put the takes of an earlier evening into the history; returns how many.

        Raises:
            HistoryError: They cannot be written; they go on waiting.
        """
        count = 0
        for path in sorted(self._folder.glob("*.json")):
            if (take := _read(path)) is not None:
                history.finish(take)
                path.unlink(missing_ok=True)
                count += 1
        return count

    def stored(self) -> "tuple[Take, ...]":
        """Say that all are in the history now; returns them."""
        with self._lock:
            takes, self._takes = tuple(self._takes.values()), {}
        for take in takes:
            with suppress(OSError):
                self._path(take.id).unlink(missing_ok=True)
        return takes

    def file(self) -> None:
        """Write the files that are missing, as far as the disk takes them by now."""
        with self._lock:
            takes = tuple(self._takes.values())
        for take in takes:
            if not (path := self._path(take.id)).exists():
                with suppress(OSError):
                    _write(path, take)

    def close(self) -> None:
        """Try no more."""
        self._closing.set()

    def _run(self) -> None:
        while not self._closing.wait(RETRY_SECONDS):
            with suppress(HistoryError):
                self._retry()
                if takes := self.stored():
                    self._on_stored(takes)
            self.file()
            with self._lock:
                if not self._takes:
                    self._thread = None
                    return

    def _path(self, take_id: str) -> Path:
        return self._folder / f"{take_id}.json"


def _write(path: Path, take: "Take") -> None:
    import json

    from renshu.history.take_json import whole_take_json
    from renshu.library.files import write_whole

    utc_offset = take.started_at.astimezone().utcoffset() or timedelta()
    text = json.dumps(whole_take_json(take, utc_offset), ensure_ascii=False)
    write_whole(path, text.encode(), is_lasting=True)


def _read(path: Path) -> "Take | None":
    """The take of a file; None where it is no take, and the file is let be."""
    import json

    from renshu.history.export import MAX_BYTES
    from renshu.history.take_json import read_take

    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        take, _ = read_take(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, RecursionError, HistoryError):
        return None
    return take
