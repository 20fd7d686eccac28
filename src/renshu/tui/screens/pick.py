"""Picking one of many: a line to type in, and what fits below."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label

from renshu.tui.actions import Where, bindings
from renshu.tui.browsing.picking import Choice, fitting
from renshu.tui.drawing.table import Column, Line
from renshu.tui.widgets.listing import Listing

COLUMNS = (Column("", 24, 3, "ink"), Column("", 8, 1, "quiet"))
_TO_LIST = {"down": "down", "up": "up", "pagedown": "page_down", "pageup": "page_up"}


class PickScreen(ModalScreen[str | None]):
    """Ends with the key of what was picked, or None when the player thinks better of it.

    Args:
        heading: What is to be picked.
        choices: What there is.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._heading, self._choices = heading, tuple(choices)

    def compose(self) -> ComposeResult:
        """The heading, the line, the list."""
        with Vertical(classes="dialog -pick"):
            yield Label(self._heading, classes="dialog-heading", markup=False)
            yield Input(placeholder="type a part of it", id="part")
            yield Listing(COLUMNS, has_headings=False)
        yield Footer()

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Enter picks."""
        self.action_accept()

    def on_listing_chosen(self) -> None:
        """A double click picks."""
        self.action_accept()

    def on_key(self, event: Key) -> None:
        """The arrows move the cursor of the list while one types."""
        if event.key in _TO_LIST and isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            getattr(self.query_one(Listing), f"action_{_TO_LIST[event.key]}")()

    def action_accept(self) -> None:
        """Pick what the cursor stands on, if anything fits."""
        if (key := self.query_one(Listing).selected) is not None:
            self.dismiss(key)

    def action_close(self) -> None:
        """Pick nothing."""
        self.dismiss(None)

    def _show(self, text: str) -> None:
        lines = [Line(one.key, (one.name, one.note)) for one in fitting(self._choices, text)]
        self.query_one(Listing).set_lines(lines)
