"""The line in which one searches."""

from textual.events import Paste
from textual.widgets import Input

from renshu.library.importing.pasting import paths_from_paste


class SearchLine(Input):
    """A line of text that leaves files dragged onto it to the room it is in."""

    def _on_paste(self, event: Paste) -> None:
        if paths_from_paste(event.text):
            event.prevent_default()
