"""The piano keyboard as three rows of text cells.

White keys are one to three cells wide. A black key takes the last cell of the white key below
it, or the right half of that cell where a white key has only one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from renshu.score.pitch import is_black_key
from renshu.tui.drawing.row import Cell, Row, row

LOWEST, HIGHEST = 21, 108
"""A0 and C8: the 88 keys."""

ROWS = 3
"""Two with black keys, one of white keys alone, which bears the names."""


class KeyState(StrEnum):
    """What is to be said about one key; the value names its colour."""

    EXPECTED = "expected"
    DOWN = "down"
    RIGHT = "right"
    WRONG = "wrong"


_MARKS = {
    KeyState.EXPECTED: "•",
    KeyState.DOWN: "○",
    KeyState.RIGHT: "●",
    KeyState.WRONG: "×",
}


@dataclass(frozen=True, slots=True)
class KeyboardShape:
    """The keys that are drawn, from a white key to a white key, and how wide a white key is."""

    lowest: int
    highest: int
    white_width: int

    @property
    def width(self) -> int:
        """Cells from end to end."""
        return len(self.white_keys) * self.white_width

    @property
    def white_keys(self) -> tuple[int, ...]:
        """MIDI numbers of the white keys."""
        return _white_keys(self.lowest, self.highest)

    def columns(self, pitch: int) -> range:
        """The cells that show `pitch`; empty where the key is not drawn."""
        if not self.lowest <= pitch <= self.highest:
            return range(0)
        white = pitch - 1 if is_black_key(pitch) else pitch
        left = self.white_width * _white_keys(self.lowest, self.highest).index(white)
        right = left + self.white_width
        return range(right - 1, right) if is_black_key(pitch) else range(left, right)


def fit(width: int, low: int, high: int) -> KeyboardShape:
    """All 88 keys where they fit two cells wide, else the octaves from `low` to `high`."""
    whole = KeyboardShape(LOWEST, HIGHEST, max(1, min(3, width // 52)))
    if whole.white_width >= 2:
        return whole
    lowest = max(LOWEST, low - low % 12)
    highest = min(HIGHEST, high + 11 - high % 12)
    part = KeyboardShape(lowest, highest, 1)
    wide = min(3, width // len(part.white_keys))
    return KeyboardShape(lowest, highest, wide) if wide >= 2 else whole


def draw(
    shape: KeyboardShape, states: Mapping[int, KeyState], names: Mapping[int, str]
) -> tuple[Row, ...]:
    """The rows of the keyboard.

    Args:
        shape: Which keys, how wide.
        states: What is to be said about keys, by MIDI number.
        names: One character to print on a key that has no state.
    """
    return tuple(
        row(
            cell
            for index, white in enumerate(_white_keys(shape.lowest, shape.highest))
            for cell in _key_cells(
                _Face(states.get(white), names.get(white, " "), is_second=index % 2 == 1),
                _black_face(shape, white + 1, states, names),
                shape.white_width,
                level,
            )
        )
        for level in range(ROWS)
    )


class _Face(NamedTuple):
    """How one key looks."""

    state: KeyState | None
    name: str
    is_second: bool = False
    """Neighbouring white keys have different shades."""

    @property
    def text(self) -> str:
        return _MARKS[self.state] if self.state else self.name

    @property
    def ink(self) -> str:
        return "key-black" if self.state else "key-ink"


def _black_face(
    shape: KeyboardShape, pitch: int, states: Mapping[int, KeyState], names: Mapping[int, str]
) -> _Face | None:
    if pitch > shape.highest or not is_black_key(pitch):
        return None
    return _Face(states.get(pitch), names.get(pitch, " "))


@lru_cache(maxsize=2048)
def _key_cells(white: _Face, black: _Face | None, width: int, level: int) -> tuple[Cell, ...]:
    """One row of a white key and, in the upper rows, of the black key to its right."""
    shade = "key-white" if white.is_second else "key-white-next"
    ground = f"key-{white.state.value}" if white.state else shade
    if level == ROWS - 1:
        return (Cell(white.text, white.ink, ground), *_blank(ground, width - 1))
    if black is None:
        return _blank(ground, width)
    return (*_blank(ground, width - 1), _black_cell(black, ground, width, level))


def _black_cell(black: _Face, white_ground: str, width: int, level: int) -> Cell:
    ground = f"key-{black.state.value}" if black.state else "key-black"
    has_text = level == ROWS - 2
    if width == 1 and not (has_text and black.state):
        return Cell("▐", ground, white_ground)
    ink = black.ink if black.state else "key-white-next"
    return Cell(black.text if has_text else " ", ink, ground)


def _blank(ground: str, count: int) -> tuple[Cell, ...]:
    return (Cell(" ", "key-ink", ground),) * count


@lru_cache(maxsize=32)
def _white_keys(lowest: int, highest: int) -> tuple[int, ...]:
    return tuple(pitch for pitch in range(lowest, highest + 1) if not is_black_key(pitch))
