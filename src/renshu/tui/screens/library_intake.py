"""How scores come in: dragged into the terminal, named in a dialog, found in a watched folder."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.events import Paste

from renshu.errors import RenshuError
from renshu.tui.screens.library_ear import WithEar
from renshu.tui.services import ScreenServices

if TYPE_CHECKING:
    from renshu.library.catalogue import Report
    from renshu.library.importing.importer import Importer, Progress
    from renshu.library.importing.reports import ImportReport
    from renshu.library.importing.watching import Watcher

TOLD_EVERY_SECONDS = 0.1


class WithIntake(WithEar):
    """A library that takes in scores."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(services)
        self._watcher: Watcher | None = None
        self._report: ImportReport | None = None
        self._is_importing = False
        self._is_open = True
        self._told_at = 0.0
        self._intake = threading.Lock()

    def catalogue_refreshed(self) -> None:
        """Go on with what was left the last time, and watch the folders."""
        super().catalogue_refreshed()
        self._import()
        self._watch()

    async def on_unmount(self) -> None:
        """Take in no more."""
        self._is_open = self._is_importing = False
        if self._watcher is not None:
            await asyncio.to_thread(self._watcher.stop)

    def on_paste(self, event: Paste) -> None:
        """Take in what is dragged into the terminal."""
        from renshu.library.importing.pasting import paths_from_paste

        if paths := paths_from_paste(event.text):
            event.stop()
            self.take_in(paths)

    def action_add(self) -> None:
        """Ask which files or folders to take in."""
        from renshu.tui.screens.path_dialog import PathScreen

        def answered(paths: tuple[Path, ...] | None) -> None:
            if paths is not None:
                self.take_in(paths)

        self.app.push_screen(PathScreen(Path.home()), answered)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take in files, folders and archives, in the background."""
        self._import(paths)

    async def action_leave(self) -> None:
        """Stop an import that goes on, where nothing is searched."""
        if self._is_importing and not self._browser.text:
            self._is_importing = False
        else:
            await super().action_leave()

    def action_notices(self) -> None:
        """Read what the last import did, and what could not be used."""
        from renshu.tui.browsing.intake import lines
        from renshu.tui.screens.dialogs import NoticesScreen

        told = (*(lines(self._report) if self._report else ()), *self._notices)
        if told:
            heading = "What came in, and what could not be used"
            self.app.push_screen(NoticesScreen(heading, tuple(dict.fromkeys(told))))

    # In threads

    @work(thread=True, group="importing")
    def _import(self, paths: Sequence[Path] = ()) -> None:
        """Take in what is named, after what is being taken in, and what was left before."""
        try:
            importer = self._importer()
            if paths:
                importer.announce(paths, is_copied=self._services.settings.copy_scores)
            with self._intake:
                report = self._run_through(importer)
        except RenshuError as error:
            sentence = error.sentence
            self._on_loop(lambda: self.tell(sentence))
        else:
            self._on_loop(lambda: self._imported(report))

    def _run_through(self, importer: "Importer") -> "ImportReport":
        from renshu.library.importing.reports import ImportReport

        if not self._is_open or importer.is_done():
            return ImportReport()
        self._is_importing = True
        try:
            return importer.run(self._came_further, lambda: self._is_importing)
        finally:
            self._is_importing = False

    def _importer(self) -> "Importer":
        from renshu.library.importing.importer import Importer

        services = self._services
        return Importer(services.catalogue, services.folders.copies, services.cache)

    def _came_further(self, progress: "Progress") -> None:
        now = time.monotonic()
        if now >= self._told_at + TOLD_EVERY_SECONDS:
            self._told_at = now
            sentence = f"{str(progress).capitalize()} · Escape stops it"
            self._on_loop(lambda: self.tell(sentence))

    def _watch(self) -> None:
        from renshu.library.importing.watching import Watcher

        if self._watcher is None and self._is_open:
            self._watcher = Watcher(
                self._services.catalogue,
                lambda report: self._on_loop(lambda: self._came_in(report)),
                lambda sentence: self._on_loop(lambda: self.app.notify(sentence)),
            )
            self._watcher.start()

    def _on_loop(self, action: Callable[[], object]) -> None:
        """Do something on the screen without waiting for it; nothing once the screen has gone."""

        def act() -> None:
            if self._is_open:
                action()

        if self._is_open:
            self.app.call_later(act)

    # On the screen again

    def _imported(self, report: "ImportReport") -> None:
        from renshu.library.importing.reports import ImportReport
        from renshu.tui.browsing.intake import summary

        if report == ImportReport():
            return
        self._report = report
        hint = "  `i` tells more." if report.refused or report.repaired else ""
        self.read_again(lambda: self.tell(summary(report) + hint))
        self._study_soon()

    def _came_in(self, report: "Report") -> None:
        from renshu.tui.browsing.intake import news

        self._notices = (*report.notices, *self._notices)
        if sentence := news(report):
            self.app.notify(sentence)
        self.read_again()
        self._import()
