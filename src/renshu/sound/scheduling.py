"""Hands on what is to sound shortly before its time, from a thread of its own.

A screen that draws thirty times a second cannot sound a beat: it may be late by a frame and more.
It says ahead what is to sound. Music may be without end, so this thread asks for it piece by piece
and hands each on, a little ahead, to what sounds it at its very moment.
"""

import heapq
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Condition, Thread
from typing import Protocol
from weakref import WeakSet

from renshu.errors import leave_to_others
from renshu.performance.events import PlayedEvent
from renshu.sound.agenda import Sound
from renshu.sound.urgency import hurry


class Sink(Protocol):
    """What sounds. Strands are told apart by their numbers; one thread calls at a time."""

    def schedule(self, strand: int, sound: Sound) -> None:
        """Sound this at its time."""

    def send(self, strand: int, event: PlayedEvent) -> None:
        """Sound this now."""

    def forget(self, strand: int) -> None:
        """Give up what has not sounded; keys that are down stay down."""

    def cancel(self, strand: int) -> None:
        """Give up what has not sounded, and let all keys and pedals go."""


class Strand:
    """What belongs together: it is scheduled, cancelled and let go as one, apart from others.

    Made by `Scheduler.strand`. Every method may be called on any thread.
    """

    def __init__(self, scheduler: "Scheduler", number: int) -> None:
        self._scheduler = scheduler
        self.number = number
        """What the sink knows it by."""
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
    """The thread that hands on, and what it waits for.

    Args:
        sink: What sounds.
        lead: Seconds before its time at which a sound is handed on.
    """

    def __init__(self, sink: Sink, lead: float) -> None:
        self._sink, self._lead = sink, lead
        self._waiting: list[_Waiting] = []
        self._number = count()
        self._strands: WeakSet[Strand] = WeakSet()
        self._changed = Condition()
        self._is_open = True
        self._thread = Thread(target=self._run, name="sounds", daemon=True)
        self._thread.start()

    def sound_on(self, sink: Sink, lead: float) -> None:
        """Hand on to another sink from now on; arguments as above."""
        with self._changed:
            self._sink, self._lead = sink, lead
            self._changed.notify()

    def strand(self) -> Strand:
        """A strand of its own for a metronome, an accompaniment, a keyboard."""
        with self._changed:
            strand = Strand(self, next(self._number))
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
            with _going_on():
                self._sink.forget(strand.number)
            self._await_next(iter(sounds), strand)
            self._changed.notify()

    def send(self, strand: Strand, event: PlayedEvent) -> None:
        """See `Strand.send`."""
        with self._changed, _going_on():
            self._sink.send(strand.number, event)

    def cancel(self, strand: Strand) -> None:
        """See `Strand.cancel`."""
        with self._changed:
            strand.plan = object()
            with _going_on():
                self._sink.cancel(strand.number)

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
        hurry()
        while (found := self._next()) is not None:
            with self._changed:
                if found.is_wanted:
                    self._hand_on(found)

    def _next(self) -> _Waiting | None:
        """Wait until something is close at hand; `None` when there will be no more."""
        with self._changed:
            while self._is_open:
                if not self._waiting:
                    self._changed.wait()
                elif not self._waiting[0].is_wanted:
                    heapq.heappop(self._waiting)
                elif (pause := self._waiting[0].moment - self._lead - time.monotonic()) > 0:
                    self._changed.wait(pause)
                else:
                    return heapq.heappop(self._waiting)
        return None

    def _hand_on(self, found: _Waiting) -> None:
        with _going_on():
            self._sink.schedule(found.strand.number, found.sound)
        self._await_next(found.rest, found.strand)

    def _await_next(self, sounds: Iterator[Sound], strand: Strand) -> None:
        sound = None
        with _going_on():
            sound = next(sounds, None)
        if sound is not None:
            number = next(self._number)
            heapq.heappush(
                self._waiting, _Waiting(sound.time, number, sound, sounds, strand, strand.plan)
            )


@contextmanager
def _going_on() -> Iterator[None]:
    """Neither a sink that fails nor music that does may end all other sound."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is
        leave_to_others(error)
