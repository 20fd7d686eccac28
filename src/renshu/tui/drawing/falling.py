"""Falling notes: which parts of which notes each row of the view shows.

Time is counted in eighths of a row, for the block characters have so many heights. All places are
whole eighths, so a row looks the same wherever it has come down to, and is drawn once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from renshu.score.notation import Hand
from renshu.score.pitch import is_black_key
from renshu.tui.drawing.keyboard import KeyboardShape
from renshu.tui.drawing.road import Occurrence, Road, RoadNote
from renshu.tui.drawing.verdicts import MARKS, Verdict

EIGHTHS = 8
"""Heights of a cell."""

LEVELS = 3
"""Heights in a cell at which a line can be drawn."""

_LEAST = 3
"""Eighths that a note has at least."""

UNPLAYABLE = "!"
"""Stands on notes for which the player's piano has no key."""

_HANDS = {Hand.RIGHT: "note-right-hand", Hand.LEFT: "note-left-hand"}
_VERDICTS = {
    Verdict.RIGHT: "note-right",
    Verdict.EARLY: "note-timing",
    Verdict.LATE: "note-timing",
    Verdict.WRONG: "note-wrong",
    Verdict.MISSED: "note-missed",
}
PARTS = ("note-quiet", *_HANDS.values(), *dict.fromkeys(_VERDICTS.values()))
"""What notes look like; ink and ground of each have the same colour."""


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


def plans(scene: Scene, place: float, played: Played) -> tuple[Plan, ...]:
    """What each row shows, from the highest to the lowest, while the music is at a place."""
    foot, scale = scene.foot(place), scene.scale
    low, high = foot / scale, (foot + scene.height * EIGHTHS) / scale
    patches = _patches(scene, foot, low, high, played.verdicts)
    lines = _lines(scene, foot, low, high)
    ghosts = _ghosts(scene, foot, low, high, played)
    shaded = _shaded(scene, foot, low, high) if scene.shaded else frozenset()
    return tuple(
        Plan(
            lines.get(index),
            index in shaded,
            tuple(sorted(patches.get(index, ()), key=_order)),
            tuple(sorted(ghosts.get(index, ()))),
        )
        for index in range(scene.height - 1, -1, -1)
    )


def _patches(
    scene: Scene, foot: int, low: float, high: float, verdicts: Mapping[int, Verdict]
) -> dict[int, list[Patch]]:
    """By row, counted from the lowest."""
    rows: dict[int, list[Patch]] = {}
    for occurrence in scene.road.notes_between(low, high):
        verdict = verdicts.get(occurrence.key)
        for index, patch in _cut(scene, occurrence, foot, verdict):
            rows.setdefault(index, []).append(patch)
    return rows


def _cut(
    scene: Scene, occurrence: Occurrence, foot: int, verdict: Verdict | None
) -> Iterator[tuple[int, Patch]]:
    """A note row by row."""
    note, shift = occurrence.note, occurrence.shift
    columns = note_columns(scene.shape, note.pitch)
    is_black = is_black_key(note.pitch)
    start = round((note.start + shift) * scene.scale) - foot
    end = max(start + _LEAST, round((note.end + shift) * scene.scale) - foot - 1)
    first, last = start // EIGHTHS, (end - 1) // EIGHTHS
    look = _look(scene, note, verdict)
    text = MARKS[verdict] if verdict else _text(scene, note, len(columns))
    labelled = _labelled_row(start, end) if text else None
    for index in range(max(0, first), min(scene.height - 1, last) + 1):
        base = index * EIGHTHS
        bottom, top = max(0, start - base), min(EIGHTHS, end - base)
        here = text if index == labelled else ""
        yield index, Patch(columns.start, len(columns), bottom, top, look, here, is_black)


def _labelled_row(start: int, end: int) -> int:
    """The row that has most of the lower end of a note."""
    first = start // EIGHTHS
    below = EIGHTHS - start % EIGHTHS
    return first if below >= min(EIGHTHS, end - start) - below else first + 1


def _look(scene: Scene, note: RoadNote, verdict: Verdict | None) -> str:
    if verdict is not None:
        return _VERDICTS[verdict]
    if note.id in scene.quiet or note.pitch not in scene.shape.piano:
        return "note-quiet"
    return _HANDS[note.hand]


def _text(scene: Scene, note: RoadNote, width: int) -> str:
    if note.pitch not in scene.shape.piano:
        return UNPLAYABLE
    return note.name[:width] if scene.has_names else note.finger


def _lines(scene: Scene, foot: int, low: float, high: float) -> dict[int, Line]:
    lines: dict[int, Line] = {}
    for beat in scene.road.beats_between(low, high):
        index, level = _level(round(beat * scene.scale) - foot)
        lines[index] = Line("beat", level)
    for onset, bar in scene.road.bars_between(low, high):
        index, level = _level(round(onset * scene.scale) - foot)
        label = f"↺ {bar.number}" if bar.is_jump else bar.number
        lines[index] = Line("bar", level, label)
    label = lines[scene.past].label if scene.past in lines else ""
    lines[scene.past] = Line("now", 0, label)
    return lines


def _level(eighth: int) -> tuple[int, int]:
    """The row and the height in it of a line."""
    index, inside = divmod(eighth, EIGHTHS)
    return index, inside * LEVELS // EIGHTHS


def _ghosts(
    scene: Scene, foot: int, low: float, high: float, played: Played
) -> dict[int, set[int]]:
    rows: dict[int, set[int]] = {}
    for pitch, time in played.ghosts:
        columns = note_columns(scene.shape, pitch)
        if low <= time < high and columns:
            index = (round(time * scene.scale) - foot) // EIGHTHS
            rows.setdefault(index, set()).add(columns.start)
    return rows


def _shaded(scene: Scene, foot: int, low: float, high: float) -> frozenset[int]:
    """The rows whose middle lies in a measure of the loop."""
    starts = sorted(scene.road.bars_between(max(0.0, low - scene.road.length), high), key=_onset)
    shaded: set[int] = set()
    ends = [onset for onset, _ in starts[1:]] + [high]
    for (onset, bar), end in zip(starts, ends, strict=True):
        if bar.measure in scene.shaded:
            first = (round(onset * scene.scale) - foot + EIGHTHS // 2) // EIGHTHS
            last = (round(end * scene.scale) - foot + EIGHTHS // 2) // EIGHTHS
            shaded.update(range(max(0, first), min(scene.height, last)))
    return frozenset(shaded)


def _onset(item: tuple[float, object]) -> float:
    return item[0]


def _order(patch: Patch) -> tuple[bool, int, int]:
    return patch.is_black, patch.column, patch.low


def note_columns(shape: KeyboardShape, pitch: int) -> range:
    """The cells of a falling note: those of its key, as far as no black key covers them."""
    columns = shape.columns(pitch)
    if is_black_key(pitch) or shape.white_width < 3:
        return columns
    return range(columns.start, columns.stop - 1)
