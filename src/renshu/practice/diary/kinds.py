"""What somebody was doing: play-through, repeat, slow work or a run."""

from collections.abc import Sequence
from dataclasses import replace

from renshu.practice.diary.stretches import Stretch, StretchKind
from renshu.score.notation import Score
from renshu.score.passage import Passage

_SLOW = 0.7
"""Share of the tempo of the piece below which it is slow work."""
_SOME = 16
"""Right notes from which a stretch tells how fast somebody plays a piece without a tempo mark."""
_SPOT = 0.5
"""Share of the shorter of two stretches that lies in the other, if they are the same spot."""


def with_kinds(stretches: Sequence[Stretch], score: Score, passage: Passage) -> list[Stretch]:
    """The stretches of a take, in order, with their kinds.

    Args:
        stretches: With any kind.
        score: What was played from.
        passage: What was asked; a loop of it is not played through, but repeated.
    """
    before: Stretch | None = None
    usual = _usual(stretches, score)
    named = []
    for stretch in stretches:
        named.append(replace(stretch, kind=_kind(stretch, before, usual, score, passage)))
        before = stretch
    return named


def _kind(
    stretch: Stretch, before: Stretch | None, usual: float | None, score: Score, passage: Passage
) -> StretchKind:
    if not passage.is_looped and _is_through(stretch.passage, score, passage):
        return StretchKind.PLAY_THROUGH
    if before is not None and is_same_spot(before.passage, stretch.passage):
        return StretchKind.REPEAT
    if usual and stretch.tempo and stretch.tempo < _SLOW * usual:
        return StretchKind.SLOW
    return StretchKind.RUN


def is_same_spot(one: Passage, other: Passage) -> bool:
    """Whether most of the shorter of two passages lies in the longer one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return shared >= _SPOT * shorter


def _is_through(played: Passage, score: Score, passage: Passage) -> bool:
    """Whether it reaches from the first bar that has notes for the hands to the last one."""
    bars = {
        note.measure
        for note in score.notes
        if passage.start <= note.onset < passage.end and passage.hands.include(note.hand)
    }
    if not bars:
        return False
    first, last = score.measures[min(bars)], score.measures[max(bars)]
    return (
        played.start < min(first.end, passage.end)
        and played.end > max(last.onset, passage.start)
        and max(bars) > min(bars)
    )


def _usual(stretches: Sequence[Stretch], score: Score) -> float | None:
    """How fast the piece goes: as written, or as fast as it was played where nothing is written."""
    if score.tempo.is_written:
        return 1.0
    tempi = [one.tempo for one in stretches if one.tempo and one.tally.matched >= _SOME]
    return max(tempi, default=None)
