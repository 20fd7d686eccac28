"""Tonight: what to practise, in which order, and why; each item is a way to the piano."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.evening.plan_words import DONE, EMPTY, goal_lines, minutes_text, things
from renshu.evening.sitting import STEP, Sitting
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.tonight import COLUMNS, key_of, lines, words
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from renshu.evening.memory import Memory
    from renshu.evening.tonight import Evening
    from renshu.library.loaded import Loaded
    from renshu.practice.plan.item import Item

MOST_GOALS = 3
"""So many goals are told; the others are in `renshu plan --goals`."""


class TodayScreen(Screen[None]):
    """The plan for tonight; Enter begins what the cursor stands on.

    Args:
        services: Where history and library are.
        sitting: The evening as it goes.
    """

    BINDINGS = bindings(Where.TODAY)
    AUTO_FOCUS = "Listing"

    def __init__(self, services: ScreenServices, sitting: Sitting) -> None:
        super().__init__()
        self._services, self._sitting = services, sitting

    def compose(self) -> ComposeResult:
        """Head, the goals, the list, why what the cursor stands on is in it, footer."""
        yield HeadLine("Tonight", (minutes_text(self._sitting.minutes),))
        yield Label("", id="goals", markup=False)
        yield Listing(COLUMNS)
        yield Label("Looking at what is due …", id="sentence", markup=False)
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """What was played meanwhile changes what is left."""
        self._look()

    def on_listing_moved(self) -> None:
        """Another line has the cursor."""
        self._tell_reason()

    def on_listing_chosen(self) -> None:
        """A double click begins."""
        self.action_start()

    # What the player may do

    def action_start(self) -> None:
        """Go to the piano with what the cursor stands on."""
        from renshu.tui.screens.loading import LoadingScreen

        item, evening = self._item, self._sitting.evening
        if item is None or evening is None:
            self.app.bell()
            return
        entry = evening.entries[item.candidate.score_id]

        def opened(result: "tuple[Loaded, Memory] | RenshuError | None") -> None:
            if isinstance(result, RenshuError):
                self.notify(result.sentence, title=result.title, severity="error")
            elif result is not None:
                self._play(item, *result)

        self.app.push_screen(LoadingScreen(self._services, entry.path, entry.title), opened)

    def action_skip(self) -> None:
        """Not this one, tonight; the cursor goes on to the next."""
        evening, item = self._sitting.evening, self._item
        if evening is None or item is None or item not in evening.tonight.plan.items:
            self.app.bell()
            return
        place = evening.tonight.plan.items.index(item)
        self._sitting.skip(item)
        self._show(place)

    def action_more(self) -> None:
        """Five minutes more."""
        self._give(STEP)

    def action_less(self) -> None:
        """Five minutes fewer."""
        self._give(-STEP)

    def action_goal(self) -> None:
        """Say by when the piece shall be ready."""
        from renshu.tui.screens.goal import goal_form

        item, evening = self._item, self._sitting.evening
        if item is None or evening is None:
            self.app.bell()
            return
        score_id = item.candidate.score_id
        entry = evening.entries[score_id]
        goals = {one.goal.score_id: one.goal for one in evening.forecasts}
        form = goal_form(self._services, entry.path, entry.title, goals.get(score_id))
        self.app.push_screen(form)

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    def _play(self, item: "Item", loaded: "Loaded", memory: "Memory") -> None:
        """Open the practice room at the place of an item."""
        one = item.candidate
        self._sitting.begin(item)
        memory.state = replace(memory.state, tempo=one.tempo)
        is_there = one.passage.end <= loaded.score.end
        passage = one.passage if is_there else None
        self.app.practise(loaded, passage, memory)  # type: ignore[attr-defined]

    def _give(self, minutes: int) -> None:
        self._sitting.give(self._sitting.minutes + minutes)
        self._show()

    # What is seen

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        try:
            self._sitting.look(datetime.now().astimezone())
        except RenshuError as error:
            self.app.call_from_thread(self._tell, error.sentence)
        else:
            self.app.call_from_thread(self._show, 0)

    def _show(self, place: int | None = None) -> None:
        """Show how the evening stands.

        Args:
            place: To which of the items that are left the cursor goes; None leaves it.
        """
        evening = self._sitting.evening
        if evening is None:
            return
        listing = self.query_one(Listing)
        listing.set_lines(lines(evening.tonight))
        items = evening.tonight.plan.items
        if place is not None and items:
            listing.select(key_of(items[min(place, len(items) - 1)]))
        self.query_one(HeadLine).show("Tonight", self._facts(evening))
        told = tuple(goal_lines(evening))[:MOST_GOALS]
        self.query_one("#goals", Label).update("\n".join(told))
        self.query_one("#goals", Label).display = bool(told)
        self._tell_reason()

    def _facts(self, evening: "Evening") -> tuple[str, ...]:
        plan = evening.tonight.plan
        return (
            f"{things(plan.items)} in {minutes_text(plan.minutes)}",
            f"{minutes_text(round(evening.played))} played today" if evening.played >= 1 else "",
            f"{evening.streak} days in a row" if evening.streak > 1 else "",
        )

    def _tell_reason(self) -> None:
        """Say why what the cursor stands on is there, or what there is to do where nothing is."""
        evening = self._sitting.evening
        if evening is None:
            return
        index, visits = self.query_one(Listing).cursor, evening.tonight.visits
        if not evening.tonight.plan.items:
            self._tell(DONE if evening.tonight.agenda else EMPTY)
        elif index < len(visits):
            self._tell(words(visits[index]))
        elif (item := self._item) is not None:
            self._tell(item.reason)

    @property
    def _item(self) -> "Item | None":
        """What the cursor stands on, whether it was played already or not."""
        evening, index = self._sitting.evening, self.query_one(Listing).cursor
        if evening is None:
            return None
        played = (visit.item for visit in evening.tonight.visits)
        items = (*played, *evening.tonight.plan.items)
        return items[index] if index < len(items) else None

    def _tell(self, sentence: str) -> None:
        self.query_one("#sentence", Label).update(sentence)
