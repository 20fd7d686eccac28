"""Watching the folders of the library: what changes in them comes in by itself."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.errors import RenshuError
from renshu.library.catalogue import Catalogue, Report
from renshu.library.catalogue.files import SUFFIXES

if TYPE_CHECKING:
    from watchfiles import Change

QUIET_MS = 300
"""After the last change of a burst this long nothing more may change."""
BURST_MS = 3000
"""A burst is looked at after this, even if it goes on."""
LOOK_MS = 2000
"""How often it is asked whether other folders are to be watched."""

UNTOLD_LOOKS = 7
"""At every seventh look, folders are looked through though nothing is told: those of other
computers are silent, and a system that has to look for changes overlooks those within a second."""

OnReport = Callable[[Report], None]
OnNotice = Callable[[str], None]


class Watcher:
    """Refreshes the catalogue when something changes in one of its folders.

    Where the system cannot tell of changes, folders are looked through every now and then; where
    not even that can be done, it says so once and ends.

    Args:
        catalogue: Its folders are watched, also those that it gets while it is watched.
        on_report: Told what came in, in the watcher's thread.
        on_notice: Told in one sentence why folders are not watched any more.
    """

    def __init__(
        self, catalogue: Catalogue, on_report: OnReport, on_notice: OnNotice = lambda _: None
    ) -> None:
        self._catalogue = catalogue
        self._on_report = on_report
        self._on_notice = on_notice
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch; a watcher that watches already goes on."""
        if self._thread is None:
            self._stopped.clear()
            self._thread = threading.Thread(target=self._run, name="watching scores", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop watching; no thread is left."""
        self._stopped.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        self._thread = None

    def _run(self) -> None:
        is_polling = False
        while not self._stopped.is_set():
            try:
                self._watch(is_polling=is_polling)
            except RenshuError as error:
                self._on_notice(error.sentence)
                return
            except (OSError, RuntimeError) as error:
                # The system has run out of watches, or has none.
                if is_polling:
                    self._on_notice(f"Your folders cannot be watched for new scores: {error}.")
                    return
                is_polling = True

    def _watch(self, *, is_polling: bool) -> None:
        """Watch the folders that there are until these are others."""
        from watchfiles import watch

        folders = self._folders()
        if not folders:
            self._stopped.wait(LOOK_MS / 1000)
            return
        bursts = watch(
            *folders,
            watch_filter=_is_of_a_score,
            debounce=BURST_MS,
            step=QUIET_MS,
            stop_event=self._stopped,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=is_polling or None,
        )
        self._refresh()
        for number, burst in enumerate(bursts):
            # What changed before the first came is unseen, and not all systems tell all changes.
            if burst or number % UNTOLD_LOOKS == 0:
                self._refresh()
            if self._folders() != folders:
                return

    def _folders(self) -> Sequence[Path]:
        return [folder for folder in self._catalogue.folders() if folder.is_dir()]

    def _refresh(self) -> None:
        report = self._catalogue.refresh()
        if report != Report():
            self._on_report(report)


def _is_of_a_score(_: "Change", path: str) -> bool:
    """Whether a change matters: of a score, or of what is or may have been a folder."""
    changed = Path(path)
    is_visible = not changed.name.startswith(".")
    return is_visible and (changed.suffix.lower() in SUFFIXES or not changed.is_file())
