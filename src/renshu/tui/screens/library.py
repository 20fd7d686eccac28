"""The room to browse in: every score, a search, and a way in."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Label

from renshu.errors import HistoryError, LibraryError, RenshuError
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.table import Column, Line
from renshu.tui.listening import Listener
from renshu.tui.services import Services
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widgets import Input

    from renshu.library.catalogue import Entry

COLUMNS = (
    Column("Title", 26, 3, "ink"),
    Column("Composer", 14, 2),
    Column("Series", 12, 2),
    Column("Last played", 11, part="quiet"),
)

EMPTY = "There is no score yet: `renshu import FILE` adds one."
PROGRESS_STEP = 10
"""So many files are read from one word about them to the next."""
LOOKING = "Looking through your scores …"
LISTENING = "♪ listening …"
SILENCE_SECONDS = 10.0
"""After this nobody plays any more."""
NOTHING_FOUND = "Nothing is called that; Escape shows all scores again."


class LibraryScreen(Screen[None]):
    """The score library."""

    BINDINGS = bindings(Where.LIBRARY)
    AUTO_FOCUS = "Listing"

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._entries: dict[str, Entry] = {}
        self._played: Mapping[str, datetime] = {}
        self._notices: tuple[str, ...] = ()
        self._wanted = ""
        self._is_looking = True
        self._is_here = False
        self._has_keyboard = False
        self._silence: Timer | None = None
        self._listener = Listener(services, lambda: self._is_here)

    def compose(self) -> ComposeResult:
        """Head, list, a sentence, footer; the search line comes when it is asked for."""
        yield HeadLine("renshu", ("library",))
        yield Listing(COLUMNS)
        yield Label("", id="sentence", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Look for scores once the first frame stands."""
        self.call_after_refresh(self._refresh_catalogue)

    def on_screen_resume(self) -> None:
        """Coming back from practice: the last takes have changed."""
        self._is_here = True
        if self._entries:
            self._read_entries(self._wanted)
            self._learn()

    def on_screen_suspend(self) -> None:
        """The player is elsewhere: whatever takes long can wait."""
        self._is_here = False

    def on_unmount(self) -> None:
        """The program ends."""
        self._is_here = False

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Search while it is typed."""
        self._wanted = event.value
        self._read_entries(event.value)

    def on_input_submitted(self) -> None:
        """Enter opens the one score that was found, or goes to the list where there are more."""
        self.query_one(Listing).focus()
        self._read_entries(self._wanted, is_entered=True)

    def on_listing_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_open(self) -> None:
        """Open the score with the cursor."""
        key = self.query_one(Listing).selected
        if key is not None:
            self._open(self._entries[key])

    def _open(self, entry: "Entry", bar: int | None = None) -> None:
        self.app.open_score(entry.path, entry.title, bar)  # type: ignore[attr-defined]

    async def action_search(self) -> None:
        """Show the search line."""
        from textual.widgets import Input

        if not self.query("#search"):
            search = Input(self._wanted, placeholder="title, composer or series", id="search")
            await self.mount(search, after=self.query_one(HeadLine))
        self.query_one("#search").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the search line there is nothing to go to the search line for."""
        if action == "search" and self.focused is not None and self.focused.id == "search":
            return False
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Put the search away."""
        self.query("#search").remove()
        self._wanted = ""
        self._read_entries("")
        self.query_one(Listing).focus()

    def action_history(self) -> None:
        """Look at the takes."""
        self.app.open_history()  # type: ignore[attr-defined]

    def action_notices(self) -> None:
        """Read what could not be used."""
        from renshu.tui.screens.dialogs import NoticesScreen

        if self._notices:
            self.app.push_screen(NoticesScreen("What could not be used", self._notices))

    # What is played

    def set_source(self, port: str | None) -> None:
        """The keyboard that was plugged in; with one, the scores are learnt by ear."""
        self._has_keyboard = port is not None
        self.query_one(HeadLine).show_source(port or "")
        self._learn()

    def hear(self, event: PlayedEvent) -> None:
        """Listen which score it is, and open it when that is certain."""
        if not isinstance(event, KeyDown):
            return
        guess = self._listener.hear(event)
        if guess is None or not guess.is_certain:
            self._tell_for_now(f"{LISTENING} {guess or ''}")
        else:
            self._listener.forget()
            self._open(guess.entry, guess.measure)

    def _tell_for_now(self, sentence: str) -> None:
        if self._silence is not None:
            self._silence.stop()
        self._silence = self.set_timer(SILENCE_SECONDS, lambda: self.tell(""))
        self.tell(sentence)

    def _learn(self) -> None:
        if self._has_keyboard:
            self.run_worker(self._learn_all, thread=True, group="learning")

    def _learn_all(self) -> None:
        # Where the library cannot be read, that is told in the place of the list.
        with suppress(LibraryError):
            self._listener.learn()

    # What is told

    def tell(self, sentence: str) -> None:
        """Say something in the line below the list."""
        self.query_one("#sentence", Label).update(sentence)

    @work(thread=True, exclusive=True, group="catalogue")
    def _refresh_catalogue(self) -> None:
        self._show_from_thread(self._wanted)
        try:
            self._notices = self._services.catalogue.refresh(self._looked_at).notices
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
            return
        finally:
            self._is_looking = False
        self._show_from_thread(self._wanted)
        self.app.call_from_thread(self._learn)

    def _looked_at(self, done: int, total: int) -> None:
        if not self._entries and done % PROGRESS_STEP == 0:
            self.app.call_from_thread(self.tell, f"{LOOKING} {done} of {total}")

    @work(thread=True, exclusive=True, group="entries")
    def _read_entries(self, text: str, *, is_entered: bool = False) -> None:
        self._show_from_thread(text)
        if is_entered:
            self.app.call_from_thread(self._open_only, text)

    def _open_only(self, text: str) -> None:
        if len(self._entries) == 1 and text == self._wanted and self.is_current:
            self.action_open()

    def _show_from_thread(self, text: str) -> None:
        try:
            catalogue = self._services.catalogue
            entries = catalogue.find(text) if text.strip() else catalogue.entries()
            played = _last_played(self._services)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._show, entries, played, text)

    def _show(self, entries: "Sequence[Entry]", played: Mapping[str, datetime], text: str) -> None:
        self._entries = {str(entry.id): entry for entry in entries}
        self._played = played
        self.query_one(Listing).set_lines([self._line(entry) for entry in entries])
        self.query_one(HeadLine).show("renshu", ("library", _count(len(entries))))
        self.tell("" if entries else self._why_empty(text))

    def _why_empty(self, text: str) -> str:
        return LOOKING if self._is_looking else NOTHING_FOUND if text else EMPTY

    def _line(self, entry: "Entry") -> Line:
        when = self._played.get(entry.score_id or "")
        day = f"{when.astimezone():%d %b %Y}" if when else ""
        title = " · ".join(filter(None, (entry.title, entry.subtitle)))
        return Line(str(entry.id), (title, entry.composer, entry.source, day))


def _last_played(services: Services) -> dict[str, datetime]:
    """When each score was played last, by score id; nothing where the history cannot be read."""
    try:
        return services.history.last_played()
    except HistoryError:
        return {}


def _count(scores: int) -> str:
    return "1 score" if scores == 1 else f"{scores} scores"
