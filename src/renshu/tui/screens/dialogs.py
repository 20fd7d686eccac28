"""Small screens over the others: reading notices, asking for bars, being too small."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, Static

from renshu.tui.actions import Where, bindings


class NoticesScreen(ModalScreen[None]):
    """What loading repaired or left out, a line each."""

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, heading: str, notices: Sequence[str]) -> None:
        super().__init__()
        self._heading, self._notices = heading, tuple(notices)

    def compose(self) -> ComposeResult:
        """The heading, and the notices in a box that scrolls."""
        with Vertical(classes="dialog"):
            yield Label(self._heading, classes="dialog-heading", markup=False)
            with VerticalScroll():
                yield Static("\n".join(self._notices), markup=False)
        yield Footer()

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    def action_accept(self) -> None:
        """Back to the screen below."""
        self.dismiss()


class AskScreen(ModalScreen[str | None]):
    """One question, one line to answer it; None when the player thinks better of it.

    Args:
        question: The question, with an example of an answer.
        answer: What stands in the line at first.
        fault: Says in a sentence why an answer will not do, or nothing.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, question: str, answer: str, fault: Callable[[str], str]) -> None:
        super().__init__()
        self._question, self._answer, self._fault = question, answer, fault

    def compose(self) -> ComposeResult:
        """The question above, its answer below."""
        with Vertical(classes="dialog -small"):
            yield Label(self._question, classes="dialog-heading", markup=False)
            yield Input(self._answer, id="answer")
            yield Label("", id="fault", markup=False)
        yield Footer()

    def on_input_submitted(self) -> None:
        """Enter in the line answers."""
        self.action_accept()

    def action_accept(self) -> None:
        """Answer, unless the answer will not do."""
        answer = self.query_one(Input).value.strip()
        if sentence := self._fault(answer):
            self.query_one("#fault", Label).update(sentence)
        else:
            self.dismiss(answer)

    def action_close(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)


class TooSmallScreen(ModalScreen[None]):
    """Stands before everything until the terminal is large enough.

    Args:
        least: Columns and rows that are.
    """

    def __init__(self, least: tuple[int, int]) -> None:
        super().__init__()
        self._least = least

    def compose(self) -> ComposeResult:
        """One sentence."""
        columns, rows = self._least
        yield Static(f"renshu needs {columns} × {rows} cells; please enlarge the terminal.")

    def on_resize(self) -> None:
        """Go, once there is room."""
        self._go_if_it_fits()

    def on_screen_resume(self) -> None:
        """What came over this has gone, and there may be room by now."""
        self._go_if_it_fits()

    def _go_if_it_fits(self) -> None:
        columns, rows = self._least
        width, height = self.app.size
        if self.is_active and width >= columns and height >= rows:
            self.dismiss()
