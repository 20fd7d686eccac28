"""The piano keyboard at the foot of the practice screen."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip

from renshu.score.compass import GRAND, Compass
from renshu.score.pitch import is_black_key, pitch_name
from renshu.tui.drawing import keyboard
from renshu.tui.drawing.keyboard import EXPECTED, KeyState, Print
from renshu.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from renshu.tui.drawing.row import Row

_NO_FINGERS: Mapping[int, str] = MappingProxyType({})
_LEAST_WIDTH = 60


class KeyboardStrip(Painted):
    """Shows which keys are expected and which are down; repaints only keys that change."""

    DEFAULT_CSS = f"""
    KeyboardStrip {{ height: {keyboard.ROWS}; width: 1fr; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._low, self._high, self._piano = GRAND.lowest, GRAND.highest, GRAND
        self._shape = keyboard.fit(120, GRAND.lowest, GRAND.highest)
        self._states: dict[int, KeyState] = {}
        self._fingers: Mapping[int, str] = _NO_FINGERS
        self._names: dict[int, str] = {}
        self._orders: Mapping[int, str] = {}
        self._has_note_names = False
        self._rows: tuple[Row, ...] = ()

    def set_range(self, low: int, high: int, piano: Compass = GRAND) -> None:
        """Say which keys the music needs, and which the piano has."""
        self._low, self._high, self._piano = low, high, piano
        self._fit(self.size.width)

    def set_names(self, names: Mapping[int, str]) -> None:
        """Print a character on keys: the computer key that plays them."""
        if names != self._names:
            self._names = dict(names)
            self._redraw()

    def set_orders(self, orders: Mapping[int, str]) -> None:
        """Print what keys order, and nothing else; where it is nothing, what was there before."""
        if orders != self._orders:
            self._orders = dict(orders)
            self._redraw()

    def set_names_shown(self, is_shown: bool) -> None:
        """Print on the white keys which notes they are."""
        self._has_note_names = is_shown
        self._redraw()

    def set_states(
        self, states: Mapping[int, KeyState], fingers: Mapping[int, str] = _NO_FINGERS
    ) -> None:
        """Say what is to be shown on keys, and with which fingers; all others are at rest."""
        changed = [
            pitch
            for pitch in states.keys() | self._states.keys()
            if states.get(pitch) != self._states.get(pitch)
            or fingers.get(pitch) != self._fingers.get(pitch)
        ]
        if not changed:
            return
        self._states, self._fingers = dict(states), fingers
        self._rows = ()
        self.refresh(*[self._region(pitch) for pitch in changed])

    @property
    def expected(self) -> frozenset[int]:
        """The keys shown to be played next."""
        return frozenset(pitch for pitch, state in self._states.items() if state in EXPECTED)

    def on_resize(self, event: Resize) -> None:
        """Take the widest keys that fit."""
        self._fit(event.size.width)

    def render_line(self, y: int) -> Strip:
        """One row of the keyboard, in the middle of the line."""
        if not self._rows:
            self._rows = self._drawn()
        return self.paint(self._rows[y], self.size.width, indent=self._left)

    def _drawn(self) -> "tuple[Row, ...]":
        if self._orders:
            return keyboard.draw(self._shape, {}, Print(self._orders))
        printed = Print(self._printed_names(), self._fingers)
        return keyboard.draw(self._shape, self._states, printed)

    def _printed_names(self) -> Mapping[int, str]:
        if not self._has_note_names:
            return self._names
        return {key: pitch_name(key)[0] for key in range(128) if not is_black_key(key)}

    @property
    def _left(self) -> int:
        return max(0, (self.size.width - self._shape.width) // 2)

    def _region(self, pitch: int) -> Region:
        columns = self._shape.columns(pitch)
        return Region(self._left + columns.start, 0, len(columns), keyboard.ROWS)

    def _fit(self, width: int) -> None:
        self._shape = keyboard.fit(max(_LEAST_WIDTH, width), self._low, self._high, self._piano)
        self._redraw()

    def _redraw(self) -> None:
        self._rows = ()
        self.refresh()
