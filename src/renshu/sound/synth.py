"""A small synthesiser: played events and clicks in, samples out.

It has no clock and no device. What is to sound carries its moment, and is placed at that frame of a
block of samples, so that a beat is exact however irregularly the blocks are asked for.
"""

import heapq
from itertools import count
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.sound.agenda import LATE
from renshu.sound.voices import RATE, String, Tick, Voice

MAX_VOICES = 32
"""More tones at once end the oldest."""

_SLIP = 0.1
"""Seconds by which a device may drift from the clock before the two are set equal again."""

Order = PlayedEvent | Tick


class Synth:
    """Sounds notes, pedals and clicks. Any thread may send; one thread renders.

    All sounds one block later than its moment says, which keeps the distances exact.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._orders: list[tuple[float, int, Order]] = []
        self._number = count()
        self._voices: list[Voice] = []
        self._strings: dict[int, String] = {}
        self._held_by_pedal: set[int] = set()
        self._pedal = False
        self._end: float | None = None

    def send(self, event: PlayedEvent) -> None:
        """Sound an event at its time, in monotonic seconds; what has passed sounds at once."""
        self._put(event.time, event)

    def schedule(self, moment: float, is_accent: bool, *, is_division: bool = False) -> None:
        """Sound a click at a moment in monotonic seconds, however far ahead."""
        self._put(moment, Tick(is_accent, is_division=is_division))

    def cancel(self) -> None:
        """Forget the clicks that have not begun, as on a pause."""
        with self._lock:
            self._orders = [order for order in self._orders if not isinstance(order[2], Tick)]
            heapq.heapify(self._orders)

    def render(self, frames: int, now: float) -> NDArray[np.float32]:
        """Give the next block of samples, between -1 and 1.

        Args:
            frames: How many.
            now: The monotonic seconds at which the device asks for them.
        """
        end = self._follow_clock(frames, now)
        start = end - frames / RATE
        done, mix = 0, np.zeros(frames)
        for moment, order in self._due(start, end):
            at = min(max(round((moment - start) * RATE), done), frames)
            self._mix_into(mix[done:at])
            self._obey(order)
            done = at
        self._mix_into(mix[done:])
        return np.tanh(mix).astype(np.float32)

    def _put(self, moment: float, order: Order) -> None:
        with self._lock:
            heapq.heappush(self._orders, (moment, next(self._number), order))

    def _due(self, start: float, end: float) -> list[tuple[float, Order]]:
        due = []
        with self._lock:
            while self._orders and self._orders[0][0] < end:
                moment, _, order = heapq.heappop(self._orders)
                if not isinstance(order, Tick) or moment > start - LATE:
                    due.append((moment, order))
        return due

    def _follow_clock(self, frames: int, now: float) -> float:
        """The end of this block on the clock: counted in frames, drawn towards the clock slowly."""
        counted = now if self._end is None else self._end + frames / RATE
        error = now - counted
        self._end = now if abs(error) > _SLIP else counted + error * 0.02
        return self._end

    def _mix_into(self, block: NDArray[np.float64]) -> None:
        if not len(block):
            return
        for voice in self._voices:
            block += voice.render(len(block))
        self._voices = [voice for voice in self._voices if not voice.is_over]

    def _obey(self, order: Order) -> None:
        match order:
            case Tick():
                self._begin(order)
            case KeyDown(pitch=pitch, velocity=velocity):
                self._strike(pitch, velocity)
            case KeyUp(pitch=pitch) if self._pedal:
                self._held_by_pedal.add(pitch)
            case KeyUp(pitch=pitch):
                self._damp(pitch)
            case PedalMove(pedal=Pedal.SUSTAIN):
                self._move_pedal(order.is_down)
            case _:
                pass

    def _strike(self, pitch: int, velocity: int) -> None:
        self._damp(pitch)
        self._held_by_pedal.discard(pitch)
        self._strings[pitch] = String(pitch, velocity)
        self._begin(self._strings[pitch])

    def _begin(self, voice: Voice) -> None:
        self._voices = [*self._voices[-MAX_VOICES + 1 :], voice]

    def _damp(self, pitch: int) -> None:
        if (string := self._strings.pop(pitch, None)) is not None:
            string.damp()

    def _move_pedal(self, is_down: bool) -> None:
        self._pedal = is_down
        if not is_down:
            for pitch in self._held_by_pedal:
                self._damp(pitch)
            self._held_by_pedal.clear()
