"""Notes as performed: key-downs paired with their key-ups, the sustain pedal applied."""

from collections.abc import Iterable
from dataclasses import dataclass

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent


@dataclass(frozen=True, slots=True)
class PerformedNote:
    """One key press from its onset to its offset, in seconds."""

    onset: float
    key_offset: float
    """When the finger left the key."""
    offset: float
    """When the sound ended: later than `key_offset` where the sustain pedal held it."""
    pitch: int
    velocity: int


@dataclass(frozen=True, slots=True)
class Performance:
    """Performed notes in order of onset."""

    notes: tuple[PerformedNote, ...]


def perform(events: Iterable[PlayedEvent]) -> Performance:
    """Pair the events of one keyboard into notes.

    A key struck again before its key-up ends the earlier note; a key-up without a key-down is
    ignored; notes still down at the end last until the last event.
    """
    keys = _Keys()
    last = 0.0
    for event in events:
        keys.take(event)
        last = event.time
    keys.finish(last)
    return Performance(tuple(sorted(keys.done, key=lambda note: (note.onset, note.pitch))))


class _Keys:
    """The keys that are down, and those that only the pedal holds."""

    def __init__(self) -> None:
        self.done: list[PerformedNote] = []
        self._down: dict[int, KeyDown] = {}
        self._held: dict[int, tuple[KeyDown, float]] = {}
        self._pedal = False

    def take(self, event: PlayedEvent) -> None:
        match event:
            case KeyDown(time=time, pitch=pitch):
                self._release(pitch, time)
                self._end_held(pitch, time)
                self._down[pitch] = event
            case KeyUp(time=time, pitch=pitch):
                self._release(pitch, time)
            case PedalMove(time=time, pedal=Pedal.SUSTAIN):
                self._pedal = event.is_down
                if not self._pedal:
                    self._end_all_held(time)
            case _:
                pass

    def finish(self, time: float) -> None:
        for pitch in list(self._down):
            self._release(pitch, time)
        self._end_all_held(time)

    def _release(self, pitch: int, time: float) -> None:
        if (down := self._down.pop(pitch, None)) is None:
            return
        if self._pedal:
            self._held[pitch] = (down, time)
        else:
            self._finish(down, time, time)

    def _end_held(self, pitch: int, time: float) -> None:
        if (held := self._held.pop(pitch, None)) is not None:
            self._finish(*held, time)

    def _end_all_held(self, time: float) -> None:
        for pitch in list(self._held):
            self._end_held(pitch, time)

    def _finish(self, down: KeyDown, key_offset: float, offset: float) -> None:
        note = PerformedNote(down.time, key_offset, offset, down.pitch, down.velocity)
        self.done.append(note)
