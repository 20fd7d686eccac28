"""Bars in words: `5–8`, as they are printed in the score, and beats: `5.3–8.1`."""

import re
from fractions import Fraction

from renshu.score.beats import BarBeat, bar_beats
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, ScorePosition
from renshu.score.roadmap import Step


def bars_of(score: Score, passage: Passage) -> range:
    """The measure indexes that a passage touches."""
    touched = [
        measure.index
        for measure in score.measures
        if measure.onset < passage.end and measure.end > passage.start
    ]
    return range(touched[0], touched[-1] + 1) if touched else range(0)


def span_text(score: Score, start: Fraction, end: Fraction) -> str:
    """The bars from one moment to another; beats are named where it begins or ends inside a bar."""
    inside = [beat for beat in bar_beats(score) if beat.onset < end and beat.end > start]
    if not inside:
        return ""
    low, high = inside[0], inside[-1]
    first = _name(score, low, is_whole=low.onset == score.measures[low.measure].onset)
    last = _name(score, high, is_whole=high.end == score.measures[high.measure].end)
    return first if first == last else f"{first}–{last}"


def printed(score: Score, measure: int) -> str:
    """The printed number of a measure, or its place where nothing is printed."""
    return score.measures[measure].number or str(measure + 1)


def last_printed(score: Score) -> str:
    """The highest printed number, or how many measures there are where none has a number."""
    numbers = [int(one.number) for one in score.measures if one.number.isdecimal()]
    return str(max(numbers, default=len(score.measures)))


def is_whole(score: Score, passage: Passage) -> bool:
    """Whether the passage is all of the score."""
    return passage.start <= 0 and passage.end >= score.end


def parse_bars(score: Score, text: str) -> range | None:
    """Measure indexes of `5`, `5-8` or `5–8`; None where that names no bars of the score."""
    found = re.fullmatch(r"\s*(\w+)\s*(?:[-–—]\s*(\w+)\s*)?", text)
    if found is None:
        return None
    numbers = {printed(score, measure.index): measure.index for measure in score.measures}
    first = numbers.get(found[1])
    last = numbers.get(found[2]) if found[2] else first
    if first is None or last is None or last < first:
        return None
    return range(first, last + 1)


def measure_at(score: Score, onset: Fraction) -> int:
    """Index of the measure in which a written time lies; the last one after the end."""
    for measure in score.measures:
        if measure.onset <= onset < measure.end:
            return measure.index
    return max(0, len(score.measures) - 1)


def looped(score: Score, bars: range, hands: Hands) -> Passage:
    """The passage that repeats some bars."""
    first, last = score.measures[bars.start], score.measures[bars.stop - 1]
    return Passage(first.onset, last.end, hands, is_looped=True)


def stretch(score: Score, passage: Passage) -> str:
    """Which part of the score a passage is, in words; nothing for the whole."""
    if is_whole(score, passage):
        return ""
    if passage.is_looped:
        return f"loop {span_text(score, passage.start, passage.end)}"
    if passage.end >= score.end:
        return f"from bar {printed(score, measure_at(score, passage.start))}"
    return f"bars {span_text(score, passage.start, passage.end)}"


def upcoming(score: Score, position: ScorePosition, loop: range) -> tuple[int, ...]:
    """The measures that come after a position in playing order, the loop obeyed."""
    if position.measure in loop:
        return (*range(position.measure + 1, loop.stop), *loop)
    steps = score.roadmap.steps
    here = Step(position.measure, position.pass_number)
    following = steps.index(here) + 1 if here in steps else len(steps)
    return tuple(step.measure for step in steps[following:])


def _name(score: Score, beat: BarBeat, *, is_whole: bool) -> str:
    bar = printed(score, beat.measure)
    return bar if is_whole else f"{bar}.{beat.number}"
