"""The keys that ornaments allow beside the written notes: optional, and never wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

from renshu.score.notation import ScoreNote


@dataclass(slots=True)
class _Sounding:
    pitches: frozenset[int]
    until: float
    last: float
    """Seconds of the last key that belonged to it."""


class Ornaments:
    """The ornaments that may be sounding.

    Each lasts until a point on the follower's own scale (seconds, or chords gone by), and beyond it
    as long as its keys follow each other closely: a trill is not over because its time is.
    """

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._sounding: list[_Sounding] = []

    def begin(self, pitches: Iterable[int], until: float, time: float) -> None:
        """Let an ornament on these keys begin at `time` seconds and last until `until`."""
        if keys := frozenset(pitches):
            self._sounding.append(_Sounding(keys, until, time))

    def take(self, pitch: int, here: float, time: float) -> bool:
        """Whether a key pressed at `time` seconds, with the follower at `here`, belongs to one."""
        self._sounding = [
            ornament
            for ornament in self._sounding
            if here <= ornament.until or time - ornament.last <= self._gap
        ]
        for ornament in self._sounding:
            if pitch in ornament.pitches:
                ornament.last = time
                return True
        return False


def ornament_keys(note: ScoreNote) -> tuple[int, ...]:
    """The keys that the ornament of a note plays, its own among them; none without further keys."""
    if note.ornament is None or not note.ornament.pitches:
        return ()
    return (note.pitch, *note.ornament.pitches)
