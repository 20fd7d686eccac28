"""An app in which one may type ahead of the screen."""

from textual.app import App
from textual.events import Key


class TypingAheadApp(App[None], inherit_bindings=False):
    """Brings letters that were typed before a line of text came to that line.

    Textual gives a key to the widget that has the focus when it arrives. Where the screen is busy,
    a search is typed before its line is there, and its letters would be lost, or be commands.
    """

    def on_key(self, event: Key) -> None:
        """A key that no widget wanted: it may be a letter for the line that has the focus now."""
        line = self.focused
        if line is not None and line.check_consume_key(event.key, event.character):
            event.prevent_default()
            line.post_message(Key(event.key, event.character))
