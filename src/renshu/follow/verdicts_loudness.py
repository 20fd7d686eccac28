"""Louder or softer than the passage asks, measured by the player's own playing alone.

What a velocity means differs from keyboard to keyboard, from player to player, and from the bass to
the treble. So bars are compared with bars of the same take: a bar marked `p` is too loud if it is
louder than what this player plays where more than `p` is written. Nothing here changes if all
velocities are scaled and moved.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from renshu.follow.verdicts_kinds import Verdict, VerdictKind
from renshu.follow.verdicts_levels import WrittenLevels
from renshu.follow.verdicts_robust import median, polish, scatter
from renshu.follow.verdicts_runs import Run, Stroke
from renshu.score.notation import Score

_STEPS = 5
"""Different velocities, at the least, of a keyboard that hears how hard it is struck."""
_IN_BAR = 4
"""Notes of a bar below which it says nothing."""
_ELSEWHERE = 12
"""Notes of another dynamic below which the player's level of it is not known."""
_BARS = 2
"""Bars that these come from, at the least: one bar may itself be the one that is off."""
_CLEAR = 1.5
"""Times the player's own scatter by which a bar must be off: else nobody would hear it."""
_CERTAIN = 3.0
"""Standard errors by which it must be off: else it may be chance."""
_OF_MEDIAN = 1.25
"""The standard error of a median, in those of a mean."""
_LEAST = 0.05
"""Share of the whole range of velocities that is scatter even for the steadiest player."""

Place = tuple[int, int]
"""A bar as it was played: number of the run, index of the measure."""


@dataclass(frozen=True, slots=True)
class _Struck:
    """A note of a steady written level."""

    stroke: Stroke
    place: Place
    level: int
    loudness: float
    """The velocity, less what the hand and the octave add."""


def loudness_verdicts(score: Score, runs: Sequence[Run]) -> Iterator[Verdict]:
    """One verdict for each bar whose notes are clearly on the wrong side of another dynamic."""
    struck = _struck(score, runs)
    if len({note.stroke.sound.velocity for note in struck}) < _STEPS:
        return
    levels = _grouped(struck)
    own = _scatter(levels)
    bars: defaultdict[tuple[Place, int], list[_Struck]] = defaultdict(list)
    for note in struck:
        bars[note.place, note.level].append(note)
    for (_, level), notes in bars.items():
        if len(notes) >= _IN_BAR:
            yield from _judged(notes, level, levels, own)


def _judged(
    bar: Sequence[_Struck], level: int, levels: Mapping[int, Sequence[_Struck]], own: float
) -> Iterator[Verdict]:
    here = median([note.loudness for note in bar])
    needed = max(_CLEAR, _CERTAIN * _OF_MEDIAN / len(bar) ** 0.5)
    louder = _nearest((known for known in sorted(levels) if known > level), levels)
    softer = _nearest((known for known in sorted(levels, reverse=True) if known < level), levels)
    first = bar[0].stroke.match
    if louder is not None and (off := (here - louder) / own) > needed:
        yield Verdict(VerdictKind.LOUDER, first.key.time, first.position, None, off)
    elif softer is not None and (off := (softer - here) / own) > needed:
        yield Verdict(VerdictKind.SOFTER, first.key.time, first.position, None, off)


def _nearest(candidates: Iterator[int], levels: Mapping[int, Sequence[_Struck]]) -> float | None:
    """How loud the player is at the first of the written levels that is known well."""
    for level in candidates:
        notes = levels[level]
        if len(notes) >= _ELSEWHERE and len({note.place for note in notes}) >= _BARS:
            return median([note.loudness for note in notes])
    return None


def _struck(score: Score, runs: Sequence[Run]) -> list[_Struck]:
    written = WrittenLevels(score)
    strokes = [
        (stroke, (number, moment.position.measure), level)
        for number, run in enumerate(runs)
        for moment in run.moments
        for stroke in moment.strokes
        if stroke.note.ornament is None and (level := written.level_of(stroke.note)) is not None
    ]
    added = polish([(level, _region(s), float(s.sound.velocity)) for s, _, level in strokes])
    return [
        _Struck(stroke, place, level, stroke.sound.velocity - added[_region(stroke)])
        for stroke, place, level in strokes
    ]


def _region(stroke: Stroke) -> tuple[str, int]:
    """Notes that are struck alike: of one hand in one octave."""
    return stroke.note.hand.value, stroke.note.pitch // 12


def _grouped(struck: Sequence[_Struck]) -> Mapping[int, Sequence[_Struck]]:
    levels: defaultdict[int, list[_Struck]] = defaultdict(list)
    for note in struck:
        levels[note.level].append(note)
    return levels


def _scatter(levels: Mapping[int, Sequence[_Struck]]) -> float:
    """How much this player's notes differ where the same loudness is written."""
    offs = []
    for notes in levels.values():
        middle = median([note.loudness for note in notes])
        offs += [note.loudness - middle for note in notes]
    velocities = [note.stroke.sound.velocity for notes in levels.values() for note in notes]
    return max(scatter(offs, 0.0), _LEAST * (max(velocities) - min(velocities)))
