"""How a take went: counts, every bar, and the spot to practise next."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from renshu.evening import review
from renshu.evening.conditions import conditions_text
from renshu.evening.diary_words import Entry
from renshu.evening.remarks import bar_remarks, remarks
from renshu.evening.status import HANDS
from renshu.follow.verdicts.judging import judge
from renshu.library.loaded import Loaded
from renshu.practice.take import EndedBy, Take, summarise
from renshu.score.bars import bars_of, looped, printed, stretch
from renshu.score.passage import Passage
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.bar_strip import look
from renshu.tui.drawing.table import Column, Line
from renshu.tui.drawing.take_rows import duration
from renshu.tui.messages import BarChosen
from renshu.tui.screens.diary import DiaryScreen, tempo_of
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.counts import Counts
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing
from renshu.tui.widgets.notation import Notation

COLUMNS = (
    Column("Bar", 6, part="ink"),
    Column("", 3, part=""),
    Column("Right", 6, part="ink", is_right=True),
    Column("●", 5, part="right", is_right=True),
    Column("× wrong", 8, part="wrong", is_right=True),
    Column("○ missed", 9, part="missed", is_right=True),
    Column("+ extra", 8, part="fair", is_right=True),
    Column("", 12, 1),
)

ENDINGS = {
    EndedBy.PLAYER: "",
    EndedBy.END: "played to the end",
    EndedBy.INTERRUPTED: "interrupted, brought back",
    EndedBy.REPLAY: "from a file",
}


class ReviewScreen(Screen[Passage | None]):
    """The review of one take; ends with a passage to practise, or None."""

    BINDINGS = bindings(Where.REVIEW)
    AUTO_FOCUS = "Listing"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(self, services: ScreenServices, loaded: Loaded, take: Take) -> None:
        super().__init__()
        self._services, self._loaded = services, loaded
        self._score, self._take = loaded.score, take
        self.tempo: float | None = None
        """In which tempo the passage is to be practised; None where nothing is said."""
        self._summary = summarise(take.labels, self._score)
        aspects = services.settings.verdicts
        self._verdicts = judge(self._score, take.labels, take.events, take.mode, aspects=aspects)

    def compose(self) -> ComposeResult:
        """Head, counts, a sentence, the whole piece in a strip, the bars."""
        yield HeadLine(f"Review: {self._score.title}", self._facts())
        yield Counts(review.summary_line(self._summary))
        yield Label(self._words(), id="advice", markup=False)
        yield BarStrip()
        yield Notation(self._services, self._loaded)
        yield Listing(COLUMNS)
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill in the bars, the worst first."""
        strip = self.query_one(BarStrip)
        strip.set_bars([printed(self._score, one.index) for one in self._score.measures])
        strip.set_tallies(self._summary.per_measure)
        self.query_one(Listing).set_lines([self._line(bar) for bar in self._bars])
        self.query_one(Notation).mark_all(self._take.labels)
        if self._bars:
            self._show_bar(self._bars[0])

    def on_listing_moved(self, message: Listing.Moved) -> None:
        """Show which bar is meant."""
        self._show_bar(int(message.key))

    def on_listing_chosen(self) -> None:
        """A double click practises."""
        self.action_practise()

    def on_bar_chosen(self, message: BarChosen) -> None:
        """Show in the list which bar was pointed at."""
        self.query_one(Listing).select(str(message.measure))

    def action_practise(self) -> None:
        """The chosen bar and its weak neighbours, in a loop."""
        key = self.query_one(Listing).selected
        if key is not None:
            spot = review.spot_around(self._summary.per_measure, int(key))
            self.dismiss(looped(self._score, spot, self._take.passage.hands))

    def action_again(self) -> None:
        """The same passage once more."""
        self.dismiss(self._take.passage)

    def action_diary(self) -> None:
        """What the take was made of."""
        diary = DiaryScreen(self._services, self._loaded, self._take)
        self.app.push_screen(diary, self._practise_again)

    def _practise_again(self, entry: Entry | None) -> None:
        if entry is not None:
            self.tempo = tempo_of(entry)
            bars = bars_of(self._score, entry.passage)
            self.dismiss(looped(self._score, bars, entry.passage.hands))

    def action_history(self) -> None:
        """Look at the takes of this piece."""
        self.app.open_history(self._take.score_id, self._take.title)  # type: ignore[attr-defined]

    def action_bars(self) -> None:
        """How the bars of the piece went, day by day."""
        self.app.show_bars(self._loaded)  # type: ignore[attr-defined]

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    @property
    def _bars(self) -> tuple[int, ...]:
        return review.by_need(self._summary)

    def _words(self) -> str:
        """Where to go next, and what else there is to say."""
        advice = review.advice(self._summary, self._score)
        return "\n".join(filter(None, (advice, remarks(self._verdicts, self._score))))

    def _show_bar(self, bar: int) -> None:
        self.query_one(BarStrip).set_current(bar)
        self.query_one(Notation).point_at(bar)

    def _facts(self) -> tuple[str, ...]:
        take = self._take
        return (
            stretch(self._score, take.passage),
            HANDS[take.passage.hands],
            take.mode.value,
            f"tempo set to {take.tempo:.0%}" if round(take.tempo, 2) != 1 else "",
            duration(take.seconds),
            conditions_text(take.conditions),
            ENDINGS[take.ended_by],
        )

    def _line(self, bar: int) -> Line:
        tally = self._summary.per_measure[bar]
        sign, part = look(tally)
        cells = review.bar_cells(printed(self._score, bar), sign, tally)
        return Line(str(bar), (*cells, bar_remarks(self._verdicts, bar)), part)
