"""Written pedals that were not pressed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf

from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.follow.verdicts.runs import Run
from renshu.performance.events import Pedal, PedalMove, PlayedEvent
from renshu.score.notation import Score

_BEFORE = 0.3
"""Seconds by which a pedal may be pressed before its sign."""

Stretch = tuple[Fraction, Fraction]
"""Written time from one moment to another, in quarters."""


def pedal_verdicts(
    score: Score, runs: Sequence[Run], events: Sequence[PlayedEvent], *, has_pedal: bool
) -> Iterator[Verdict]:
    """One verdict for each written pedal of which nothing was pressed.

    A player of whom no pedal is known is told so once, where the first one is written.
    """
    pressed, asked = _pressed(events), _asked(score)
    missing = sorted(
        (
            verdict
            for run in runs
            for stretch in asked
            if (verdict := _missing(run, stretch, pressed)) is not None
        ),
        key=lambda verdict: verdict.time,
    )
    if pressed or has_pedal:
        yield from missing
    elif missing:
        first = missing[0]
        yield Verdict(VerdictKind.PEDAL_UNUSED, first.time, first.position)


def _asked(score: Score) -> tuple[Stretch, ...]:
    """Where the score asks for the pedal; a sign that is never taken back holds for its bar."""
    spans = [(span.onset, span.end) for span in score.spans if span.kind == "pedal"]
    begun = {onset for onset, _ in spans}
    alone = [m.onset for m in score.marks if m.kind == "pedal-down" and m.onset not in begun]
    ends = [
        (onset, measure.end)
        for onset in alone
        for measure in score.measures
        if measure.onset <= onset < measure.end
    ]
    return tuple(sorted({*spans, *ends}))


def _missing(run: Run, stretch: Stretch, pressed: Sequence[tuple[float, float]]) -> Verdict | None:
    """The verdict on a written pedal, None where it was pressed or not played from end to end."""
    inside, end = run.between(*stretch), run.time_of(stretch[1])
    if len(inside) < 2 or end is None:
        return None
    begin = inside[0].time - _BEFORE
    if any(down < end and up > begin for down, up in pressed):
        return None
    return Verdict(VerdictKind.PEDAL_MISSING, inside[0].time, inside[0].position)


def _pressed(events: Sequence[PlayedEvent]) -> tuple[tuple[float, float], ...]:
    """From when to when the sustain pedal was down, in seconds."""
    found: list[tuple[float, float]] = []
    since: float | None = None
    for event in events:
        if isinstance(event, PedalMove) and event.pedal is Pedal.SUSTAIN:
            if event.is_down and since is None:
                since = event.time
            elif not event.is_down and since is not None:
                found.append((since, event.time))
                since = None
    return (*found, *([(since, inf)] if since is not None else ()))
