"""What is hard because two hands do it at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from renshu.library.difficulty.efforts import Count, Kind
from renshu.library.difficulty.grips import Grip, ticks
from renshu.score.notation import Measure

Beat = tuple[int, int]
"""Index of the measure, and of the beat in it."""


def both_hands_counts(
    left: Sequence[Grip], right: Sequence[Grip], measures: Sequence[Measure]
) -> Iterator[Count]:
    """Rhythms that cross, and hands that do."""
    for (measure, _), (below, above) in shared_beats(left, right, measures).items():
        if below - above and above - below:
            yield Kind.CROSS_RHYTHM, measure, len(below | above)
    tops = {grip.onset: grip.pitches[-1] for grip in left if grip.pitches}
    for grip in right:
        if grip.pitches and tops.get(grip.onset, 0) > grip.pitches[0]:
            yield Kind.CROSSING, grip.measure, 1


def shared_beats(
    left: Sequence[Grip], right: Sequence[Grip], measures: Sequence[Measure]
) -> dict[Beat, tuple[set[int], set[int]]]:
    """The beats in which both hands play: at which ticks of the beat each of them presses."""
    lower, upper = _beats(left, measures), _beats(right, measures)
    return {beat: (lower[beat], upper[beat]) for beat in lower.keys() & upper.keys()}


def divisions(onsets: set[int], beat: int) -> int:
    """Into how many equal parts a hand divides a beat; 0 where they are not equal."""
    count = len(onsets)
    is_even = beat % count == 0 and onsets == set(range(0, beat, beat // count))
    return count if is_even else 0


def beat_ticks(measure: Measure) -> int:
    """How long a beat is."""
    return max(1, ticks(measure.time_signature.beat_duration))


def _beats(grips: Sequence[Grip], measures: Sequence[Measure]) -> dict[Beat, set[int]]:
    starts = [(ticks(measure.onset), beat_ticks(measure)) for measure in measures]
    beats: dict[Beat, set[int]] = defaultdict(set)
    for grip in grips:
        if grip.pitches:
            start, length = starts[grip.measure]
            beat, place = divmod(grip.onset - start, length)
            beats[grip.measure, beat].add(place)
    return beats
