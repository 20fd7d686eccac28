"""What is drawn talks to the player alone: no text on the screen reaches the terminal as an order.

Every line of every widget passes here on its way out, whoever has written it.
"""

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color as ThemeColour
from textual.filter import LineFilter

from renshu.harmless import harmless


class Unspoken(LineFilter):
    """Takes out of each line what a terminal would obey, and leaves its width as it is."""

    def apply(self, segments: list[Segment], background: ThemeColour) -> list[Segment]:  # noqa: ARG002
        """The same segments with harmless texts."""
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [
            Segment(text if control else _as_wide(text), style, control)
            for text, style, control in segments
        ]


def _as_wide(text: str) -> str:
    """The text made harmless; what had no width when it was laid out gets none."""
    shown = harmless(text)
    if shown == text:
        return text
    pairs = zip(text, shown, strict=True)
    return "".join(new for old, new in pairs if old == new or get_character_cell_size(old))
