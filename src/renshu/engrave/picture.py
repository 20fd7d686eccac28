"""An engraved system as dots: what the worker sends and what the screen draws from.

Coordinates are dots from the upper left corner of the system; a text cell is 2 dots wide and 4
dots high. A `Mask` is a picture in one bit a dot.
"""

from dataclasses import dataclass


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
    """Where the text begins; even, so that it is the edge of a cell."""
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
    """What an engraving is made for."""

    width: int
    """Dots a system may be wide: twice the columns."""
    staff_space: int = 4
    """Dots from one staff line to the next; 4 puts a line on every text row."""
