"""Which parts of which notes each row of the falling notes shows."""

from collections.abc import Iterator, Mapping

from renshu.evening.verdicts import MARKS, PLAYED, Verdict
from renshu.score.notation import Hand
from renshu.score.pitch import is_black_key
from renshu.tui.drawing.falling import EIGHTHS, Line, Patch, Plan, Played, Scene, note_columns
from renshu.tui.drawing.road import Occurrence, RoadNote

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
        if _is_secret(scene, occurrence.note, verdict):
            continue
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


def _is_secret(scene: Scene, note: RoadNote, verdict: Verdict | None) -> bool:
    return note.id in scene.secret and not (scene.reveals and verdict in PLAYED)


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
