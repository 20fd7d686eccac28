"""The question whether a damaged history is to be mended."""

from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Label, Static

from renshu.tui.actions import Where, bindings

_ADVICE = """\
Enter puts the damaged file aside, where it is kept, and makes the history anew: from {copy}, from \
what the damaged file still says, and from the .mid files of your takes.

Escape leaves it as it is. You can play all the same: your takes wait in {waiting}, and the next \
start asks again, as does `renshu doctor --restore`."""


class MendingScreen(ModalScreen[bool]):
    """Ends with whether the player wants it.

    Args:
        sentence: What is wrong.
        copy: The day of the newest copy, if there is one.
        waiting: Where takes are that cannot be stored.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, sentence: str, copy: date | None, waiting: Path) -> None:
        super().__init__()
        told = f"the copy of {copy}" if copy else "no copy, as there is none yet"
        self._text = f"{sentence}\n\n{_ADVICE.format(copy=told, waiting=waiting)}"

    def compose(self) -> ComposeResult:
        """What is wrong, and what either key does."""
        with Vertical(classes="dialog"):
            yield Label("The history can be brought back", classes="dialog-heading", markup=False)
            with VerticalScroll():
                yield Static(self._text, markup=False)
        yield Footer()

    def action_accept(self) -> None:
        """Mend it."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(False)
