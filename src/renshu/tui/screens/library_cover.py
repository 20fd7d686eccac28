"""The cover below the list, all details, and the themes that lead elsewhere."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.worker import WorkerCancelled

from renshu.errors import EngravingError, RenshuError, ScoreError
from renshu.tui.screens.library_words import WithWords
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.cover import Cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from renshu.library.catalogue import Entry
    from renshu.library.themes.links import ThemeLink
    from renshu.tui.browsing.about import About, Echo
    from renshu.tui.drawing.system import SystemDrawing
    from renshu.tui.opening import Openings

PATIENCE_SECONDS = 0.2
"""So long the cursor rests before anything is found out about what it stands on."""


class WithCover(WithWords):
    """A library that tells of what the cursor stands on."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(services)
        self._openings: Openings | None = None
        self._links: tuple[ThemeLink, ...] = ()
        self._rest: Timer | None = None

    def on_screen_suspend(self) -> None:
        """Nobody looks at it."""
        self._stop_finding_out()

    def cursor_moved(self) -> None:
        """Tell at once what is known, and soon what is not."""
        from renshu.tui.browsing.about import About

        super().cursor_moved()
        cover, item = self.query_one(Cover), self.item
        known = cover.about
        if item is None:
            cover.show(None)
            cover.show_opening(None)
            return
        if known is None or known.item.key != item.key:
            self._stop_finding_out()
            cover.show(About(item, self._browser.collection))
            cover.show_opening(self._known_opening(item.entry))
        self._rest_then_find_out()

    def on_cover_room_changed(self) -> None:
        """Engrave for another width."""
        self._rest_then_find_out()

    def on_cover_echo_clicked(self, event: Cover.EchoClicked) -> None:
        """Go where the theme returns."""
        about = self.query_one(Cover).about
        if about is not None and event.index < len(about.echoes):
            self._follow(about.echoes[event.index])

    def action_themes(self) -> None:
        """Choose one of the themes that return elsewhere, and go there."""
        from renshu.tui.browsing.picking import Choice
        from renshu.tui.screens.pick import PickScreen

        about = self.query_one(Cover).about
        if about is None or not about.echoes:
            self.tell("None of its themes is known to return in another piece.")
            return
        echoes = about.echoes

        def picked(key: str | None) -> None:
            if key is not None:
                self._follow(echoes[int(key)])

        choices = [Choice(str(at), echo.text) for at, echo in enumerate(echoes)]
        self.app.push_screen(PickScreen("Go where a theme returns", choices), picked)

    def action_details(self) -> None:
        """All that is known."""
        self._show_details()

    @work(exclusive=True, group="details")
    async def _show_details(self) -> None:
        from renshu.tui.screens.details import DetailsScreen

        # The player may be elsewhere before it is found out.
        with suppress(WorkerCancelled):
            about = await self._find_out().wait()
            if about is not None:
                self.app.push_screen(DetailsScreen(about))

    def _follow(self, echo: "Echo") -> None:
        self.open_entry(echo.entry, echo.bar)

    def _known_opening(self, entry: "Entry | None") -> "SystemDrawing | None":
        if entry is None or self._openings is None:
            return None
        return self._openings.known(entry, self.query_one(Cover).columns)

    def _rest_then_find_out(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(PATIENCE_SECONDS, self._find_out)

    @work(exclusive=True, group="cover")
    async def _find_out(self) -> "About | None":
        from renshu.tui.browsing.about import About
        from renshu.tui.browsing.finding_out import found_out

        cover, item = self.query_one(Cover), self.item
        if item is None:
            return None
        known = cover.about
        first = About(item, self._browser.collection)
        if known is not None and known.item.key == item.key:
            first = replace(first, seconds=known.seconds, numbers=known.numbers)
        try:
            about = await asyncio.to_thread(found_out, self._services, first, self._links)
        except RenshuError as error:
            self.tell(error.sentence)
            return first
        cover.show(about)
        if item.entry is not None and not item.entry.is_missing and cover.columns:
            self._look_inside(about, item.entry)
        return about

    @work(exclusive=True, group="opening")
    async def _look_inside(self, about: "About", entry: "Entry") -> None:
        """Tell what only the score itself tells, and show how it begins."""
        from renshu.tui.browsing.finding_out import with_score
        from renshu.tui.opening import Openings

        cover = self.query_one(Cover)
        self._openings = openings = self._openings or Openings(self._services)
        try:
            loaded = await openings.load(entry)
            cover.show(await asyncio.to_thread(with_score, about, loaded.score))
            columns = cover.columns
            drawing = openings.known(entry, columns)
            cover.show_opening(drawing or await openings.engrave(entry, loaded, columns))
        except (ScoreError, EngravingError):
            # What is wrong with it is told when it is opened.
            cover.show_opening(None)

    def _stop_finding_out(self) -> None:
        for group in ("cover", "opening", "details"):
            self.workers.cancel_group(self, group)

    def themes_found(self, links: "Sequence[ThemeLink]") -> None:
        """Tell of them on the cover."""
        super().themes_found(links)
        self._links = tuple(links)
        self.app.call_from_thread(self._rest_then_find_out)
