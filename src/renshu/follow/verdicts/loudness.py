"""Louder or softer than the passage asks, measured by the player's own playing alone.

What a velocity means differs from keyboard to keyboard, from player to player, and from the bass to
the treble. So bars are compared with bars of the same take: a bar marked `p` is too loud if it is
louder than what this player plays where more than `p` is written. Nothing here changes if all
velocities are scaled and moved.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.follow.verdicts.levels import WrittenLevels
from renshu.follow.verdicts.robust import median, polish
from renshu.follow.verdicts.runs import Run, Stroke
from renshu.follow.verdicts.strength import is_heard, needed, own_scatter, region
from renshu.score.notation import Score

_IN_BAR = 4
"""Notes of a bar below which it says nothing."""
_ELSEWHERE = 12
"""Notes of another dynamic below which the player's level of it is not known."""
_BARS = 2
"""Bars that these come from, at the least: one bar may itself be the one that is off."""
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
    strokes = [note.stroke for note in struck]
    if not is_heard(strokes):
        return
    levels = _grouped(struck)
    own = own_scatter([[n.loudness for n in notes] for notes in levels.values()], strokes)
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
    louder = _nearest((known for known in sorted(levels) if known > level), levels)
    softer = _nearest((known for known in sorted(levels, reverse=True) if known < level), levels)
    first = bar[0].stroke.match
    if louder is not None and (off := (here - louder) / own) > needed(len(bar)):
        yield Verdict(VerdictKind.LOUDER, first.key.time, first.position, None, off)
    elif softer is not None and (off := (softer - here) / own) > needed(len(bar)):
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
    added = polish([(level, region(s), float(s.sound.velocity)) for s, _, level in strokes])
    return [
        _Struck(stroke, place, level, stroke.sound.velocity - added[region(stroke)])
        for stroke, place, level in strokes
    ]


def _grouped(struck: Sequence[_Struck]) -> Mapping[int, Sequence[_Struck]]:
    levels: defaultdict[int, list[_Struck]] = defaultdict(list)
    for note in struck:
        levels[note.level].append(note)
    return levels
