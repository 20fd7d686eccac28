"""A list to choose from: library, bars of a review, history."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message
from textual.strip import Strip

from renshu.tui.actions import Where, bindings
from renshu.tui.drawing import table
from renshu.tui.drawing.row import Span
from renshu.tui.drawing.table import Column
from renshu.tui.widgets.painted import Painted, parts

_MARGIN = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    key: str
    """What the line stands for."""
    cells: tuple[str, ...]
    part: str = ""
    """What cells are drawn as in columns that leave it to the line."""


class Listing(Painted, can_focus=True):
    """A table with a cursor; only the lines in sight are drawn, however long it is."""

    BINDINGS = bindings(Where.LISTS)

    COMPONENT_CLASSES = parts(
        "accent", "words", "quiet", "ink", "cursor", "right", "fair", "wrong", "missed"
    )

    DEFAULT_CSS = """
    Listing { height: 1fr; width: 1fr; }
    """

    class Chosen(Message):
        """A line was clicked a second time."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

        def can_replace(self, message: Message) -> bool:
            """Only where it stands now matters."""
            return isinstance(message, Listing.Moved)

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._wide = table.widths(self._columns, 80)
        self._lines: tuple[Line, ...] = ()
        self._cursor = 0
        self._top = 0

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the cursor stays on its key where that is still there."""
        key = self.selected
        self._lines = tuple(lines)
        keys = [line.key for line in self._lines]
        self._cursor = keys.index(key) if key in keys else 0
        self._follow_cursor()
        self.refresh()

    def select(self, key: str) -> None:
        """Put the cursor on the line of `key`, if there is one."""
        keys = [line.key for line in self._lines]
        if key in keys:
            self._move_to(keys.index(key))

    @property
    def selected(self) -> str | None:
        """The key of the line with the cursor."""
        return self._lines[self._cursor].key if self._lines else None

    def on_resize(self, event: Resize) -> None:
        """Share the new width among the columns."""
        self._wide = table.widths(self._columns, event.size.width - _MARGIN)
        self._follow_cursor()
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Move to the line; a second click chooses it."""
        index = self._top + event.y - 1
        if event.y < 1 or index >= len(self._lines):
            return
        if index == self._cursor and event.chain > 1:
            self.post_message(self.Chosen(self._lines[index].key))
        self._move_to(index)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self._move_to(self._cursor + 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self._move_to(self._cursor - 1)

    def action_up(self) -> None:
        """One line up."""
        self._move_to(self._cursor - 1)

    def action_down(self) -> None:
        """One line down."""
        self._move_to(self._cursor + 1)

    def action_page_up(self) -> None:
        """A page up."""
        self._move_to(self._cursor - self._room)

    def action_page_down(self) -> None:
        """A page down."""
        self._move_to(self._cursor + self._room)

    def action_first(self) -> None:
        """To the first line."""
        self._move_to(0)

    def action_last(self) -> None:
        """To the last line."""
        self._move_to(len(self._lines) - 1)

    def render_line(self, y: int) -> Strip:
        """The headings, then the lines in sight."""
        width = self.size.width
        if y == 0:
            return self.paint(table.heading(self._columns, self._wide), width, indent=_MARGIN)
        index = self._top + y - 1
        if index >= len(self._lines):
            return Strip.blank(width, self.style_of("", ""))
        is_here = index == self._cursor
        ground = "cursor" if is_here else ""
        sign = Span("▸ " if is_here else "  ", "accent", ground)
        line = self._lines[index]
        row = table.draw(self._columns, self._wide, line.cells, part=line.part, ground=ground)
        used = sum(self._wide) + _MARGIN * (1 + sum(1 for wide in self._wide if wide))
        rest = Span(" " * max(0, width - used), "", ground)
        return self.paint((sign, *row, rest), width)

    @property
    def _room(self) -> int:
        return max(1, self.size.height - 1)

    def _move_to(self, index: int) -> None:
        index = max(0, min(index, len(self._lines) - 1))
        if index == self._cursor or not self._lines:
            return
        self._cursor = index
        self._follow_cursor()
        self.refresh()
        self.post_message(self.Moved(self._lines[index].key))

    def _follow_cursor(self) -> None:
        lowest = self._cursor - self._room + 1
        last = max(0, len(self._lines) - self._room)
        self._top = max(0, min(max(self._top, lowest), self._cursor, last))
