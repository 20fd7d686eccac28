"""A list to choose from: library, bars of a review, history."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from renshu.tui.actions import Where, bindings
from renshu.tui.drawing import table
from renshu.tui.drawing.row import Span
from renshu.tui.drawing.table import Column, Line
from renshu.tui.widgets.painted import Painted

_MARGIN = 2


class Rows(Protocol):
    """The lines of a list, which may make them as they come into sight."""

    def __len__(self) -> int:
        """How many there are."""

    def key(self, index: int) -> str:
        """What a line stands for."""

    def find(self, key: str) -> int | None:
        """The line of a key; None where it has none."""

    def line(self, index: int) -> Line:
        """A line to be drawn."""


class Lines:
    """Lines that are made already."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._lines = tuple(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def key(self, index: int) -> str:
        """What a line stands for."""
        return self._lines[index].key

    def find(self, key: str) -> int | None:
        """The line of a key."""
        return next((at for at, line in enumerate(self._lines) if line.key == key), None)

    def line(self, index: int) -> Line:
        """A line to be drawn."""
        return self._lines[index]


class LateLines:
    """Lines that are made as they come into sight.

    Args:
        keys: What they stand for.
        make: Makes the line of an index.
    """

    def __init__(self, keys: Sequence[str], make: Callable[[int], Line]) -> None:
        self._keys, self._make = keys, make

    def __len__(self) -> int:
        return len(self._keys)

    def key(self, index: int) -> str:
        """What a line stands for."""
        return self._keys[index]

    def find(self, key: str) -> int | None:
        """The line of a key."""
        return self._keys.index(key) if key in self._keys else None

    def line(self, index: int) -> Line:
        """A line to be drawn."""
        return self._make(index)


class Listing(Painted, can_focus=True):
    """A table with a cursor; only the lines in sight are drawn, however long it is."""

    BINDINGS = bindings(Where.LISTS)

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

    class HeadingClicked(Message):
        """A column is to be what the lines are ordered by."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        has_headings: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._heads = 1 if has_headings else 0
        self._columns = tuple(columns)
        self._wide = table.widths(self._columns, 80)
        self._lines: Rows = Lines()
        self._ordered_by: int | None = None
        self._is_falling = False
        self._cursor = 0
        self._top = 0

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines; the cursor stays on its key where that is still there."""
        self.set_rows(Lines(lines))

    def set_rows(self, rows: Rows, *, is_new: bool = False) -> None:
        """The same with lines that are made as they come into sight.

        Args:
            rows: The lines.
            is_new: Whether the cursor goes to the first, whatever it stood on.
        """
        key = None if is_new else self.selected
        found = rows.find(key) if key is not None else None
        self._lines, before = rows, self._cursor
        # What the cursor stood on is gone: it stays where the eye is.
        self._cursor = (
            (0 if is_new else min(before, max(0, len(rows) - 1))) if found is None else found
        )
        self._top += self._cursor - before if found is not None else 0
        self._follow_cursor()
        self.refresh()

    def set_columns(
        self,
        columns: Sequence[Column],
        ordered_by: int | None = None,
        *,
        is_falling: bool = False,
    ) -> None:
        """Show other columns.

        Args:
            columns: The columns.
            ordered_by: The index of that by which the lines are ordered, which is marked.
            is_falling: Whether the greatest comes first.
        """
        self._columns, self._ordered_by, self._is_falling = tuple(columns), ordered_by, is_falling
        self._wide = table.widths(self._columns, self.size.width - _MARGIN)
        self.refresh()

    def select(self, key: str) -> None:
        """Put the cursor on the line of `key`, if there is one."""
        if (index := self._lines.find(key)) is not None:
            self._move_to(index)

    @property
    def selected(self) -> str | None:
        """The key of the line with the cursor."""
        return self._lines.key(self._cursor) if len(self._lines) else None

    @property
    def cursor(self) -> int:
        """The index of the line with the cursor."""
        return self._cursor

    def lay_out(self, size: Size) -> None:
        """Share the new width among the columns."""
        self._wide = table.widths(self._columns, size.width - _MARGIN)
        self._follow_cursor()

    def on_click(self, event: Click) -> None:
        """Move to the line; a second click chooses it, one on a heading orders by it."""
        index = self._top + event.y - self._heads
        if event.y < self._heads:
            self._click_heading(event.x - _MARGIN)
            return
        if index >= len(self._lines):
            return
        if index == self._cursor and event.chain > 1:
            self.post_message(self.Chosen(self._lines.key(index)))
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
        if y < self._heads:
            heads = table.heading(
                self._columns, self._wide, self._ordered_by, is_falling=self._is_falling
            )
            return self.paint(heads, width, indent=_MARGIN)
        index = self._top + y - self._heads
        if index >= len(self._lines):
            return Strip.blank(width, self.style_of("", ""))
        is_here = index == self._cursor
        ground = "cursor" if is_here else ""
        sign = Span("▸ " if is_here else "  ", "accent", ground)
        line = self._lines.line(index)
        row = table.draw(self._columns, self._wide, line.cells, part=line.part, ground=ground)
        used = sum(self._wide) + _MARGIN * (1 + sum(1 for wide in self._wide if wide))
        rest = Span(" " * max(0, width - used), "", ground)
        return self.paint((sign, *row, rest), width)

    def _click_heading(self, x: int) -> None:
        column = table.column_at(self._wide, x)
        if column is not None:
            self.post_message(self.HeadingClicked(column))

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self._heads)

    def _move_to(self, index: int) -> None:
        index = max(0, min(index, len(self._lines) - 1))
        if index == self._cursor or not len(self._lines):
            return
        self._cursor = index
        self._follow_cursor()
        self.refresh()
        self.post_message(self.Moved(self._lines.key(index)))

    def _follow_cursor(self) -> None:
        lowest = self._cursor - self._room + 1
        last = max(0, len(self._lines) - self._room)
        self._top = max(0, min(max(self._top, lowest), self._cursor, last))
