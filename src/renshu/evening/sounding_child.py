"""The process that sounds on a MIDI output, `python -m renshu.evening.sounding_child`.

It has nothing to do but to wait for moments, so it does not miss them; in the program's own process
any thread may be kept waiting while the screen is drawn. It holds the output: when its orders end,
because the program let it go or is no more, it ends all that sounds, and itself.
"""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from threading import Condition, Thread
from typing import IO

from renshu.errors import PortError
from renshu.evening.sounding_orders import (
    RECORD,
    Cancel,
    Forget,
    Light,
    Order,
    Schedule,
    Send,
    decode,
)
from renshu.midi.output import Output
from renshu.practice.timetable import Click
from renshu.sound.agenda import Agenda, Sound
from renshu.sound.urgency import hurry

_BLOCK = RECORD.size * 256


class Performer:
    """Sounds on an output what it is told, each at its time.

    Args:
        output: Belongs to it from now on.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._agenda = Agenda()
        self._changed = Condition()
        self._is_open = True
        self._trouble: PortError | None = None

    def run(self) -> None:
        """Sound what is due when it is due, until `close` is called on another thread.

        Raises:
            PortError: The output does not answer any more.
        """
        try:
            with self._changed:
                while self._is_open:
                    self._sound(self._agenda.due(time.monotonic()))
                    self._changed.wait(self._pause())
        finally:
            self._output.close()
        if self._trouble is not None:
            raise self._trouble

    def take(self, order: Order) -> None:
        """Follow an order, on any thread."""
        with self._changed:
            try:
                self._follow(order)
            except PortError as error:
                self._trouble = error
                self.close()

    def close(self) -> None:
        """Sound nothing more."""
        with self._changed:
            self._is_open = False
            self._changed.notify()

    def _follow(self, order: Order) -> None:
        match order:
            case Schedule(strand, sound):
                self._agenda.add(strand, sound)
                self._changed.notify()
            case Send(strand, event):
                self._sound(self._agenda.take(strand, event))
            case Light(event, channel):
                self._output.send(event, channel)
            case Forget(strand):
                self._agenda.forget(strand)
            case Cancel(strand):
                self._sound(self._agenda.cancel(strand, time.monotonic()))

    def _sound(self, sounds: Iterable[Sound]) -> None:
        for sound in sounds:
            if isinstance(sound, Click):
                self._output.click(sound.is_accent, is_division=sound.is_division)
            else:
                self._output.send(sound)

    def _pause(self) -> float | None:
        moment = self._agenda.moment
        return None if moment is None else max(0.0, moment - time.monotonic())


def serve(orders: int, answers: IO[str], connect: Callable[[], Output]) -> None:
    """Open an output, say so, and follow orders until they end.

    Args:
        orders: The file descriptor they come from.
        answers: Gets a line: `open` with the output's name, or `none` with a sentence; and at the
            end `gone` with a sentence, where the output does not answer any more.
        connect: Opens the output.
    """
    hurry()
    try:
        output = connect()
    except PortError as error:
        _say(answers, "none", error.sentence)
        return
    performer = Performer(output)
    Thread(target=_read, args=(orders, performer), name="orders", daemon=True).start()
    _say(answers, "open", output.name)
    try:
        performer.run()
    except PortError as error:
        _say(answers, "gone", error.sentence)


def _read(orders: int, performer: Performer) -> None:
    hurry()  # No thread inherits it.
    try:
        for order in _orders(orders):
            performer.take(order)
    finally:
        performer.close()


def _orders(orders: int) -> Iterator[Order]:
    unread = b""
    while read := os.read(orders, _BLOCK):
        unread += read
        whole = len(unread) - len(unread) % RECORD.size
        for begin in range(0, whole, RECORD.size):
            yield decode(unread[begin : begin + RECORD.size])
        unread = unread[whole:]


def _say(answers: IO[str], word: str, more: str) -> None:
    answers.write(f"{word} {more}\n")
    answers.flush()


def main(preferred: str, is_hushed: str) -> None:
    """Sound on the output of this machine that is preferred.

    Args:
        preferred: Its name; empty for any.
        is_hushed: Not empty where keys may be down that another process struck, which is no more.
    """

    def connect() -> Output:
        output = Output(preferred or None)
        if is_hushed:
            output.hush()
        return output

    # A collection takes milliseconds, and nothing here leaves anything to collect.
    gc.disable()
    serve(sys.stdin.fileno(), sys.stdout, connect)


if __name__ == "__main__":
    main(*sys.argv[1:])
