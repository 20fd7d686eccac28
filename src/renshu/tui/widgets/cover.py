"""The cover of what the cursor stands on: what is known of it, and how it begins."""

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from renshu.tui.drawing.row import Row, cut
from renshu.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from textual.events import Click

    from renshu.tui.browsing.about import About
    from renshu.tui.drawing.overlay import Overlay
    from renshu.tui.drawing.system import SystemDrawing

_MARGIN, _GAP = 2, 3
LEAST_WIDTH, LEAST_HEIGHT = 96, 10
"""Cells below which there is room for words only."""
WORDS_SHARE = 0.46
"""Of the width, where notation stands beside them."""


class Cover(Painted):
    """Words on the left, the opening bars on the right where there is room."""

    DEFAULT_CSS = """
    Cover { height: 4; width: 1fr; }
    """

    class EchoClicked(Message):
        """The player wants to go where a theme returns."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class RoomChanged(Message):
        """There is more room for notation, or less."""

    def __init__(self) -> None:
        super().__init__()
        self._about: About | None = None
        self._rows: tuple[Row, ...] = ()
        self._echoes: list[int] = []
        self._drawing: SystemDrawing | None = None
        self._overlay: Overlay | None = None

    @property
    def columns(self) -> int:
        """Columns for notation; 0 where there is no room."""
        width, height = self.size
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            return 0
        return width - 2 * _MARGIN - _GAP - self._words_width

    @property
    def about(self) -> "About | None":
        """What it tells of."""
        return self._about

    def show(self, about: "About | None") -> None:
        """Tell of something."""
        self._about = about
        self._write()
        self.refresh()

    def show_opening(self, drawing: "SystemDrawing | None") -> None:
        """Show how it begins, or nothing."""
        from renshu.tui.drawing.overlay import Overlay

        if drawing is not self._drawing:
            self._drawing, self._overlay = drawing, Overlay()
            self.refresh()

    def on_resize(self) -> None:
        """Lay it out anew."""
        self._drawing = None
        self._write()
        self.post_message(self.RoomChanged())

    def on_click(self, event: "Click") -> None:
        """A click on a theme goes where it returns."""
        if event.y in self._echoes:
            self.post_message(self.EchoClicked(self._echoes.index(event.y)))

    def render_line(self, y: int) -> Strip:
        """Words, and beside them notation."""
        width = self.size.width
        words = self._rows[y] if y < len(self._rows) else ()
        strip = self.paint(words, width, indent=_MARGIN)
        notation = self._notation(y)
        if not notation:
            return strip
        left = _MARGIN + self._words_width + _GAP
        return Strip.join([strip.crop(0, left), self.paint(notation, width - left)])

    def _notation(self, y: int) -> Row:
        drawing = self._drawing
        if drawing is None or self._overlay is None or not self.columns:
            return ()
        # What is cut is what is above the staves, so far as they themselves are seen.
        lowest = min(drawing.height, drawing.last_staff_row + 2)
        skipped = max(0, min(drawing.staff_row, lowest - self.size.height))
        if not 0 <= y + skipped < drawing.height:
            return ()
        return cut(drawing.row(y + skipped, self._overlay), 0, self.columns)

    @property
    def _words_width(self) -> int:
        width, height = self.size
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            return width - 2 * _MARGIN
        return int(width * WORDS_SHARE)

    def _write(self) -> None:
        self._rows, self._echoes = (), []
        about, width = self._about, self._words_width
        if about is None or width <= 0:
            return
        from renshu.tui.browsing.about import ECHO, facts, utc_now

        self._rows = facts(about, width, utc_now())
        self._echoes = [y for y, row in enumerate(self._rows) if row[0] == ECHO]
