"""The lines of a score: its top line, that of each hand, the bass, and every voice.

A melody may lie in any of them. Of a chord a line takes the highest note (the skyline of
Uitdenbogerd and Zobel, "Manipulation of music for melody matching", 1998); a note below one that
is still held is accompaniment and does not break the line above it. Grace notes belong to no line.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from renshu.follow.melody.melody import Line, Melody
from renshu.score.notation import Hand, Score, ScoreNote

SILENCE = 8.0
"""Quarters of rest after which a line is over and another begins."""
LEAST_NOTES = 4
"""Shorter lines are no melody."""
MOST_NOTES = 30_000
"""Longer lines are known by their first notes."""
_KNOWN = 0.9
"""A line is left out if so much of it is in the lines before it."""


class _Tone(NamedTuple):
    onset: float
    pitch: int
    end: float
    measure: int


def melody_of(score: Score) -> Melody:
    """The lines of a score, those of a singer or another instrument too; none of them twice."""
    kept: list[Line] = []
    known: set[tuple[_Tone, _Tone]] = set()
    for tones in _all_lines(score):
        steps = list(pairwise(tones))
        if sum(step in known for step in steps) < _KNOWN * len(steps):
            known.update(steps)
            kept.extend(_columns(part) for part in _parts(tones) if len(part) >= LEAST_NOTES)
    return Melody(tuple(kept))


def _all_lines(score: Score) -> Iterator[list[_Tone]]:
    asked = [note for note in score.notes if not note.is_grace]
    others = [note for note in score.other_notes if not note.is_grace]
    left = [note for note in asked if note.hand is Hand.LEFT]
    right = [note for note in asked if note.hand is Hand.RIGHT]
    yield _skyline(_tones(asked))
    yield from (_skyline(_tones(voice)) for voice in _voices(others))
    yield _skyline(_tones(right))
    yield from (_tops(_tones(voice)) for voice in _voices(asked))
    yield _skyline(_tones(left))
    yield _bass(_tones(left))


def _voices(notes: Iterable[ScoreNote]) -> list[list[ScoreNote]]:
    voices: dict[tuple[int, int], list[ScoreNote]] = {}
    for note in notes:
        voices.setdefault((note.staff, note.voice), []).append(note)
    return [voices[key] for key in sorted(voices)]


def _tones(notes: Sequence[ScoreNote]) -> list[_Tone]:
    rows = (
        _Tone(float(note.onset), note.pitch, float(note.offset), note.measure) for note in notes
    )
    return sorted(rows)[:MOST_NOTES]


def _skyline(tones: Sequence[_Tone]) -> list[_Tone]:
    """The highest note of each moment, unless a higher one is still held."""
    line: list[_Tone] = []
    held: list[_Tone] = []
    for tone in _tops(tones):
        held = [other for other in held if other.end > tone.onset and other.pitch > tone.pitch]
        if not held:
            line.append(tone)
        held.append(tone)
    return line


def _tops(tones: Sequence[_Tone]) -> list[_Tone]:
    return list({tone.onset: tone for tone in tones}.values())


def _bass(tones: Sequence[_Tone]) -> list[_Tone]:
    return list({tone.onset: tone for tone in reversed(tones)}.values())[::-1]


def _parts(tones: Sequence[_Tone]) -> list[list[_Tone]]:
    """The line, cut where it is silent for long."""
    parts: list[list[_Tone]] = []
    end = -inf
    for tone in tones:
        if tone.onset - end > SILENCE:
            parts.append([])
        parts[-1].append(tone)
        end = max(end, tone.end)
    return parts


def _columns(tones: Sequence[_Tone]) -> Line:
    return Line(
        array("f", map(attrgetter("onset"), tones)),
        bytes(tone.pitch for tone in tones),
        array("i", map(attrgetter("measure"), tones)),
        bytes([1, *(_is_start(before, tone) for before, tone in pairwise(tones))]),
    )


def _is_start(before: _Tone, tone: _Tone) -> bool:
    return tone.onset > before.end or tone.measure != before.measure
