"""The question whether a damaged history is to be mended."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Label

from renshu.tui.actions import Where, bindings

_BRING_BACK = """\
Enter  Bring it back: from {copy}, from what the damaged file still says, and from the .mid \
files of your takes. The damaged file is kept.
"""
_NOT_NOW = """\
Esc    Not now: you can play all the same, your takes wait. The next start asks again."""


class MendingScreen(ModalScreen[bool]):
    """Ends with whether the player wants it.

    Args:
        sentence: What is wrong.
        copy: The day of the newest copy, if there is one.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, sentence: str, copy: date | None) -> None:
        super().__init__()
        self._sentence = sentence
        self._copy = f"the copy of {copy}" if copy else "no copy, as there is none yet"

    def compose(self) -> ComposeResult:
        """What is wrong, and what either key does."""
        with Vertical(classes="dialog"):
            yield Label("The history can be brought back", classes="dialog-heading", markup=False)
            yield Label(f"{self._sentence}\n", markup=False)
            yield _Answer(_BRING_BACK.format(copy=self._copy), "accept")
            yield _Answer(_NOT_NOW, "close")
        yield Footer()

    def action_accept(self) -> None:
        """Mend it."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(False)


class _Answer(Label):
    """What a key does; a click does it too."""

    def __init__(self, text: str, action: str) -> None:
        super().__init__(text, markup=False)
        self._action = action

    async def on_click(self) -> None:
        await self.screen.run_action(self._action)
