"""What an engraver draws, as shapes with their meaning.

Lengths are Verovio's: 180 units to a staff space, y downward. `part` is the class of the group a
shape stands in (`notehead`, `stem`, `beam`, `slur`, …), `owner` the id of the note or rest it
belongs to, `staff` the index of the staff it is written on; None for what lies between staves.
"""

from dataclasses import dataclass, field

SPACE = 180
"""Units from one staff line to the next."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A glyph of the music font."""

    part: str
    code: int
    """Its code point in SMuFL."""
    x: float
    y: float
    size: float
    """1 for a normal note, less for a grace note."""
    owner: str | None = None
    is_upright: bool = False
    """Turned by a quarter, as the wave of an arpeggio is."""
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke, or several that join."""

    part: str
    points: tuple[Point, ...]
    width: float
    is_dashed: bool = False
    staff: int | None = None
    end_staff: int | None = None
    """Of the last point: the tip of a stem is where its beam is."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A slur, tie, or half a brace: the cubic Bézier curve in its middle."""

    part: str
    points: tuple[Point, Point, Point, Point]
    thickness: float = 0
    """In its middle; it is thin at its ends."""


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon: a beam."""

    part: str
    points: tuple[Point, ...]
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """A line beside the staves for as long as something holds: an octave, a pedal, an ending."""

    part: str
    """`octave`, `pedal` or `voltaBracket`."""
    left: float
    right: float
    y: float
    text: str = ""
    """What stands at its beginning: `8va`, `1.`"""
    is_above: bool = False
    """Whether it stands above what it is for, its hooks pointing down."""
    is_dashed: bool = False
    has_start: bool = False
    """Whether it has a hook at its beginning."""
    has_end: bool = False
    """Whether it has a hook at its end; none if it goes on in the next system."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A dot behind a note."""

    part: str
    x: float
    y: float
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text on one line."""

    part: str
    x: float
    y: float
    """Of the baseline."""
    size: float
    """Of the font."""
    text: str
    anchor: str = "start"
    """`start`, `middle` or `end`: which of its points x is."""
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class StemmedHeads:
    """The heads of a note or chord, and the x of the stem between or beside them."""

    heads: tuple[Symbol, ...]
    stem: float | None


@dataclass(frozen=True, slots=True)
class Staff:
    """The extent of a staff's lines in one measure."""

    left: float
    right: float
    lines: tuple[float, ...]
    """The y of each, from the top."""


@dataclass(slots=True)
class Drawing:
    """All shapes of a system."""

    width: float = 0
    indent: float = 0
    """Units left of x = 0."""
    heads: list[StemmedHeads] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    discs: list[Disc] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    measures: list[list[Staff]] = field(default_factory=list)
    """The staves of each measure, from the top."""
    outlines: dict[int, str] = field(default_factory=dict)
    """The path data of the glyphs used, 1000 units to four spaces, y upward."""
