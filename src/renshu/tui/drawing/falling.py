"""What the view of the falling notes looks at, and what it shows in a row.

Time is counted in eighths of a row, for the block characters have so many heights. All places are
whole eighths, so a row looks the same wherever it has come down to, and is drawn once.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from renshu.evening.verdicts import Verdict
from renshu.score.pitch import is_black_key
from renshu.tui.drawing.keyboard import KeyboardShape
from renshu.tui.drawing.road import Road

EIGHTHS = 8
"""Heights of a cell."""


class Patch(NamedTuple):
    """The part of a note that lies in one row."""

    column: int
    width: int
    low: int
    """Eighths above the foot of the row."""
    high: int
    look: str
    text: str = ""
    """What is printed on it; the row is then filled."""
    is_black: bool = False
    """Whether it falls on a black key."""


class Line(NamedTuple):
    """A line across a row."""

    kind: str
    """`now`, `bar` or `beat`."""
    level: int
    """0 at the foot of the row, 1 in the middle, 2 at its head."""
    label: str = ""


class Plan(NamedTuple):
    """All that a row shows: rows with equal plans look equal."""

    line: Line | None
    is_shaded: bool
    patches: tuple[Patch, ...]
    ghosts: tuple[int, ...] = ()
    """Columns of keys that nobody asked for."""


@dataclass(slots=True)
class Played:
    """What has become of the notes so far."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    """By the key of the occurrence."""
    ghosts: list[tuple[int, float]] = field(default_factory=list)
    """Pitch and performed quarters of wrong keys."""

    def forget_before(self, road: Road, place: float) -> None:
        """Forget what has sunk away: an hour of playing shall not be carried along."""
        self.verdicts = {
            key: one for key, one in self.verdicts.items() if road.start_of(key) >= place
        }
        self.ghosts = [ghost for ghost in self.ghosts if ghost[1] >= place]

    def forget_from(self, road: Road, place: float) -> None:
        """Forget what comes at a place or after it."""
        gone = [key for key in self.verdicts if road.start_of(key) >= place]
        for key in gone:
            del self.verdicts[key]
        self.ghosts = [ghost for ghost in self.ghosts if ghost[1] < place]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the view looks at; the place of the music is all that changes from frame to frame."""

    road: Road
    shape: KeyboardShape
    rows_per_quarter: float
    height: int
    """Rows."""
    quiet: frozenset[str] = frozenset()
    """The ids of notes that are not asked."""
    shaded: range = range(0)
    """Measures that lie in the loop."""
    has_names: bool = False
    """Whether notes bear their names, and not their fingers."""
    secret: frozenset[str] = frozenset()
    """The ids of notes that are hidden."""
    reveals: bool = True
    """Whether hidden notes appear once they have been played."""

    @property
    def past(self) -> int:
        """Rows below the line, where what was played sinks away."""
        return max(1, min(4, self.height // 6))

    @property
    def scale(self) -> float:
        """Eighths of a row a quarter."""
        return self.rows_per_quarter * EIGHTHS

    def foot(self, place: float) -> int:
        """The eighth at which the lowest row begins while the music is at a place."""
        return round(place * self.scale) - self.past * EIGHTHS

    def time_at(self, y: int, place: float) -> float:
        """Performed quarters in the middle of a row, 0 being the highest."""
        above = self.foot(place) + (self.height - y - 0.5) * EIGHTHS
        return above / self.scale


def fitting_scale(road: Road) -> float:
    """Rows a quarter at which the quick notes of a piece have a row each, within reason."""
    return max(2.0, min(6.0, 1.0 / road.usual_step))


def note_columns(shape: KeyboardShape, pitch: int) -> range:
    """The cells of a falling note: those of its key, as far as no black key covers them."""
    columns = shape.columns(pitch)
    if is_black_key(pitch) or shape.white_width < 3:
        return columns
    return range(columns.start, columns.stop - 1)
