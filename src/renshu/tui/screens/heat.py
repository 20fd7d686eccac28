"""The bars of a piece through time, and the spot to practise next."""

from textual import work
from textual.app import ComposeResult
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.evening import review
from renshu.evening import trend_words as words
from renshu.evening.percent import percent
from renshu.evening.trends import BarHistory, read_bars
from renshu.library.loaded import Loaded
from renshu.practice.take import Tally
from renshu.practice.trends.heat import HeatRow, Rows, heat
from renshu.practice.trends.passes import Band, PlayedBar, Side, chosen
from renshu.practice.trends.weakness import Weakness, weaknesses
from renshu.score.bars import looped, printed
from renshu.score.passage import Hands, Passage
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.heat import LEGEND, weak_look
from renshu.tui.drawing.table import Column, Line
from renshu.tui.screens.chart import ChartScreen
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.heat_map import HeatMap
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing

COLUMNS = tuple(
    Column(heading, least, part=part, is_right=at > 0)
    for at, (heading, least, part) in enumerate(
        zip(
            words.BAR_HEADS,
            (6, 6, 9, 6, 4, 4, 4),
            ("ink", "", "words", "ink", "wrong", "missed", "fair"),
            strict=True,
        )
    )
)
NOT_PLAYED = "Not played yet like this: h and t choose other hands and tempi."

_HANDS = {Side.BOTH: Hands.BOTH, Side.RIGHT: Hands.RIGHT, Side.LEFT: Hands.LEFT}


class HeatScreen(ChartScreen[Passage | None]):
    """How every bar went, day by day; ends with a passage to practise, or None.

    Args:
        services: Where the history is.
        loaded: The piece.
    """

    BINDINGS = bindings(Where.BARS)

    DEFAULT_CSS = """
    HeatScreen #legend { margin: 0 2; color: $foreground 50%; }
    """

    def __init__(self, services: ScreenServices, loaded: Loaded) -> None:
        super().__init__(services)
        self._score = loaded.score
        self._known = BarHistory((), 1.0)
        self._side, self._band, self._by = Side.BOTH, Band.ALL, Rows.DAYS
        self._rows: tuple[HeatRow, ...] = ()
        self._weak: tuple[Weakness, ...] = ()

    def compose(self) -> ComposeResult:
        """Head, the cells, their numbers, what the cursor stands on, footer."""
        yield HeadLine(f"Bars: {self._score.title}")
        yield HeatMap().add_class("chart", update=False)
        yield Label(LEGEND, id="legend", classes="chart", markup=False)
        yield Listing(COLUMNS, id="numbers")
        yield Label("", id="sentence", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read how the bars went."""
        self._read()

    def on_heat_map_moved(self) -> None:
        """Say what is there."""
        self._tell_cell()

    def on_heat_map_chosen(self) -> None:
        """A double click practises."""
        self.action_practise()

    def on_listing_moved(self, message: Listing.Moved) -> None:
        """The cursor in the cells goes along with that in the numbers."""
        self.query_one(HeatMap).move_to(int(message.key))

    def on_listing_chosen(self) -> None:
        """A double click practises."""
        self.action_practise()

    def action_practise(self) -> None:
        """The bar with the cursor and its weak neighbours, in a loop."""
        if self._rows:
            lately = {one.measure: one.tally for one in self._weak}
            spot = review.spot_around(lately, self.query_one(HeatMap).bar)
            self.dismiss(looped(self._score, spot, _HANDS[self._side]))

    def action_hands(self) -> None:
        """Both hands, the right alone, the left alone."""
        self._side = self._side.next
        self._show()

    def action_tempo(self) -> None:
        """Any tempo, slow, nearly at tempo, at tempo."""
        self._band = self._band.next
        self._show()

    def action_rows(self) -> None:
        """A row for each day, or for each take."""
        self._by = self._by.next
        self._show()

    def action_weakest(self) -> None:
        """Go to the bar that wants practice most; from it, to the next."""
        bars = [one.measure for one in self._weak]
        heat_map = self.query_one(HeatMap)
        if bars:
            at = bars.index(heat_map.bar) + 1 if heat_map.bar in bars else 0
            self._go_to(bars[at % len(bars)])

    def action_bar_back(self) -> None:
        """One bar to the left."""
        self.query_one(HeatMap).move_by(-1, 0)

    def action_bar_on(self) -> None:
        """One bar to the right."""
        self.query_one(HeatMap).move_by(1, 0)

    def action_newer(self) -> None:
        """One row up."""
        self.query_one(HeatMap).move_by(0, -1)

    def action_older(self) -> None:
        """One row down."""
        self.query_one(HeatMap).move_by(0, 1)

    def picture(self) -> tuple[str, str]:
        """The rows that are seen."""
        from renshu.evening.trend_pictures import bars_svg

        title = f"Bars of {self._score.title}"
        return title, bars_svg(title, self._printed, self._rows)

    @property
    def _printed(self) -> list[str]:
        return [printed(self._score, measure.index) for measure in self._score.measures]

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        try:
            known = read_bars(self._services, self._score.id)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._take_in, known)

    def _take_in(self, known: BarHistory) -> None:
        # A score that was mended since may have lost its last bars.
        here = range(len(self._score.measures))
        self._known = BarHistory(
            tuple(one for one in known.passes if one.measure in here), known.goal
        )
        self._show()
        if self._weak:
            self._go_to(self._weak[0].measure)

    def _show(self) -> None:
        seen: tuple[PlayedBar, ...] = chosen(
            self._known.passes, self._side, self._band, self._known.goal
        )
        self._rows, self._weak = heat(seen, self._by), weaknesses(seen)
        chances = {one.measure: one.chance for one in self._weak}
        labels = [self._label(row) for row in self._rows]
        self.query_one(HeatMap).set_rows(self._printed, self._rows, labels, chances)
        self.query_one(Listing).set_lines([self._line(one) for one in self._weak])
        facts = (self._side.value, self._band.value, f"by {self._by.value}")
        self.query_one(HeadLine).show(f"Bars: {self._score.title}", facts)
        self._tell_cell()

    def _label(self, row: HeatRow) -> str:
        if self._by is Rows.DAYS:
            return f"{row.day:%a %d %b}"
        return f"{row.day:%d %b} {row.at:%H:%M}"

    def _line(self, one: Weakness) -> Line:
        _, part = weak_look(one.chance)
        bar = printed(self._score, one.measure)
        return Line(str(one.measure), words.weakness_cells(one, bar), part or "right")

    def _go_to(self, bar: int) -> None:
        self.query_one(HeatMap).move_to(bar)
        self.query_one(Listing).select(str(bar))

    def _tell_cell(self) -> None:
        heat_map = self.query_one(HeatMap)
        row = heat_map.row
        if row is None:
            self.tell(NOT_PLAYED if self._known.passes else "This piece was not played yet.")
            return
        tally = row.bars.get(heat_map.bar, Tally())
        weak = next((one for one in self._weak if one.measure == heat_map.bar), None)
        day = f"{row.day:%A} {row.day:%d %B %Y}"
        self.tell(
            f"Bar {printed(self._score, heat_map.bar)} · {day}: {_counts(tally)}"
            + (f"\nNot clean in {weak.faulty} of the latest {weak.takes} takes." if weak else "")
        )


def _counts(tally: Tally) -> str:
    share = tally.accuracy
    if share is None:
        return "not played"
    parts = ((tally.wrong, "wrong"), (tally.missed, "missed"), (tally.extra, "extra"))
    faults = ", ".join(f"{count} {word}" for count, word in parts if count)
    return f"{percent(share)} right{', ' + faults if faults else ''}"
