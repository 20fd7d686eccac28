"""Recorded performances and their scores, as the measuring data beside a checkout has them.

The data know no slurs, staccato, metre, dynamics or pedal. Never copy any of it.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.score.notation import Credits, Hand, Measure, Score, ScoreNote, TimeSignature
from renshu.score.pitch import Spelling
from renshu.score.roadmap import Roadmap
from renshu.score.tempo import TempoMap, TempoMark

DATA = Path(__file__).parents[3] / "shared" / "follow"
_NO_SPELLING = Spelling("C", 0, 4)


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of `scores` or `perfs`."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def events_of(take: Mapping[str, Any]) -> tuple[PlayedEvent, ...]:
    """What the keyboard said."""
    events: list[PlayedEvent] = []
    for on, off, pitch, velocity in zip(
        take["on"], take["off"], take["pitch"], take["vel"], strict=True
    ):
        events += [KeyDown(on, pitch, velocity), KeyUp(max(off, on + 0.01), pitch)]
    return tuple(sorted(events, key=lambda event: (event.time, isinstance(event, KeyDown))))


def tempo_of(row: Mapping[str, Any], take: Mapping[str, Any]) -> float:
    """Quarters a minute, from the first matched note to the last."""
    matched = [
        (row["onset"][note], time)
        for note, time in zip(take["match"], take["on"], strict=True)
        if note >= 0
    ]
    (first, begin), (last, end) = matched[0], matched[-1]
    return float(60 * (last - first) / (end - begin))


def score_of(row: Mapping[str, Any], qpm: float) -> Score:
    """The score in one tempo; its notes are `n0`, `n1`, …, as the data number them."""
    onsets = [Fraction(onset).limit_denominator(960) for onset in row["onset"]]
    bars = {bar: index for index, bar in enumerate(sorted(set(row["bar"])))}
    notes = [_note(row, index, onsets[index], bars) for index in range(len(onsets))]
    return Score(
        id=row["key"],
        credits=Credits(title=row["key"]),
        notes=tuple(sorted(notes, key=lambda n: (n.onset, not n.is_grace, n.pitch))),
        measures=_measures(row["bar"], onsets),
        tempo=TempoMap.of([TempoMark(Fraction(0), qpm)]),
        roadmap=Roadmap.of(list(range(len(bars)))),
    )


def _note(
    row: Mapping[str, Any], index: int, onset: Fraction, bars: Mapping[int, int]
) -> ScoreNote:
    return ScoreNote(
        id=f"n{index}",
        pitch=row["pitch"][index],
        spelling=_NO_SPELLING,
        onset=onset,
        duration=Fraction(row["dur"][index]).limit_denominator(960),
        measure=bars[row["bar"][index]],
        staff=row["staff"][index] or 1,
        voice=1,
        hand=Hand.LEFT if row["staff"][index] == 2 else Hand.RIGHT,
        is_grace=bool(row["grace"][index]),
    )


def _measures(bars: list[int], onsets: list[Fraction]) -> tuple[Measure, ...]:
    begins = [
        min(onset for onset, its in zip(onsets, bars, strict=True) if its == bar)
        for bar in sorted(set(bars))
    ]
    ends = [*begins[1:], max(onsets) + 4]
    return tuple(
        Measure(index, str(index + 1), begin, end - begin, TimeSignature(4, 4))
        for index, (begin, end) in enumerate(zip(begins, ends, strict=True))
    )
