"""Writing the diary of a take from the labels of its review."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from renshu.follow.alignment import Deletion, Label
from renshu.practice.diary.hands import changes, hands_of
from renshu.practice.diary.kinds import with_kinds
from renshu.practice.diary.lines import lines
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.parts import Part, parts
from renshu.practice.diary.passes import Passes
from renshu.practice.diary.presses import Press, extent, presses
from renshu.practice.diary.stretches import Diary, Stretch, StretchKind
from renshu.practice.diary.taking_up import taken_up
from renshu.practice.diary.tempo import tempo
from renshu.practice.take import tally
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, whole

DIARIST = 2
"""The version of this diary: what an older one has written is written anew."""


def write_diary(score: Score, labels: Sequence[Label], passage: Passage | None = None) -> Diary:
    """Cut a take into what was practised.

    Args:
        score: What was played from, as it was played.
        labels: Of the review, in order of time.
        passage: What was asked; the whole score if left out.

    Returns:
        Stretches that have every key press once; none where no note of the score was recognised.
    """
    moments = Moments(score)
    pressed = presses(labels, score, moments)
    if all(press.note is None for press in pressed):
        return Diary()
    cut = list(_parts(pressed, labels, score, moments))
    found = [_stretch(part, score, moments) for part in cut]
    stretches = with_kinds(found, score, passage or whole(score))
    passes = (
        one
        for number, (part, stretch) in enumerate(zip(cut, stretches, strict=True))
        for one in Passes(part, stretch, number, score, moments)
    )
    return Diary(tuple(stretches), tuple(passes))


def _parts(
    pressed: Sequence[Press], labels: Sequence[Label], score: Score, moments: Moments
) -> Iterator[Part]:
    missed = [label for label in labels if isinstance(label, Deletion)]
    found = lines(pressed, missed, score, moments)
    begins = _playing(pressed, [0, *taken_up(pressed, found, moments)])
    stops = [*begins[1:], len(pressed)]
    inner = [
        at
        for first, stop in zip(begins, stops, strict=True)
        for at in changes(pressed, first, stop, moments)
    ]
    begins = _playing(pressed, sorted({*begins, *inner}))
    repeats = [line.first for line in found if line.is_repeat]
    return parts(pressed, labels, begins, repeats)


def _playing(pressed: Sequence[Press], begins: Sequence[int]) -> list[int]:
    """Without beginnings after which no note is played before the next one."""
    stops = [*begins[1:], len(pressed)]
    kept = [
        first
        for first, stop in zip(begins, stops, strict=True)
        if any(press.note for press in pressed[first:stop])
    ]
    return [0, *kept[1:]]


def _stretch(part: Part, score: Score, moments: Moments) -> Stretch:
    low, high = extent(part.presses)
    hands = hands_of(part.presses, moments)
    begin, end = moments.onsets[low], _end(high, hands, score, moments)
    return Stretch(
        StretchKind.RUN,
        part.first,
        part.stop - 1,
        part.presses[0].time,
        part.presses[-1].time,
        Passage(begin, end, hands),
        tempo(part.presses, moments),
        tally((*part.labels, *part.missed)),
    )


def _end(place: int, hands: Hands, score: Score, moments: Moments) -> Fraction:
    """Where a moment ends: with the next one of the hands, or with the bar."""
    onset, bar = moments.onsets[place], score.measures[moments.measures[place]]
    after = moments.rows[hands].between(place, len(moments.onsets))[:1]
    ends = [end for end in (bar.end, *(moments.onsets[one] for one in after)) if end > onset]
    return min(ends, default=onset + 1)
