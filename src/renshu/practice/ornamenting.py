"""How an ornament is played where the program plays: the keys of one written note, one by one.

Ornaments are played plainly, as a good machine would: from the written note, in even time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from renshu.score.notation import Ornament, OrnamentKind, ScoreNote

_TRILL_SECONDS = 0.085
"""From one key of a trill to the next."""
_TREMOLO_SECONDS = 0.11
_BITE_SECONDS = 0.07
"""The keys of a mordent or a turn before its last one."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A key of an ornament."""

    pitch: int
    start: float
    """Seconds after the written onset."""
    seconds: float


def touches(note: ScoreNote, seconds: float) -> tuple[Touch, ...]:
    """The keys by which a note is played that lasts so long; just one where nothing adorns it."""
    if note.ornament is None:
        return (Touch(note.pitch, 0.0, seconds),)
    return _adorned(note.pitch, note.ornament, seconds)


def _adorned(pitch: int, ornament: Ornament, seconds: float) -> tuple[Touch, ...]:
    found: tuple[Touch, ...] = (Touch(pitch, 0.0, seconds),)
    match ornament.kind, ornament.pitches:
        case OrnamentKind.TRILL, (near, *_):
            found = _alternating((pitch, near), seconds, _TRILL_SECONDS)
        case OrnamentKind.TREMOLO, ():
            found = _alternating((pitch,), seconds, _TREMOLO_SECONDS)
        case OrnamentKind.MORDENT, (near, *_):
            found = _bitten((pitch, near, pitch), seconds)
        case OrnamentKind.TURN, (first, second, *_):
            found = _bitten((first, pitch, second, pitch), seconds)
        case OrnamentKind.GLISSANDO, (_, *_):
            found = _run((pitch, *ornament.pitches), seconds)
    return found


def _alternating(pitches: Sequence[int], seconds: float, step: float) -> tuple[Touch, ...]:
    """One after the other as long as the note lasts, an odd number of times: it ends as written."""
    count = max(1, round(seconds / step))
    count -= len(pitches) == 2 and count % 2 == 0
    return _evenly(tuple(islice(cycle(pitches), count)), seconds)


def _bitten(pitches: Sequence[int], seconds: float) -> tuple[Touch, ...]:
    """Quickly through all but the last, which stays."""
    quick = min(_BITE_SECONDS, seconds / len(pitches))
    first = [Touch(pitch, number * quick, quick) for number, pitch in enumerate(pitches[:-1])]
    start = len(first) * quick
    return (*first, Touch(pitches[-1], start, seconds - start))


def _run(pitches: Sequence[int], seconds: float) -> tuple[Touch, ...]:
    """From the written key evenly through the others, downward where they lie below."""
    is_falling = pitches[1] < pitches[0]
    return _evenly(sorted(pitches, reverse=is_falling), seconds)


def _evenly(pitches: Sequence[int], seconds: float) -> tuple[Touch, ...]:
    step = seconds / len(pitches)
    return tuple(Touch(pitch, number * step, step) for number, pitch in enumerate(pitches))
