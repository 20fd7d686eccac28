"""The counts of a take in one line."""

from textual.strip import Strip

from renshu.tui.drawing.row import Span
from renshu.tui.widgets.painted import Painted


class Counts(Painted):
    """Words in the colours of what they count."""

    DEFAULT_CSS = """
    Counts { height: 1; width: 1fr; }
    """

    def __init__(self, parts: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._parts = parts

    def render_line(self, y: int) -> Strip:
        """The counts, as far as they fit."""
        spans = [Span(f"{text}   ", part) for text, part in self._parts if text and not y]
        return self.paint(tuple(spans), self.size.width, indent=2)
