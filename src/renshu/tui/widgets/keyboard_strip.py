"""The piano keyboard at the foot of the practice screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip

from renshu.tui.drawing import keyboard
from renshu.tui.drawing.keyboard import HIGHEST, LOWEST, KeyState
from renshu.tui.widgets.painted import Painted, parts

if TYPE_CHECKING:
    from renshu.tui.drawing.row import Row


class KeyboardStrip(Painted):
    """Shows which keys are expected and which are down; repaints only keys that change."""

    COMPONENT_CLASSES = parts(
        "key-white",
        "key-white-next",
        "key-black",
        "key-ink",
        "key-expected",
        "key-down",
        "key-right",
        "key-wrong",
    )

    DEFAULT_CSS = f"""
    KeyboardStrip {{ height: {keyboard.ROWS}; width: 1fr; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._low, self._high = LOWEST, HIGHEST
        self._shape = keyboard.fit(120, LOWEST, HIGHEST)
        self._states: dict[int, KeyState] = {}
        self._names: dict[int, str] = {}
        self._rows: tuple[Row, ...] = ()

    def set_range(self, low: int, high: int) -> None:
        """Say which keys the music needs, for screens too narrow for all 88."""
        self._low, self._high = low, high
        self._fit(self.size.width)

    def set_names(self, names: Mapping[int, str]) -> None:
        """Print a character on keys: the computer key that plays them."""
        if names != self._names:
            self._names = dict(names)
            self._redraw()

    def set_states(self, states: Mapping[int, KeyState]) -> None:
        """Say what is to be shown on keys; all others are at rest."""
        changed = [
            pitch
            for pitch in states.keys() | self._states.keys()
            if states.get(pitch) != self._states.get(pitch)
        ]
        if not changed:
            return
        self._states = dict(states)
        self._rows = ()
        self.refresh(*[self._region(pitch) for pitch in changed])

    @property
    def expected(self) -> frozenset[int]:
        """The keys shown to be played next."""
        states = self._states.items()
        return frozenset(pitch for pitch, state in states if state is KeyState.EXPECTED)

    def on_resize(self, event: Resize) -> None:
        """Take the widest keys that fit."""
        self._fit(event.size.width)

    def render_line(self, y: int) -> Strip:
        """One row of the keyboard, in the middle of the line."""
        if not self._rows:
            self._rows = keyboard.draw(self._shape, self._states, self._names)
        return self.paint(self._rows[y], self.size.width, indent=self._left)

    @property
    def _left(self) -> int:
        return max(0, (self.size.width - self._shape.width) // 2)

    def _region(self, pitch: int) -> Region:
        columns = self._shape.columns(pitch)
        return Region(self._left + columns.start, 0, len(columns), keyboard.ROWS)

    def _fit(self, width: int) -> None:
        self._shape = keyboard.fit(max(60, width), self._low, self._high)
        self._redraw()

    def _redraw(self) -> None:
        self._rows = ()
        self.refresh()
