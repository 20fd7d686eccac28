"""The tones of the synthesiser: a struck string and a click, computed from sines.

A string is a sum of decaying partials, the higher ones weaker and shorter; the numbers are chosen
by ear for a plain, soft tone that does not tire, not for a piano's likeness.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
"""Frames per second."""

Samples = NDArray[np.float64]

_PARTIALS = np.arange(1, 9)
_RELEASE = 14.0
"""How fast a damper works: the tone falls to 1/e in the fourteenth part of a second."""
_ATTACK = 0.003
_SILENT = 1e-4


class Voice(Protocol):
    """A tone that has begun."""

    def render(self, frames: int) -> Samples:
        """Give the next frames."""

    @property
    def is_over(self) -> bool:
        """Whether nothing of it can be heard any more."""


class String:
    """A struck string, until a damper falls on it or it has died away."""

    def __init__(self, pitch: int, velocity: int) -> None:
        self.pitch = pitch
        frequency = 440.0 * 2.0 ** ((pitch - 69) / 12)
        audible = _PARTIALS[_PARTIALS * frequency < RATE * 0.45]
        self._turns = 2 * np.pi * frequency * audible
        self._decay = 0.4 * 2.0 ** ((pitch - 60) / 16) * (0.7 + 0.3 * audible)
        brightness = 2.2 - velocity / 127
        self._weights = 0.25 * (velocity / 127) ** 1.5 * audible**-brightness
        self._frame = 0
        self._damped_at: float | None = None

    def damp(self) -> None:
        """Let the damper fall, now; once is enough."""
        if self._damped_at is None:
            self._damped_at = self._frame / RATE

    def render(self, frames: int) -> Samples:
        """Give the next frames."""
        time = np.arange(self._frame, self._frame + frames) / RATE
        self._frame += frames
        partials = np.sin(np.outer(self._turns, time)) * np.exp(-np.outer(self._decay, time))
        tone: Samples = self._weights @ partials
        return np.minimum(time / _ATTACK, 1.0) * self._damping(time) * tone

    @property
    def is_over(self) -> bool:
        """Whether nothing of it can be heard any more."""
        now = np.array([self._frame / RATE])
        loudness = self._weights @ np.exp(-self._decay * now) * self._damping(now)[0]
        return bool(loudness < _SILENT)

    def _damping(self, time: Samples) -> Samples:
        if self._damped_at is None:
            return np.ones_like(time)
        return np.exp(-_RELEASE * np.maximum(time - self._damped_at, 0.0))


class Tick:
    """A metronome's click; an accent is higher and louder, what lies between beats softer."""

    def __init__(self, is_accent: bool, *, is_division: bool = False) -> None:
        frequency, loudness = (1760.0, 0.4) if is_accent else (1175.0, 0.25)
        self._loudness = loudness / 3 if is_division else loudness
        self._turns = 2 * np.pi * frequency
        self._frame = 0

    def render(self, frames: int) -> Samples:
        """Give the next frames."""
        time = np.arange(self._frame, self._frame + frames) / RATE
        self._frame += frames
        tone: Samples = np.sin(self._turns * time) * np.exp(-90.0 * time)
        return self._loudness * tone

    @property
    def is_over(self) -> bool:
        """Whether nothing of it can be heard any more."""
        return self._frame > RATE // 8
