"""The piano keyboard as three rows of text cells.

White keys are one to three cells wide. A black key takes the last cell of the white key below
it, or the right half of that cell where a white key has only one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

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
        return tuple(
            pitch for pitch in range(self.lowest, self.highest + 1) if not is_black_key(pitch)
        )

    def columns(self, pitch: int) -> range:
        """The cells that show `pitch`; empty where the key is not drawn."""
        if not self.lowest <= pitch <= self.highest:
            return range(0)
        white = pitch - 1 if is_black_key(pitch) else pitch
        left = self.white_width * _white_keys_between(self.lowest, white)
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
    painter = _Painter(shape, states, names)
    return tuple(row(painter.cells(level)) for level in range(ROWS))


@dataclass(frozen=True, slots=True)
class _Painter:
    shape: KeyboardShape
    states: Mapping[int, KeyState]
    names: Mapping[int, str]

    def cells(self, level: int) -> Iterator[Cell]:
        for index, white in enumerate(self.shape.white_keys):
            shade = "key-white" if index % 2 else "key-white-next"
            ground = self._ground(white, shade)
            face = self._face(white) if level == ROWS - 1 else " "
            black = white + 1
            has_black = level < ROWS - 1 and is_black_key(black) and black <= self.shape.highest
            plain = self.shape.white_width - (1 if has_black else 0)
            if plain:
                yield Cell(face, "key-ink", ground)
                yield from [Cell(" ", "key-ink", ground)] * (plain - 1)
            if has_black:
                yield self._black(black, ground, level)

    def _black(self, pitch: int, white_ground: str, level: int) -> Cell:
        ground = self._ground(pitch, "key-black")
        face = self._face(pitch) if level == ROWS - 2 else " "
        if self.shape.white_width > 1:
            return Cell(face, "key-ink", ground)
        if pitch in self.states and level == ROWS - 2:
            return Cell(face, "key-ink", ground)
        return Cell("▐", ground, white_ground)

    def _ground(self, pitch: int, otherwise: str) -> str:
        state = self.states.get(pitch)
        return f"key-{state.value}" if state else otherwise

    def _face(self, pitch: int) -> str:
        state = self.states.get(pitch)
        return _MARKS[state] if state else self.names.get(pitch, " ")


def _white_keys_between(lowest: int, pitch: int) -> int:
    return sum(not is_black_key(key) for key in range(lowest, pitch))
