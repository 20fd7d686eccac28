"""The piano keyboard as three rows of text cells.

White keys are one to three cells wide. A black key takes the last cell of the white key below
it, or the right half of that cell where a white key has only one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from renshu.score.compass import GRAND, Compass
from renshu.score.pitch import is_black_key, pitch_name
from renshu.tui.drawing.row import Cell, Row, row

ROWS = 3
"""Two with black keys, one of white keys alone, which bears the names."""


class KeyState(StrEnum):
    """What is to be said about one key; the value names its colour."""

    EXPECTED = "expected"
    """By the right hand."""
    EXPECTED_LEFT = "expected-left"
    DOWN = "down"
    RIGHT = "right"
    WRONG = "wrong"


EXPECTED = frozenset({KeyState.EXPECTED, KeyState.EXPECTED_LEFT})
"""The states of keys that are to be played."""

_MARKS = {
    KeyState.EXPECTED: "•",
    KeyState.EXPECTED_LEFT: "•",
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
    piano: Compass = GRAND
    """The keys that the player's piano has; others are drawn as missing."""

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


def fit(width: int, low: int, high: int, piano: Compass = GRAND) -> KeyboardShape:
    """The piano where it fits two cells a key, else as many octaves as are needed, or keys.

    Args:
        width: Cells.
        low: The lowest key that the music needs, be it on the piano or not.
        high: The highest one.
        piano: The keys that the player's piano has.
    """
    whole = _from_white_to_white(piano.widened(low, high))
    octaves = Compass(max(whole.lowest, low - low % 12), min(whole.highest, high + 11 - high % 12))
    for keys in (whole, octaves, _from_white_to_white(Compass(low, high))):
        if (widest := _widest(width, keys)) >= 2:
            return KeyboardShape(keys.lowest, keys.highest, widest, piano)
    return KeyboardShape(whole.lowest, whole.highest, 1, piano)


@dataclass(frozen=True, slots=True)
class Print:
    """What is printed on keys that have no state, or beside their state."""

    names: Mapping[int, str] = field(default_factory=dict)
    """A character by MIDI number: the computer key, or the name of the note."""
    fingers: Mapping[int, str] = field(default_factory=dict)
    """A digit for keys that are expected."""


PLAIN = Print()


def draw(
    shape: KeyboardShape, states: Mapping[int, KeyState], printed: Print = PLAIN
) -> tuple[Row, ...]:
    """The rows of the keyboard.

    Args:
        shape: Which keys, how wide.
        states: What is to be said about keys, by MIDI number.
        printed: What is printed on them.
    """
    whites = _white_keys(shape.lowest, shape.highest)
    faces = [
        (
            _face(shape, white, states, printed, is_second=index % 2 == 1),
            _black_face(shape, white + 1, states, printed),
        )
        for index, white in enumerate(whites)
    ]
    return tuple(
        row(
            cell
            for white, black in faces
            for cell in _key_cells(white, black, shape.white_width, level)
        )
        for level in range(ROWS)
    )


class _Face(NamedTuple):
    """How one key looks."""

    ground: str
    ink: str
    text: str


def _face(
    shape: KeyboardShape,
    pitch: int,
    states: Mapping[int, KeyState],
    printed: Print,
    *,
    is_second: bool = False,
) -> _Face:
    state, is_black = states.get(pitch), is_black_key(pitch)
    if state is not None:
        mark = printed.fingers.get(pitch) if state in EXPECTED else None
        return _Face(f"key-{state.value}", "key-black", mark or _MARKS[state])
    if pitch not in shape.piano:
        return _Face("key-absent", "staff", "·")
    name = printed.names.get(pitch, "")
    if is_black:
        return _Face("key-black", "key-white-next", name or " ")
    octave = pitch_name(pitch) if pitch % 12 == 0 and shape.white_width > 1 else " "
    # Neighbouring white keys have different shades.
    ground = "key-white" if is_second else "key-white-next"
    return _Face(ground, "key-ink", name or octave)


def _black_face(
    shape: KeyboardShape, pitch: int, states: Mapping[int, KeyState], printed: Print
) -> _Face | None:
    if pitch > shape.highest or not is_black_key(pitch):
        return None
    return _face(shape, pitch, states, printed)


@lru_cache(maxsize=2048)
def _key_cells(white: _Face, black: _Face | None, width: int, level: int) -> tuple[Cell, ...]:
    """One row of a white key and, in the upper rows, of the black key to its right."""
    if level == ROWS - 1:
        return (Cell(white.text[:width].ljust(width), white.ink, white.ground),)
    if black is None:
        return _blank(white.ground, width)
    return (*_blank(white.ground, width - 1), _black_cell(black, white.ground, width, level))


def _black_cell(black: _Face, white_ground: str, width: int, level: int) -> Cell:
    has_text = level == ROWS - 2
    if width == 1 and not (has_text and black.ink == "key-black"):
        return Cell("▐", black.ground, white_ground)
    return Cell(black.text if has_text else " ", black.ink, black.ground)


def _blank(ground: str, count: int) -> tuple[Cell, ...]:
    return (Cell(" " * count, "key-ink", ground),) if count else ()


def _from_white_to_white(keys: Compass) -> Compass:
    low, high = is_black_key(keys.lowest), is_black_key(keys.highest)
    return Compass(keys.lowest - low, keys.highest + high)


def _widest(width: int, keys: Compass) -> int:
    """Cells a white key can have, at most three."""
    return min(3, width // len(_white_keys(keys.lowest, keys.highest)))


@lru_cache(maxsize=32)
def _white_keys(lowest: int, highest: int) -> tuple[int, ...]:
    return tuple(pitch for pitch in range(lowest, highest + 1) if not is_black_key(pitch))
