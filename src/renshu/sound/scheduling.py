"""Sounds clicks and played events at their time, from a thread of its own.

A screen that draws thirty times a second cannot sound a beat: it may be late by a frame and more.
It says ahead what is to sound, and this thread waits for each moment.
"""

import heapq
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from threading import Condition, Thread
from weakref import WeakSet

from renshu.errors import PortError, leave_to_others
from renshu.performance.events import KeyDown, KeyUp, PedalMove, PlayedEvent
from renshu.performance.held import Held
from renshu.practice.timetable import Click
from renshu.sound.urgency import hurry

Sound = Click | PlayedEvent
"""What can be sounded; its time is in monotonic seconds."""

Sink = Callable[[Sound], None]
"""Sounds something at once."""

LATE = 0.03
"""Seconds after which a click is left out rather than sounded: a late beat misleads."""
LATE_KEY = 0.3
"""Seconds after which a key is not struck any more. What ends a sound is never left out."""


class Strand:
    """What belongs together: it is scheduled, cancelled and let go as one, apart from others.

    Made by `Scheduler.strand`. Every method may be called on any thread.
    """

    def __init__(self, scheduler: "Scheduler") -> None:
        self._scheduler = scheduler
        self.held = Held()
        """The keys and pedals that are down because of it; kept by the scheduler."""
        self.plan: object = None
        """What stands for all that is to come; kept by the scheduler."""

    def schedule(self, sounds: Iterable[Sound]) -> None:
        """Sound all this at its time, beside what is scheduled already.

        Args:
            sounds: In order of time, and possibly without end: they are asked for one by one.
        """
        self._scheduler.schedule(self, sounds)

    def replace(self, sounds: Iterable[Sound]) -> None:
        """Sound this instead of all that is to come; keys that are down stay down."""
        self._scheduler.replace(self, sounds)

    def send(self, event: PlayedEvent) -> None:
        """Sound an event now."""
        self._scheduler.send(self, event)

    def cancel(self) -> None:
        """Forget what is to come, and let all keys and pedals go."""
        self._scheduler.cancel(self)


@dataclass(order=True, slots=True)
class _Waiting:
    """Something that is waited for, and what comes after it."""

    moment: float
    number: int
    sound: Sound = field(compare=False)
    rest: Iterator[Sound] = field(compare=False)
    strand: Strand = field(compare=False)
    plan: object = field(compare=False)

    @property
    def is_wanted(self) -> bool:
        """Whether it has not been cancelled."""
        return self.strand.plan is self.plan


class Scheduler:
    """The sounding thread and what it waits for.

    It wakes up as much before a click as another thread may keep the interpreter for itself
    (`sys.getswitchinterval`, 5 ms unless changed), and waits the rest out without letting go. For
    notes it does not: nobody hears such a difference in them.

    Args:
        sink: Sounds something at once. It is called by one thread at a time.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._waiting: list[_Waiting] = []
        self._number = count()
        self._strands: WeakSet[Strand] = WeakSet()
        self._changed = Condition()
        self._is_open = True
        self.lead = 0.0
        """Seconds before its time at which a sound is handed to a sink that waits for it."""
        self.priority = ""
        """How the system lets the thread run, once it runs."""
        self._thread = Thread(target=self._run, name="sounds", daemon=True)
        self._thread.start()

    def strand(self) -> Strand:
        """A strand of its own for a metronome, an accompaniment, a keyboard."""
        strand = Strand(self)
        with self._changed:
            self._strands.add(strand)
        return strand

    def schedule(self, strand: Strand, sounds: Iterable[Sound]) -> None:
        """See `Strand.schedule`."""
        with self._changed:
            strand.plan = strand.plan or object()
            self._await_next(iter(sounds), strand)
            self._changed.notify()

    def replace(self, strand: Strand, sounds: Iterable[Sound]) -> None:
        """See `Strand.replace`."""
        with self._changed:
            strand.plan = object()
            self._await_next(iter(sounds), strand)
            self._changed.notify()

    def send(self, strand: Strand, event: PlayedEvent) -> None:
        """See `Strand.send`."""
        with self._changed:
            self._hand_out(event, strand)

    def cancel(self, strand: Strand) -> None:
        """See `Strand.cancel`."""
        with self._changed:
            strand.plan = object()
            for event in strand.held.release(time.monotonic() + self.lead):
                if not self._is_held_elsewhere(event, strand):
                    self._sound(event)

    def cancel_all(self) -> None:
        """Forget everything, and let all keys and pedals go."""
        with self._changed:
            for strand in self._strands:
                self.cancel(strand)

    def close(self) -> None:
        """Fall silent and end the thread. More than once does no harm."""
        self.cancel_all()
        with self._changed:
            self._is_open = False
            self._waiting.clear()
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        self.priority = hurry()
        while (found := self._next()) is not None:
            if isinstance(found.sound, Click):
                _wait_out(found.moment - self.lead)
            with self._changed:
                if found.is_wanted:
                    self._sound_in_time(found.sound, found.strand)
                    self._await_next(found.rest, found.strand)

    def _next(self) -> _Waiting | None:
        """Wait until something is close at hand; `None` when there will be no more."""
        with self._changed:
            while self._is_open:
                if not self._waiting:
                    self._changed.wait()
                elif not self._waiting[0].is_wanted:
                    heapq.heappop(self._waiting)
                elif (pause := self._pause_before(self._waiting[0])) > 0:
                    self._changed.wait(pause)
                else:
                    return heapq.heappop(self._waiting)
        return None

    def _pause_before(self, waiting: _Waiting) -> float:
        early = _reserve() if isinstance(waiting.sound, Click) else 0.0
        return waiting.moment - self.lead - early - time.monotonic()

    def _await_next(self, sounds: Iterator[Sound], strand: Strand) -> None:
        if (sound := self._asked(sounds)) is not None:
            number = next(self._number)
            heapq.heappush(
                self._waiting, _Waiting(sound.time, number, sound, sounds, strand, strand.plan)
            )

    def _asked(self, sounds: Iterator[Sound]) -> Sound | None:
        try:
            return next(sounds, None)
        except Exception as error:  # noqa: BLE001 - music that fails must not end all other sound
            leave_to_others(error)
            return None

    def _sound_in_time(self, sound: Sound, strand: Strand) -> None:
        late = time.monotonic() - sound.time
        is_too_late = (isinstance(sound, Click) and late > LATE) or (
            isinstance(sound, KeyDown) and late > LATE_KEY
        )
        if not is_too_late:
            self._hand_out(sound, strand)

    def _hand_out(self, sound: Sound, strand: Strand) -> None:
        if isinstance(sound, KeyDown | KeyUp | PedalMove):
            strand.held.take(sound)
            if self._is_held_elsewhere(sound, strand):
                return
        self._sound(sound)

    def _is_held_elsewhere(self, event: PlayedEvent, strand: Strand) -> bool:
        """Whether an event would end what another strand still holds."""
        return any(other.held.holds(event) for other in self._strands if other is not strand)

    def _sound(self, sound: Sound) -> None:
        try:
            self._sink(sound)
        except PortError:
            # A cable that was pulled out is an ordinary state, which others have noticed.
            return
        except Exception as error:  # noqa: BLE001 - a sink that has gone must not end the beat
            leave_to_others(error)


def _wait_out(moment: float) -> None:
    while time.monotonic() < moment:
        pass


def _reserve() -> float:
    """Seconds for which another thread may keep the interpreter to itself."""
    return sys.getswitchinterval()
