"""A small library of invented tunes over broken chords, and players of its melodies."""

from collections.abc import Sequence
from random import Random

from renshu.follow.melody.lines import melody_of
from renshu.performance.events import KeyDown
from renshu.score.notation import Score
from support.notation import score

BARS, BEATS = 16, 4
_NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]


def name(pitch: int) -> str:
    """How the notation calls a key."""
    return f"{_NAMES[pitch % 12]}{pitch // 12 - 1}"


def tune(seed: int, notes: int = BARS * BEATS) -> list[int]:
    """A wandering tune."""
    chance = Random(seed)  # noqa: S311 - a test keeps no secrets
    pitch, pitches = 72, []
    for _ in range(notes):
        pitch += chance.choice([-7, -5, -4, -3, -2, -2, -1, 1, 2, 2, 3, 4, 5, 7])
        pitch += 12 * (pitch < 62) - 12 * (pitch > 84)
        pitches.append(pitch)
    return pitches


def piece(pitches: Sequence[int], lengths: Sequence[str] = ("",)) -> Score:
    """The tune for the right hand, over broken chords of the left."""
    beats = [
        f"[{name(pitch)}>{lengths[at % len(lengths)]} {['C3', 'G3', 'E3', 'G3'][at % 4]}<]"
        for at, pitch in enumerate(pitches)
    ]
    bars = (beats[at : at + BEATS] for at in range(0, len(beats), BEATS))
    return score(" | ".join(" ".join(bar) for bar in bars))


PIECES = {f"piece {seed}": piece(tune(seed)) for seed in range(24)}
MELODIES = {name: melody_of(one) for name, one in PIECES.items()}


def keys(pitches: Sequence[int], beat: float = 0.5, start: float = 0.0) -> list[KeyDown]:
    """The tune with one finger."""
    return [KeyDown(start + at * beat, pitch) for at, pitch in enumerate(pitches)]
