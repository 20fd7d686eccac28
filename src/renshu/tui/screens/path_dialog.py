"""Asking for files: a line with a path, completed by Tab."""

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Paste
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label

from renshu.library.importing.pasting import paths_from_paste
from renshu.tui.actions import Where, bindings
from renshu.tui.browsing.path_help import completed


class PathInput(Input):
    """A line for a path."""

    BINDINGS = [Binding("tab", "complete", "Complete")]  # noqa: RUF012 - Textual's own form

    def action_complete(self) -> None:
        """Complete the path as far as it is clear."""
        whole = completed(self.value)
        if whole is None or whole == self.value:
            self.app.bell()
        else:
            self.value = whole
            self.cursor_position = len(whole)

    def _on_paste(self, event: Paste) -> None:
        # What is dragged here is all that is meant, in place of what was typed.
        if paths := paths_from_paste(event.text):
            event.stop()
            event.prevent_default()
            self.value = " ".join(str(path).replace(" ", r"\ ") for path in paths)
            self.cursor_position = len(self.value)


class PathScreen(ModalScreen[tuple[Path, ...] | None]):
    """Ends with the paths, or None when the player thinks better of it.

    Args:
        folder: Where to begin.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """What is asked, the line, what is wrong with it."""
        with Vertical(classes="dialog -small"):
            yield Label(
                "Which file, folder or archive? Tab completes.",
                classes="dialog-heading",
                markup=False,
            )
            yield PathInput(f"{self._folder}/", id="path", select_on_focus=False)
            yield Label("", id="fault", markup=False)
        yield Footer()

    def on_input_submitted(self) -> None:
        """Enter in the line answers."""
        self.action_accept()

    def action_accept(self) -> None:
        """Answer with what is there."""
        text = self.query_one(Input).value.strip()
        here = Path(text).expanduser()
        paths = (here,) if here.exists() else paths_from_paste(text)
        absent = [path for path in paths if not path.expanduser().exists()]
        if not text or not paths or absent:
            name = str(absent[0]) if absent else text
            self.query_one("#fault", Label).update(f"There is no file or folder {name}.")
        else:
            self.dismiss(tuple(path.expanduser().absolute() for path in paths))

    def action_close(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
