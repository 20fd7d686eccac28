"""The line in which one searches."""

from textual.events import Paste
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from renshu.library.importing.pasting import paths_from_paste


class SearchLine(Input):
    """A line of text that leaves files dragged onto it to the room it is in."""

    virtual_size = Reactive(Size(0, 0))
    """How wide the text is; a letter more lays nothing else out anew."""

    def _on_paste(self, event: Paste) -> None:
        if paths_from_paste(event.text):
            event.prevent_default()
