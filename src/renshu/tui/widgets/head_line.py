"""The line at the head of every screen."""

from rich.cells import cell_len
from textual.events import Click
from textual.strip import Strip

from renshu.tui.drawing.headline import headline
from renshu.tui.widgets.painted import Painted


class HeadLine(Painted):
    """Where you are, what is so, and what you play on."""

    DEFAULT_CSS = """
    HeadLine { height: 1; width: 1fr; }
    """

    def __init__(self, title: str = "", facts: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._title, self._facts, self._source = title, facts, ""

    def show(self, title: str, facts: tuple[str, ...]) -> None:
        """Tell something else; nothing is repainted where nothing has changed."""
        if (title, facts) != (self._title, self._facts):
            self._title, self._facts = title, facts
            self.refresh()

    def show_source(self, source: str) -> None:
        """Tell what is played on."""
        if source != self._source:
            self._source = source
            self.refresh()

    async def on_click(self, event: Click) -> None:
        """Whoever points at what is played on wants to choose it."""
        if self._source and event.x >= self.size.width - cell_len(self._source) - 2:
            event.stop()
            await self.app.run_action("app.keyboards")

    def render_line(self, y: int) -> Strip:
        """The line, cut to the width."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.style_of("", ""))
        return self.paint(headline(self._title, self._facts, self._source, width), width)
