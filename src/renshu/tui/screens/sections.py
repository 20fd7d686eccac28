"""The sections of a piece: those kept, the weakest bars, and the phrases proposed."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.evening.goals import DAY_ADVICE, parse_day
from renshu.evening.mastery import overrule, refresh_if_stale
from renshu.evening.mastery_words import due_text
from renshu.evening.percent import percent
from renshu.evening.status import HANDS
from renshu.evening.studied import Studied, study
from renshu.evening.trends import today
from renshu.history.sections import KeptLadder
from renshu.practice.mastery.scheduling import Verdict
from renshu.practice.section import Section
from renshu.score.bars import span_text
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage
from renshu.tui.actions import Where, bindings
from renshu.tui.asking import ask_name
from renshu.tui.drawing.bar_strip import look
from renshu.tui.drawing.ladder import pace
from renshu.tui.drawing.table import Column, Line
from renshu.tui.screens.dialogs import AskScreen
from renshu.tui.screens.ladder import LadderScreen
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from renshu.practice.mastery.card import SectionCard

COLUMNS = (
    Column("", 1, part="accent"),
    Column("Section", 16, 2, "ink"),
    Column("Bars", 10),
    Column("Last", 5, part="", is_right=True),
    Column("Clean", 5, is_right=True),
    Column("Due", 10, part="quiet"),
    Column("Ladder", 12, 1, "quiet"),
)

EXPLAINED = (
    "★ kept with the piece; the others are proposed: what went worst, and the phrases. "
    "Clean: the chance that the next pass has nothing wrong or missed."
)


@dataclass(frozen=True, slots=True)
class _Row:
    section: Section
    words: str
    """Its name, or why it is proposed."""

    @property
    def is_kept(self) -> bool:
        return bool(self.section.name)


class SectionsScreen(Screen[Section | None]):
    """Ends with the section to loop, or None.

    Args:
        services: Where the history is.
        score: The piece.
        studied: Its sections.
        here: The section that is looped now.
    """

    BINDINGS = bindings(Where.SECTIONS)
    AUTO_FOCUS = "Listing"

    def __init__(
        self, services: ScreenServices, score: Score, studied: Studied, here: Section | None
    ) -> None:
        super().__init__()
        self._services, self._score = services, score
        self._studied, self._here = studied, here
        self._rows: tuple[_Row, ...] = ()
        self._cards: tuple[SectionCard, ...] = ()

    def compose(self) -> ComposeResult:
        """Head, list, a sentence, footer."""
        yield HeadLine(f"Sections: {self._score.title}")
        yield Listing(COLUMNS)
        yield Label(EXPLAINED, id="sentence", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the sections, the cursor on the one that is looped."""
        self._show()
        here = self._here
        if here is not None:
            same = (n for n, row in enumerate(self._rows) if row.section.has_stretch_of(here))
            self.query_one(Listing).select(str(next(same, 0)))
        self._change(lambda: refresh_if_stale(self._services, self._score))

    def on_listing_chosen(self) -> None:
        """A double click loops."""
        self.action_loop_section()

    def action_loop_section(self) -> None:
        """Loop the chosen section."""
        if (row := self._chosen) is not None:
            self.dismiss(row.section)

    def action_keep(self) -> None:
        """Keep a proposed section, or give a kept one another name."""
        row = self._chosen
        if row is None:
            return
        stretch = span_text(self._score, row.section.start, row.section.end)

        def answered(name: str | None) -> None:
            if name:
                self._change(self._naming(row.section, name))

        self.app.push_screen(ask_name(stretch, row.section.name), answered)

    def action_delete(self) -> None:
        """Keep a section no longer."""
        row = self._chosen
        if row is None or not row.is_kept:
            self.notify("Only sections that are kept can be deleted.")
            return
        score_id, name = self._score.id, row.section.name
        self._change(lambda: self._services.history.sections.delete(score_id, name))
        self.notify(f"“{name}” is kept no longer; what was practised in it stays.")

    def action_known(self) -> None:
        """The player knows the chosen section, whatever was measured."""
        self._say(Verdict.KNOWN)

    def action_again(self) -> None:
        """The player wants to learn the chosen section again."""
        self._say(Verdict.AGAIN)

    def action_due(self) -> None:
        """The player names the day on which the chosen section comes back."""
        border_hour = self._services.settings.day_border
        day_now = today(self._services)

        def fault(text: str) -> str:
            return "" if parse_day(text, day_now) else DAY_ADVICE

        def answered(text: str | None) -> None:
            if text and (day := parse_day(text, day_now)):
                self._say(Verdict.DUE, datetime.combine(day, time(border_hour)).astimezone(UTC))

        if self._chosen is not None:
            question = "On which day shall it come back? (2026-12-24, 24 December, 3 weeks)"
            self.app.push_screen(AskScreen(question, "1 week", fault), answered)

    def _say(self, verdict: Verdict, due: datetime | None = None) -> None:
        row = self._chosen
        if row is not None:
            passage = Passage(row.section.start, row.section.end)
            self._change(lambda: overrule(self._services, self._score, passage, verdict, due))

    def action_log(self) -> None:
        """Every rung of the ladder climbed on the chosen section."""
        ladder = self._ladder(self._chosen.section) if self._chosen else None
        if ladder is None:
            self.notify("No ladder has been climbed on this section yet.")
        else:
            self.app.push_screen(LadderScreen(self._services, self._score, ladder))

    def action_leave(self) -> None:
        """Back to the piece."""
        self.dismiss(None)

    def _naming(self, section: Section, name: str) -> Callable[[], None]:
        sections, score_id = self._services.history.sections, self._score.id
        if section.name:
            return lambda: sections.rename(score_id, section.name, name)
        return lambda: sections.keep(score_id, Section(section.start, section.end, name))

    @work(exclusive=True, group="sections")
    async def _change(self, change: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(change)
            self._studied = await asyncio.to_thread(study, self._services, self._score)
            self._cards = await asyncio.to_thread(
                self._services.history.mastery.cards, datetime.now(UTC), self._score.id
            )
        except RenshuError as error:
            self.notify(error.sentence, title=error.title, severity="warning")
        self._show()

    def _show(self) -> None:
        self._rows = tuple(self._all())
        lines = [self._line(number, row) for number, row in enumerate(self._rows)]
        self.query_one(Listing).set_lines(lines)

    def _all(self) -> Iterator[_Row]:
        here, studied = self._here, self._studied
        if here is not None and not studied.name_of(here):
            yield _Row(here, "the loop")
        for section in studied.kept:
            yield _Row(section, section.name)
        for one in (*studied.weak, *studied.proposed):
            yield _Row(one.section, one.reason)

    def _line(self, number: int, row: _Row) -> Line:
        section = row.section
        tally = self._studied.last(self._score, section)
        share, part = tally.accuracy, look(tally)[1]
        cells = (
            "★" if row.is_kept else "",
            row.words,
            span_text(self._score, section.start, section.end),
            percent(share),
            *self._card_cells(section),
            self._ladder_cell(section),
        )
        return Line(str(number), cells, part)

    def _card_cells(self, section: Section) -> tuple[str, str]:
        """The chance of a clean pass with both hands, and when it is due."""
        for card in self._cards:
            if card.hands is Hands.BOTH and card.section.has_stretch_of(section):
                due = due_text(card.due, datetime.now(UTC), self._services.settings.day_border)
                return f"{card.chance:.0%}", due
        return "", ""

    def _ladder_cell(self, section: Section) -> str:
        kept = self._ladder(section)
        if kept is None:
            return ""
        goal = "★ " if kept.ladder.is_climbed else ""
        return f"{goal}{pace(kept.ladder.tempo)} {HANDS[kept.passage.hands]}"

    def _ladder(self, section: Section) -> KeptLadder | None:
        """The ladder that was climbed on a section with most hands."""
        found = (one for one in self._studied.ladders if section.has_stretch_of(one.passage))
        return min(found, key=lambda one: one.passage.hands.value, default=None)

    @property
    def _chosen(self) -> _Row | None:
        key = self.query_one(Listing).selected
        return self._rows[int(key)] if key is not None else None
