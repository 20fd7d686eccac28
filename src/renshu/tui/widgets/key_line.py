"""The line at the foot of every room: the keys that mean something there."""

from collections.abc import Iterator, Sequence

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
        if self._bindings_ready:
            yield from _fitting(self._keys(), self._room)

    def _keys(self) -> list[FooterKey]:
        """All keys that have a place here.

        Textual's own footer binds each key to its `compact`, which styles every key three times,
        and keeps keys that have gone.
        """
        keys: dict[str, FooterKey] = {}
        for _, binding, is_enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in keys:
                display = self.app.get_key_display(binding)
                key = FooterKey(
                    binding.key,
                    display,
                    binding.description,
                    binding.action,
                    disabled=not is_enabled,
                    tooltip=tooltip,
                )
                key.set_reactive(FooterKey.compact, False)
                keys[binding.action] = key
        return list(keys.values())

    def on_resize(self, event: Resize) -> None:
        """Others may fit now."""
        if event.size.width != self._room:
            self.call_after_refresh(self.recompose)


def _fitting(keys: Sequence[FooterKey], room: int) -> Iterator[FooterKey]:
    left = room - sum(_cells(key) for key in keys if key.action == _ALWAYS)
    for key in keys:
        if key.action == _ALWAYS:
            yield key
        elif _cells(key) <= left:
            left -= _cells(key)
            yield key


def _cells(key: FooterKey) -> int:
    return cell_len(key.key_display) + cell_len(key.description) + _PADDING
