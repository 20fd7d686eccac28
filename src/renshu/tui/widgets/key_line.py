"""The line at the foot of every room: the keys that mean something there."""

from collections.abc import Iterable, Iterator
from typing import cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Footer

# Textual has no public name for the parts of its footer.
from textual.widgets._footer import FooterKey

_ALWAYS = "app.help"
"""The action whose key is shown however many others there are: all others can be found there."""
_PADDING = 3
"""Cells around and between a key and what it does."""


class KeyLine(Footer):
    """A footer that leaves out what does not fit any more, but never Help."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._room = 0

    def compose(self) -> ComposeResult:
        """The keys that fit."""
        self._room = self.app.size.width
        yield from _fitting(cast("Iterable[FooterKey]", super().compose()), self._room)

    async def recompose(self) -> None:
        """Compose again, and let go of the keys that were there."""
        await super().recompose()
        # Textual lets go of the listeners that have gone when what they listen to is set.
        self.mutate_reactive(Footer.compact)

    def on_resize(self, event: Resize) -> None:
        """Others may fit now."""
        if event.size.width != self._room:
            self.call_after_refresh(self.recompose)


def _fitting(keys: Iterable[FooterKey], room: int) -> Iterator[FooterKey]:
    named = list(keys)
    left = room - sum(_cells(key) for key in named if key.action == _ALWAYS)
    for key in named:
        if key.action == _ALWAYS:
            yield key
        elif _cells(key) <= left:
            left -= _cells(key)
            yield key


def _cells(key: FooterKey) -> int:
    return cell_len(key.key_display) + cell_len(key.description) + _PADDING
