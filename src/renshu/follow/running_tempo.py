"""The player's running tempo: a Kalman filter on the logarithm of seconds per written second."""

import math

_DRIFT_PER_SECOND = 0.03
"""Standard deviation of the drift of the log rate over one written second."""
_DRIFT_PER_CHORD = 0.02
"""The same for the step from one chord to the next, however short."""
_FINGERS = 0.03
"""Seconds by which single onsets scatter."""
_OUTLIER = 3.0
"""Standard deviations beyond which an inter-onset time is a pause or a stumble, not a tempo."""
_UNKNOWN = 0.35
"""Standard deviation of the log rate before anything is heard: practice is often slower."""


class RunningTempo:
    """Follows the tempo from the times between chords."""

    def __init__(self, rubato: float) -> None:
        self._log_rate = 0.0
        self._variance = _UNKNOWN**2
        self._rubato = rubato

    @property
    def rate(self) -> float:
        """Played seconds per written second: 2 is half tempo."""
        return math.exp(self._log_rate)

    @property
    def deviation(self) -> float:
        """Relative standard deviation of the next inter-onset time."""
        return math.sqrt(self._variance + self._rubato**2)

    def observe(self, played: float, written: float) -> None:
        """Take the time between two chords that follow each other, in both kinds of seconds."""
        if played <= 0.01 or written <= 0.01:
            return
        innovation = math.log(played / written) - self._log_rate
        noise = self._rubato**2 + (_FINGERS / played) ** 2 + (_FINGERS / written) ** 2
        self._variance += _DRIFT_PER_CHORD**2 + _DRIFT_PER_SECOND**2 * written
        if abs(innovation) > _OUTLIER * math.sqrt(self._variance + noise):
            return
        gain = self._variance / (self._variance + noise)
        self._log_rate += gain * innovation
        self._variance *= 1 - gain
