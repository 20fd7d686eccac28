"""Why a score is hard, in words: what is notable in it, in which hand, and in which bars."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from types import MappingProxyType

from renshu.library.difficulty.efforts import Kind
from renshu.library.difficulty.together import beat_ticks, divisions, shared_beats
from renshu.library.difficulty.workload import Work, Workload
from renshu.score.notation import Hand, Measure, Score

MOST_REASONS = 4

NOTABLE: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.PRESS: 6.0,
        Kind.CHORD: 1.2,
        Kind.STRETCH: 1.0,
        Kind.MOVE: 4.0,
        Kind.LEAP: 0.8,
        Kind.BLACK: 4.0,
        Kind.ACCIDENTAL: 1.0,
        Kind.VOICES: 1.5,
        Kind.REPEAT: 0.8,
        Kind.ORNAMENT: 0.8,
        Kind.CROSS_RHYTHM: 1.5,
        Kind.CROSSING: 0.3,
    }
)
"""Efforts a second from which on a bar is worth a word: about one hand in three has such bars."""
MUCH_TO_LEARN = 150
"""Different grips, of both hands; about one published work in four has more."""
RATHER = 0.75
"""Where nothing is notable, what reaches this share of it is named."""
THROUGHOUT = 0.8
"""Share of the bars from which on no bars are named."""

_PHRASES = {
    Kind.PRESS: "fast notes",
    Kind.CHORD: "full chords",
    Kind.STRETCH: "wide stretches",
    Kind.MOVE: "many moves along the keyboard",
    Kind.LEAP: "wide leaps",
    Kind.BLACK: "many black keys",
    Kind.ACCIDENTAL: "many accidentals",
    Kind.VOICES: "more than one voice",
    Kind.REPEAT: "quick repetitions",
    Kind.ORNAMENT: "ornaments",
    Kind.CROSS_RHYTHM: "rhythms against each other",
    Kind.CROSSING: "crossed hands",
}


@dataclass(frozen=True, slots=True)
class _Reason:
    kind: Kind
    hand: Hand | None
    """None: both at once."""
    bars: range
    weight: float
    """By how much it is above what is notable, summed up over the bars."""


def reasons_of(score: Score, work: Workload) -> tuple[str, ...]:
    """What makes a score as hard as it is, the weightiest first; never empty."""
    found = list(_found(work)) or list(_found(work, RATHER))
    found.sort(key=lambda reason: -reason.weight)
    texts = [_text(reason, score, work) for reason in _once_a_kind(found)[:MOST_REASONS]]
    grips = sum(hand.vocabulary for hand in work.hands.values())
    if grips >= MUCH_TO_LEARN:
        texts.append(f"much to learn: {grips} different grips")
    return tuple(texts) or (_ease(work),)


def _found(work: Workload, share: float = 1.0) -> Iterator[_Reason]:
    """What is above a share of what is notable."""
    parts: list[tuple[Hand | None, Work]] = [*work.hands.items(), (None, work.together)]
    for hand, part in parts:
        for kind, efforts in part.efforts.items():
            pairs = zip(efforts, work.seconds, strict=True)
            above = [effort / seconds / (share * NOTABLE[kind]) - 1 for effort, seconds in pairs]
            bars, weight = _weightiest(above)
            if weight > 0:
                yield _Reason(kind, hand, bars, weight)


def _weightiest(above: Sequence[float]) -> tuple[range, float]:
    """The stretch of bars with the greatest sum (J. Kadane's algorithm)."""
    best, weight = range(0), 0.0
    start, total = 0, 0.0
    for index, value in enumerate(above):
        if total <= 0:
            start, total = index, 0.0
        total += value
        if total > weight:
            best, weight = range(start, index + 1), total
    return best, weight


def _once_a_kind(reasons: Sequence[_Reason]) -> list[_Reason]:
    """Of each kind the weightier hand; both hands where they meet in the same bars."""
    chosen: dict[Kind, _Reason] = {}
    for reason in reasons:
        first = chosen.setdefault(reason.kind, reason)
        if first is not reason and _overlap(first.bars, reason.bars):
            chosen[reason.kind] = _Reason(first.kind, None, first.bars, first.weight)
    return list(chosen.values())


def _overlap(one: range, other: range) -> bool:
    return max(one.start, other.start) < min(one.stop, other.stop)


def _text(reason: _Reason, score: Score, work: Workload) -> str:
    where = _where(reason.bars, score.measures)
    if reason.kind is Kind.CROSS_RHYTHM:
        return _ratio(reason.bars, score, work) + where
    if reason.kind is Kind.CROSSING:
        return _PHRASES[reason.kind] + where
    hand = f"the {reason.hand} hand" if reason.hand else "both hands"
    return f"{_PHRASES[reason.kind]} in {hand}{where}"


def _where(bars: range, measures: Sequence[Measure]) -> str:
    if len(bars) >= THROUGHOUT * len(measures):
        return ""
    first, last = (measures[at].number or str(at + 1) for at in (bars[0], bars[-1]))
    return f", bar {first}" if first == last else f", bars {first}–{last}"


def _ratio(bars: range, score: Score, work: Workload) -> str:
    """The commonest polyrhythm of some bars, such as `3 against 2`, if there is one."""
    left, right = (work.grips[hand] for hand in (Hand.LEFT, Hand.RIGHT))
    ratios: Counter[tuple[int, int]] = Counter()
    for (measure, _), hands in shared_beats(left, right, score.measures).items():
        if measure in bars:
            beat = beat_ticks(score.measures[measure])
            less, more = sorted(divisions(onsets, beat) for onsets in hands)
            if less > 1 and gcd(less, more) < less:
                ratios[more, less] += 1
    if not ratios:
        return _PHRASES[Kind.CROSS_RHYTHM]
    (more, less), _ = max(ratios.items(), key=lambda item: (item[1], item[0]))
    return f"{more} against {less}"


def _ease(work: Workload) -> str:
    """Why a score is not hard."""
    if not work.hands:
        return "there is nothing to play"
    return "calm, and close under the hands"
