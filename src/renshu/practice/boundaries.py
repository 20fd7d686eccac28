"""Where a new part of a piece begins, as far as its notation tells.

The rules are those of listeners and players: what is printed to part a piece (rehearsal marks,
repeats, double bars, changes of key, metre and tempo, fermatas) counts most; then a rest or the end
of a slur (rules 2 and 3 of Lerdahl & Jackendoff, A Generative Theory of Tonal Music, 1983, §3.2),
and the return of bars that were played before (parallelism, their rule 6). A slur or a tie over the
bar line speaks against it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from renshu.score.notation import Hand, Measure, Score, ScoreNote, Span

_Notes = frozenset[tuple[Fraction, int]]

_LEAST_CHANGE = 1.1
"""A tempo that is so much faster or slower at once is another one; in gradual changes each mark
differs less from the one before."""


class Reason(StrEnum):
    """Why a part of the piece may begin at a bar."""

    MARK = "rehearsal mark"
    REPEAT = "repeat"
    DOUBLE_BAR = "double bar"
    KEY = "new key"
    METRE = "new metre"
    FERMATA = "after a fermata"
    TEMPO = "new tempo"
    RETURN = "returning music"
    REST = "after a rest"
    SLUR = "new slur"
    EVEN = "phrase"
    OPENING = "the beginning"


WEIGHTS: Mapping[Reason, float] = {
    Reason.MARK: 4.0,
    Reason.REPEAT: 4.0,
    Reason.DOUBLE_BAR: 3.0,
    Reason.KEY: 3.0,
    Reason.METRE: 2.0,
    Reason.FERMATA: 2.5,
    Reason.TEMPO: 1.5,
    Reason.RETURN: 1.2,
    Reason.REST: 0.8,
    Reason.SLUR: 0.7,
    Reason.EVEN: 0.0,
    Reason.OPENING: 0.0,
}

_TIED_OVER, _SLURRED_OVER = -1.0, -0.7


@dataclass(frozen=True, slots=True)
class Boundary:
    """The bar line before a measure."""

    reasons: tuple[Reason, ...] = ()
    strength: float = 0.0
    """The sum of the weights; below 0 where the music goes on over it."""


def boundaries(score: Score) -> tuple[Boundary, ...]:
    """The bar lines before each measure."""
    if not score.measures:
        return ()
    (jumps, endings), returns = _jumps(score), _returns(score)
    notes = _notes_by_measure(score)
    slurs = [span for span in score.spans if span.kind == "slur" and span.staff == 1]
    found = [Boundary((Reason.OPENING,))]
    for before, after in pairwise(score.measures):
        reasons = [*_printed(score, before, after), *_heard(before, after, notes, slurs)]
        reasons += [Reason.DOUBLE_BAR] * (before.has_double_bar and after.index not in endings)
        reasons += [Reason.REPEAT] * (after.index in jumps)
        reasons += [Reason.RETURN] * (after.index in returns)
        against = _against(after.onset, notes[before.index], slurs)
        found.append(_boundary(reasons, against))
    return tuple(found)


def _boundary(found: Sequence[Reason], against: float) -> Boundary:
    strength = sum(WEIGHTS[reason] for reason in found) + against
    ordered = sorted(set(found), key=lambda reason: -WEIGHTS[reason])
    return Boundary(tuple(ordered), strength)


def _printed(score: Score, before: Measure, after: Measure) -> Iterator[Reason]:
    if after.rehearsal_mark:
        yield Reason.MARK
    if after.key_fifths != before.key_fifths:
        yield Reason.KEY
    if after.time_signature != before.time_signature:
        yield Reason.METRE
    if any(mark.onset == after.onset for mark in score.tempo.marks):
        earlier, later = score.tempo.qpm_at(before.onset), score.tempo.qpm_at(after.onset)
        if max(earlier / later, later / earlier) >= _LEAST_CHANGE:
            yield Reason.TEMPO


def _heard(
    before: Measure, after: Measure, notes: Sequence[Sequence[ScoreNote]], slurs: Sequence[Span]
) -> Iterator[Reason]:
    played = notes[before.index]
    last = max((note.onset for note in played), default=after.onset)
    if any("fermata" in note.articulations for note in played if note.onset == last):
        yield Reason.FERMATA
    sung = [note.offset for note in played if note.hand is Hand.RIGHT]
    if sung and after.onset - max(sung) >= before.time_signature.beat_duration:
        yield Reason.REST
    if any(last <= slur.end < after.onset for slur in slurs):
        yield Reason.SLUR


def _against(bar_line: Fraction, played: Sequence[ScoreNote], slurs: Sequence[Span]) -> float:
    """What speaks for the music going on over a bar line, in the measure before it."""
    is_slurred = any(slur.onset < bar_line <= slur.end for slur in slurs)
    is_tied = any(note.offset > bar_line for note in played if note.hand is Hand.RIGHT)
    return _SLURRED_OVER * is_slurred + _TIED_OVER * is_tied


def _notes_by_measure(score: Score) -> tuple[Sequence[ScoreNote], ...]:
    """The notes of each measure, without graces."""
    notes: list[list[ScoreNote]] = [[] for _ in score.measures]
    for note in score.notes:
        if not note.is_grace:
            notes[note.measure].append(note)
    return tuple(notes)


def _jumps(score: Score) -> tuple[frozenset[int], frozenset[int]]:
    """The measures before which the playing order tells of a new part, and second endings.

    New parts begin where a repeat begins or ends, and where a jump leads on. A first ending goes on
    with what is before it; so does a second one, to which one jumps past a repeat sign.
    """
    back, on = set(), set()
    for one, following in pairwise(score.roadmap.steps):
        if following.measure <= one.measure:
            back |= {following.measure, one.measure + 1}
        elif following.measure > one.measure + 1:
            on.add(following.measure)
    return frozenset(back ^ on), frozenset(back & on)


def _returns(score: Score) -> frozenset[int]:
    """The measures that begin two bars or more which the right hand has played before."""
    bars = _melody(score)
    seen: dict[_Notes, list[int]] = {}
    found = set()
    for here, notes in enumerate(bars):
        is_new = bool(notes) and here > 0 and notes != bars[here - 1]
        if is_new and any(_is_return(bars, early, here) for early in seen.get(notes, ())):
            found.add(here)
        seen.setdefault(notes, []).append(here)
    return frozenset(found)


def _is_return(bars: list[_Notes], early: int, here: int) -> bool:
    goes_on = here + 1 < len(bars) and bool(bars[here + 1]) and bars[early + 1] == bars[here + 1]
    is_longer = early > 0 and bars[early - 1] == bars[here - 1] and bool(bars[early - 1])
    return goes_on and not is_longer


def _melody(score: Score) -> list[_Notes]:
    """What the right hand plays in each measure: onsets from its bar line, and pitches."""
    bars: list[set[tuple[Fraction, int]]] = [set() for _ in score.measures]
    for note in score.notes:
        if note.hand is Hand.RIGHT and not note.is_grace:
            onset = note.onset - score.measures[note.measure].onset
            bars[note.measure].add((onset, note.pitch))
    return [frozenset(notes) for notes in bars]
