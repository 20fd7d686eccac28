"""What is to sound, when, and on whose behalf. It asks no clock and makes no sound.

Whoever sounds keeps one: only there is it certain what has sounded already and is down.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from renshu.performance.events import KeyDown, PlayedEvent
from renshu.performance.held import Held
from renshu.practice.timetable import Click

Sound = Click | PlayedEvent
"""What can be sounded; its time is in monotonic seconds."""

LATE = 0.03
"""Seconds after which a click is left out rather than sounded: a late beat misleads."""
LATE_KEY = 0.3
"""Seconds after which a key is not struck any more. What ends a sound is never left out."""


def is_too_late(sound: Sound, now: float) -> bool:
    """Whether a sound would do more harm than good by now."""
    late = now - sound.time
    return (isinstance(sound, Click) and late > LATE) or (
        isinstance(sound, KeyDown) and late > LATE_KEY
    )


class Hands:
    """The keys and pedals that are down, and because of which strand."""

    def __init__(self) -> None:
        self._held: dict[int, Held] = {}

    def take(self, strand: int, sound: Sound) -> bool:
        """Follow a sound that is about to be made.

        Returns:
            Whether it is to be made: not where it would end what another strand still holds.
        """
        if isinstance(sound, Click):
            return True
        self._held.setdefault(strand, Held()).take(sound)
        return not self._is_held_elsewhere(strand, sound)

    def release(self, strand: int, time: float) -> tuple[PlayedEvent, ...]:
        """Let go what a strand holds; what others hold as well stays down.

        Args:
            strand: Whose hands they are.
            time: When they let go, in monotonic seconds.
        """
        held = self._held.pop(strand, None)
        released = held.release(time) if held is not None else ()
        return tuple(event for event in released if not self._is_held_elsewhere(strand, event))

    def _is_held_elsewhere(self, strand: int, event: PlayedEvent) -> bool:
        return any(held.holds(event) for other, held in self._held.items() if other != strand)


@dataclass(order=True, slots=True)
class _Entry:
    moment: float
    number: int
    strand: int = field(compare=False)
    sound: Sound = field(compare=False)


class Agenda:
    """Sounds that wait for their time, each on behalf of a strand."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._number = count()
        self._hands = Hands()

    @property
    def moment(self) -> float | None:
        """When the next sound is due, in monotonic seconds; `None` where nothing waits."""
        return self._entries[0].moment if self._entries else None

    def add(self, strand: int, sound: Sound) -> None:
        """Let a sound wait for its time; of those due at once the first added is the first."""
        heapq.heappush(self._entries, _Entry(sound.time, next(self._number), strand, sound))

    def due(self, now: float) -> Iterator[Sound]:
        """Give what is due by now, in order of time, but for what is too late."""
        while self._entries and self._entries[0].moment <= now:
            entry = heapq.heappop(self._entries)
            if not is_too_late(entry.sound, now) and self._hands.take(entry.strand, entry.sound):
                yield entry.sound

    def take(self, strand: int, event: PlayedEvent) -> Iterator[PlayedEvent]:
        """Give an event that is to sound whatever the time, unless another strand forbids it."""
        if self._hands.take(strand, event):
            yield event

    def forget(self, strand: int) -> None:
        """Give up what of a strand has not sounded; its keys that are down stay down."""
        self._entries = [entry for entry in self._entries if entry.strand != strand]
        heapq.heapify(self._entries)

    def cancel(self, strand: int, now: float) -> tuple[PlayedEvent, ...]:
        """Give up what of a strand has not sounded, and give what lets its keys and pedals go."""
        self.forget(strand)
        return self._hands.release(strand, now)
