"""An engraved system as dots: what the worker sends and what the screen draws from.

Coordinates are dots from the upper left corner of the system; a text cell has as many dots as the
`Layout` says. A `Mask` is a picture in one bit a dot.
"""

from dataclasses import dataclass

FINE = 8
"""Dots a staff space from which shapes are those of the font and strokes as thick as on paper."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A one-bit picture; `rows[y]` is an integer whose bit `x` (from the least) is the dot."""

    width: int
    height: int
    rows: tuple[int, ...]

    def at(self, x: int, y: int) -> bool:
        """Whether the dot is set; outside the picture it is not."""
        return 0 <= y < self.height and 0 <= x < self.width and bool(self.rows[y] >> x & 1)


@dataclass(frozen=True, slots=True)
class Glyph:
    """The head of a note: where it lies and which dots are its own."""

    x: int
    y: int
    mask: Mask

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the head."""
        return self.x + self.mask.width / 2, self.y + self.mask.height / 2


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be shown as terminal text: a tempo mark, bar number, lyric, dynamic, fingering."""

    x: int
    """Where the text begins; the edge of a cell."""
    y: int
    """The middle of the line of text, which fills one text row."""
    kind: str
    """`tempo`, `words`, `bar`, `lyric`, `dynamic`, `fingering`, `chord`, `tuplet`, `octave`,
    `ornament`, `pedal`, `ending`, `rehearsal`.
    """
    text: str
    note_id: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureBox:
    """Where a measure lies in its system."""

    measure: int
    """Index of the written measure."""
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class StaffLines:
    """Where a staff lies: the y of its five lines from the top, and its extent in x."""

    staff: int
    left: int
    right: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SystemPicture:
    """One system: a row of measures over both staves."""

    width: int
    height: int
    ink: Mask
    """All else that is drawn, note heads included."""
    staff: Mask
    """The staff lines, bar lines and pedal lines, to be drawn quietly."""
    heads: dict[str, Glyph]
    """By note id, ids of tied continuations included."""
    measures: tuple[MeasureBox, ...]
    staves: tuple[StaffLines, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What an engraving is made for.

    As it stands, dots for text cells: a glyph drawn by hand up to four dots a staff space, and
    every line a dot thin. For pixels, ask for larger ones: `Layout(1200, 12, (10, 20))` fills 120
    columns of ten by twenty pixels with twelve pixels a staff space, its outlines and strokes those
    of the font. One bit a pixel looks ragged; for grey edges ask for all of it `grain` times as
    large, `Layout(3600, 36, (30, 60), grain=3)`, and let `shades.shades(mask, 3)` make pixels of
    the masks. All coordinates of the picture are then thirds of pixels.
    """

    width: int
    """Dots a system may be wide: the columns times the dots of a cell."""
    staff_space: int = 4
    """Dots from one staff line to the next; 4 puts a line on every text row."""
    cell: tuple[int, int] = (2, 4)
    """Dots of a text cell, across and down. Systems are whole cells high, words stand in cells."""
    grain: int = 1
    """Dots of a pixel each way; level and upright lines fill whole pixels. It should divide the
    staff space and the cell.
    """

    @property
    def is_fine(self) -> bool:
        """Whether there are dots enough for lines to be thick or thin."""
        return self.staff_space >= FINE
