"""An app with rooms for what many evenings say together, and a word when something is reached."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from renshu.errors import RenshuError

if TYPE_CHECKING:
    from renshu.library.loaded import Loaded
    from renshu.score.passage import Passage
    from renshu.tui.services import ScreenServices


class TrendsApp(App[None], inherit_bindings=False):
    """Opens bars through time, trends and calendar."""

    services: "ScreenServices"

    def practise(self, loaded: "Loaded", passage: "Passage | None" = None) -> None:
        """Open the practice room."""
        raise NotImplementedError

    def review(self, take_id: str) -> object:
        """Open the review of a take of the history."""
        raise NotImplementedError

    def open_trends(self, score_id: str | None = None, title: str = "") -> None:
        """Open the curves, of one piece or of all."""
        from renshu.tui.screens.trends import TrendsScreen

        self.push_screen(TrendsScreen(self.services, score_id, title))

    def open_calendar(self) -> None:
        """Open the days of practice."""
        from renshu.tui.screens.calendar import CalendarScreen

        self.push_screen(CalendarScreen(self.services, self.review))

    @work(exclusive=True, group="review")
    async def open_bars(self, score_id: str, title: str) -> None:
        """Open the bars of a piece through time."""
        from renshu.evening.archive import find_score

        try:
            loaded = await asyncio.to_thread(find_score, self.services, score_id, title)
        except RenshuError as error:
            self.notify(error.sentence, title=error.title, severity="warning")
        else:
            self.show_bars(loaded)

    def show_bars(self, loaded: "Loaded") -> None:
        """Open the bars of a piece that is read already."""
        from renshu.tui.screens.heat import HeatScreen

        def chosen(passage: "Passage | None") -> None:
            if passage is not None:
                self.practise(loaded, passage)

        self.push_screen(HeatScreen(self.services, loaded), chosen)

    @work(thread=True, exclusive=True, group="milestones")
    def tell_milestones(self) -> None:
        """Say what was reached this evening, once."""
        from renshu.evening.trend_words import news_text
        from renshu.evening.trends import new_milestones

        # That the history cannot be used is told where it is needed.
        with suppress(RenshuError):
            if told := news_text(new_milestones(self.services)):
                self.call_from_thread(self.notify, told, title="Reached", timeout=10)
