"""The events of a keyboard, stamped with monotonic seconds.

A note-on with velocity 0 becomes `KeyUp` before it gets here.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Pedal(StrEnum):
    """The three pedals, by what they do."""

    SUSTAIN = "sustain"
    SOSTENUTO = "sostenuto"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class KeyDown:
    """A key goes down."""

    time: float
    """Monotonic seconds."""
    pitch: int
    """MIDI number, 0–127."""
    velocity: int = 64
    """1–127."""


@dataclass(frozen=True, slots=True)
class KeyUp:
    """A key comes up."""

    time: float
    pitch: int


@dataclass(frozen=True, slots=True)
class PedalMove:
    """A pedal moves; 0 is up, 127 fully down, half-pedalling between."""

    time: float
    pedal: Pedal
    value: int

    @property
    def is_down(self) -> bool:
        """Whether the pedal holds: from half way down, as MIDI defines it."""
        return self.value >= 64


PlayedEvent = KeyDown | KeyUp | PedalMove
"""Anything a keyboard says."""


def delayed(event: PlayedEvent, seconds: float) -> PlayedEvent:
    """The same event, `seconds` later; negative for earlier."""
    return replace(event, time=event.time + seconds)


def transposed(event: PlayedEvent, semitones: int) -> PlayedEvent | None:
    """The same event, so many semitones higher; None where no such key can be."""
    if isinstance(event, PedalMove) or semitones == 0:
        return event
    pitch = event.pitch + semitones
    return replace(event, pitch=pitch) if 0 <= pitch <= 127 else None
