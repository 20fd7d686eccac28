"""Early and late: chords that step out of the player's own tempo, or off the click."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.follow.verdicts.robust import median, scatter
from renshu.follow.verdicts.runs import Moment, Run

_AUDIBLE = 0.05
"""Seconds: what is nearer than this is together to a listener."""
_OF_GAP = 0.25
"""Share of the time since the chord before, or of half a beat where that is longer: what one can
tell grows with what one has to bridge (Weber's law)."""
_OF_CLICKED = 0.12
"""The same against a click, which helps to bridge it: 60 ms for quarters at 120."""
_OWN = 4.0
"""Times the player's own scatter: what a player always does is style, or another lesson."""
_EDGE = 2
"""Chords at both ends of a run, of which the own tempo can only be guessed."""


def timing_verdicts(runs: Sequence[Run], *, is_clicked: bool) -> Iterator[Verdict]:
    """One verdict for each chord that is off by more than a fair tolerance.

    Without a click a chord is judged only between others that are in time: where its neighbours
    move the same way the player has changed the tempo, which is no fault.
    """
    offs = [[_off(moment) for moment in run.moments] for run in runs]
    known = [off for run in offs for off in run if off is not None]
    own = _OWN * scatter(known)
    share = _OF_CLICKED if is_clicked else _OF_GAP
    for run, off in zip(runs, offs, strict=True):
        for index in range(len(off)) if is_clicked else range(_EDGE, len(off) - _EDGE):
            amount = off[index]
            if amount is None or _is_free(run, index):
                continue
            beyond = abs(amount) > max(_AUDIBLE, own, share * _bridged(run, index))
            if beyond and (is_clicked or _is_alone(off, index)):
                yield _verdict(run.moments[index], amount)


def _verdict(moment: Moment, off: float) -> Verdict:
    kind = VerdictKind.LATE if off > 0 else VerdictKind.EARLY
    first = moment.strokes[0].match
    return Verdict(kind, first.key.time, moment.position, first.note_id, 1000 * off)


def _off(moment: Moment) -> float | None:
    """Seconds that a chord is late; a rolled one says nothing."""
    known = [
        stroke.match.timing_ms / 1000
        for stroke in moment.strokes
        if stroke.match.timing_ms is not None and stroke.note.ornament is None
    ]
    return median(known) if known else None


def _is_free(run: Run, index: int) -> bool:
    """Whether the time is the player's own here: at a fermata, and after one."""
    near = run.moments[max(0, index - 1) : index + 1]
    return any("fermata" in s.note.articulations for moment in near for s in moment.strokes)


def _bridged(run: Run, index: int) -> float:
    """Seconds since the chord before, at the player's pace, or half a beat."""
    here = run.moments[index]
    pace = run.pace(index) or 1.0
    signature = run.score.measures[here.strokes[0].note.measure].time_signature
    tempo = run.score.tempo
    half = tempo.seconds_at(here.onset + signature.beat_duration * Fraction(1, 2)) - here.written
    gap = here.written - run.moments[index - 1].written if index else 0.0
    return pace * max(gap, half)


def _is_alone(off: Sequence[float | None], index: int) -> bool:
    """Whether the neighbours do not move the same way."""
    here = off[index] or 0.0
    near = (off[index - 1] or 0.0, off[index + 1] or 0.0)
    return all(other / here < 0.5 for other in near)
