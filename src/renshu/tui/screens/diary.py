"""What a take was made of: each thing that was practised, in order, and the way back to it."""

from datetime import timedelta

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from renshu.evening.choices import TEMPO_STEP, playable
from renshu.evening.diary_words import Entry, entries, how_text, where_text
from renshu.evening.status import HANDS
from renshu.library.loaded import Loaded
from renshu.practice.diary.stretches import Diary, StretchKind
from renshu.practice.diary.writing import write_diary
from renshu.practice.take import Take
from renshu.score.bars import bars_of
from renshu.score.passage import Hands
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.table import Column, Line
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing
from renshu.tui.widgets.notation import Notation

COLUMNS = (
    Column("At", 5, is_right=True),
    Column("What", 14, 1, "ink"),
    Column("Hands", 6),
    Column("Times", 5, is_right=True),
    Column("Tempo", 5, is_right=True),
    Column("Right", 10, part="right", is_right=True),
    Column("", 12, 1),
)

EMPTY = "Too little of the piece was recognised to tell what was practised."

_SAID = {
    StretchKind.RUN: "on from there",
    StretchKind.REPEAT: "once more",
    StretchKind.SLOW: "slow work",
    StretchKind.PLAY_THROUGH: "to the end",
}


class DiaryScreen(Screen[Entry | None]):
    """The diary of one take; ends with what is to be practised again, or None."""

    BINDINGS = bindings(Where.DIARY)
    AUTO_FOCUS = "Listing"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(self, services: ScreenServices, loaded: Loaded, take: Take) -> None:
        super().__init__()
        self._services, self._loaded, self._take = services, loaded, take
        self._score = loaded.score
        self._entries: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        """Head, the list, the notation of what is chosen."""
        yield HeadLine(f"Diary: {self._score.title}")
        yield Label("", id="sentence", markup=False)
        yield Notation(self._services, self._loaded)
        yield Listing(COLUMNS)
        yield KeyLine()

    def on_mount(self) -> None:
        """Write the diary."""
        self.query_one(Notation).mark_all(self._take.labels)
        self._write()

    def on_listing_moved(self, message: Listing.Moved) -> None:
        """Show which bars are meant."""
        self._show(self._entries[int(message.key)])

    def on_listing_chosen(self) -> None:
        """A double click practises."""
        self.action_practise()

    def action_practise(self) -> None:
        """What is chosen once more, with those hands and in that tempo."""
        if (key := self.query_one(Listing).selected) is not None:
            self.dismiss(self._entries[int(key)])

    def action_leave(self) -> None:
        """Back to the review."""
        self.dismiss(None)

    @work(thread=True, exclusive=True)
    def _write(self) -> None:
        diary = write_diary(self._score, self._take.labels, self._take.passage)
        self.app.call_from_thread(self._tell, diary)

    def _tell(self, diary: Diary) -> None:
        self._entries = entries(diary.stretches)
        lines = [self._line(key, entry) for key, entry in enumerate(self._entries)]
        self.query_one(Listing).set_lines(lines)
        count = len(diary.stretches)
        told = "1 stretch" if count == 1 else f"{count} stretches"
        self.query_one(HeadLine).show(f"Diary: {self._score.title}", (told,))
        self.query_one("#sentence", Label).update("" if lines else EMPTY)
        if self._entries:
            self._show(self._entries[0])

    def _show(self, entry: Entry) -> None:
        """Point at the bars of an entry."""
        notation, bars = self.query_one(Notation), bars_of(self._score, entry.passage)
        notation.point_at(bars.start)
        notation.set_loop(bars)

    def _line(self, key: int, entry: Entry) -> Line:
        first, hands = entry.stretches[0], entry.passage.hands
        at = timedelta(seconds=round(first.began))
        cells = (
            str(at).removeprefix("0:"),
            where_text(entry, self._score),
            "both" if hands is Hands.BOTH else HANDS[hands].removesuffix(" hand"),
            str(len(entry.stretches)),
            "" if entry.tempo is None else f"{entry.tempo:.0%}",
            how_text(entry),
            _SAID[first.kind],
        )
        return Line(str(key), cells)


def tempo_of(entry: Entry) -> float | None:
    """The tempo to practise something in again: that in which it was played, in whole steps."""
    if entry.tempo is None:
        return None
    return playable(round(TEMPO_STEP * round(entry.tempo / TEMPO_STEP), 2))
