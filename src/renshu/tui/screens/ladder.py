"""The log of a tempo ladder: every rung, and the terms on which it is climbed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Label

from renshu.errors import RenshuError
from renshu.evening.choices import FASTEST, SLOWEST
from renshu.evening.status import HANDS
from renshu.practice.ladder import Round, Terms, rungs
from renshu.score.bars import span_text
from renshu.score.notation import Score
from renshu.tui.actions import Where, bindings
from renshu.tui.browsing.forms import FormField, Section
from renshu.tui.drawing.ladder import pace, rung_cells, terms_text
from renshu.tui.drawing.table import Column, Line
from renshu.tui.screens.form import FormScreen
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from renshu.history.sections import KeptLadder

COLUMNS = (
    Column("Since", 17),
    Column("Tempo", 6, part="ink", is_right=True),
    Column("Rounds: ● clean, ○ not", 22, 1, "ink"),
    Column("Clean", 6, is_right=True),
    Column("", 14, part="accent"),
)

_LABELS = {
    "goal": "goal",
    "floor": "floor",
    "step": "step",
    "clean": "clean rounds",
    "of": "of the last",
    "failures": "failures",
    "forgiven": "forgiven",
}
_HINTS = {"goal": "of the written tempo", "forgiven": "notes wrong or missed in a clean round"}
_SHARES = {"goal", "floor", "step"}


class LadderScreen(Screen[Terms | None]):
    """The rungs, the latest first; ends with new terms, or None.

    Args:
        services: Where the history is.
        score: The piece.
        kept: The ladder.
    """

    BINDINGS = bindings(Where.LADDER)
    AUTO_FOCUS = "Listing"

    def __init__(self, services: ScreenServices, score: Score, kept: "KeptLadder") -> None:
        super().__init__()
        self._services, self._score, self._kept = services, score, kept
        self._terms = kept.ladder.terms
        self._changed: Terms | None = None

    def compose(self) -> ComposeResult:
        """Head, terms, rungs, footer."""
        passage = self._kept.passage
        stretch = span_text(self._score, passage.start, passage.end)
        facts = (
            f"bars {stretch}",
            HANDS[passage.hands],
            f"now {pace(self._kept.ladder.tempo)}",
        )
        yield HeadLine(f"Ladder: {self._score.title}", facts)
        yield Listing(COLUMNS)
        yield Label(terms_text(self._terms), id="sentence", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the log."""
        self._read()

    def action_terms(self) -> None:
        """Change the terms."""
        self.app.push_screen(FormScreen((_form(self._terms),), self._take, ADVICE))

    def action_leave(self) -> None:
        """Back to where you were."""
        self.dismiss(self._changed)

    def _take(self, changed: Mapping[str, str]) -> None:
        """Take new terms, in the form's thread."""
        terms = parse_terms(self._terms, changed)
        self._terms = self._changed = terms
        self.app.call_from_thread(self._show_terms)

    def _show_terms(self) -> None:
        self.query_one("#sentence", Label).update(terms_text(self._terms))

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        sections = self._services.history.sections
        try:
            rounds = sections.rounds(self._score.id, self._kept.passage)
        except RenshuError as error:
            self._services.on_fault(error)
        else:
            self.app.call_from_thread(self._show, rounds)

    def _show(self, rounds: Sequence[Round]) -> None:
        told = rungs(rounds, self._terms)
        lines = [Line(str(number), rung_cells(rung)) for number, rung in enumerate(told)]
        self.query_one(Listing).set_lines(reversed(lines))


ADVICE = "Tempi in percent of the written one; Enter takes the terms."


def parse_terms(before: Terms, changed: Mapping[str, str]) -> Terms:
    """The terms with what was typed in some fields.

    Raises:
        RenshuError: With the sentence that says why they will not do.
    """
    values = asdict(before) | {name: _value(name, text) for name, text in changed.items()}
    terms = Terms(**values)
    if terms.floor < SLOWEST or terms.goal > FASTEST:
        raise RenshuError(f"Tempi lie between {pace(SLOWEST)} and {pace(FASTEST)}.")
    return terms


def _value(name: str, text: str) -> float:
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*%?", text.strip())
    if found is None or (name not in _SHARES and not found[0].isdecimal()):
        raise RenshuError(f"“{text}” is no number for “{_LABELS[name]}”.")
    number = float(found[1].replace(",", "."))
    return number / 100 if name in _SHARES else int(number)


def _form(terms: Terms) -> Section:
    fields = (
        FormField(name, _LABELS[name], _text(name, value), _HINTS.get(name, ""))
        for name, value in asdict(terms).items()
    )
    return Section("The terms of the ladder", tuple(fields))


def _text(name: str, value: float) -> str:
    return pace(value) if name in _SHARES else str(value)
