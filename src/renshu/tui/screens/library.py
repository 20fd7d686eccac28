"""The room to browse in: every score, a search, and a way in."""

import asyncio

from textual import work

from renshu.errors import RenshuError
from renshu.tui.actions import Where, bindings
from renshu.tui.screens.library_blind import WithBlindStart
from renshu.tui.screens.library_listen import WithListening


class LibraryScreen(WithListening, WithBlindStart):
    """The score library."""

    BINDINGS = bindings(Where.LIBRARY)

    def on_listing_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_open(self) -> None:
        """Open the score with the cursor, or what is below the line."""
        item = self.item
        if item is None:
            return
        if item.entry is not None:
            self.open_entry(item.entry, item.bar)
        elif item.can_open:
            self.browse(self._browser.folded(item, is_open=not item.is_open))

    def action_history(self) -> None:
        """Look at the takes."""
        self.app.open_history()  # type: ignore[attr-defined]

    def action_takes(self) -> None:
        """Look at the takes of the score with the cursor."""
        entry = self.item.entry if self.item else None
        if entry is None or entry.score_id is None:
            self.tell("Choose a score that has been opened before: its takes are shown then.")
        else:
            self.app.open_history(entry.score_id, entry.title)  # type: ignore[attr-defined]

    def action_today(self) -> None:
        """Look at what to practise tonight."""
        self.app.open_today()  # type: ignore[attr-defined]

    @work(exclusive=True, group="goal")
    async def action_goal(self) -> None:
        """Say by when the piece with the cursor shall be ready."""
        from renshu.tui.screens.goal import goal_form

        entry = self.item.entry if self.item is not None else None
        if entry is None:
            self.tell("A goal is set for a score: put the cursor on one.")
            return
        try:
            goals = await asyncio.to_thread(self._services.history.goals.all)
        except RenshuError as error:
            self.tell(error.sentence)
            return
        goal = next((one for one in goals if one.score_id == entry.score_id), None)
        self.app.push_screen(goal_form(self._services, entry.path, entry.title, goal))

    def action_bars(self) -> None:
        """How the bars of the score with the cursor went."""
        entry = self.item.entry if self.item else None
        if entry is None or entry.score_id is None:
            self.tell("Choose a score that has been opened before: its bars are shown then.")
        else:
            self.app.open_bars(entry.score_id, entry.title)  # type: ignore[attr-defined]

    def action_trends(self) -> None:
        """Curves of the score with the cursor, or of all."""
        entry = self.item.entry if self.item else None
        if entry is None or entry.score_id is None:
            self.app.open_trends()  # type: ignore[attr-defined]
        else:
            self.app.open_trends(entry.score_id, entry.title)  # type: ignore[attr-defined]

    def action_calendar(self) -> None:
        """The days of practice."""
        self.app.open_calendar()  # type: ignore[attr-defined]
