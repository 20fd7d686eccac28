"""Sounds what is played, for keyboards that make no sound of their own."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from renshu.evening.sounding import Sounding

if TYPE_CHECKING:
    from renshu.performance.events import PlayedEvent
    from renshu.sound.scheduling import Strand


class Echo:
    """Sends played events to the output at once, unless it is that of the keyboard itself.

    Args:
        sounding: Where it is heard.
        keyboards: Names the keyboards that are heard.
    """

    def __init__(self, sounding: Sounding, keyboards: Callable[[], Iterable[str]]) -> None:
        self._sounding = sounding
        self._keyboards = keyboards
        self._is_on = False

    def turn(self, *, is_on: bool) -> None:
        """Begin or end; keys that are down are let go."""
        self._is_on = is_on
        if is_on:
            self._sounding.prepare()
        else:
            self._strand.cancel()

    def take(self, event: "PlayedEvent") -> None:
        """Sound an event now, on any thread."""
        if self._is_on and not self.is_of_the_keyboard:
            self._strand.send(event)

    @property
    def is_of_the_keyboard(self) -> bool:
        """Whether the output belongs to a keyboard that is played, and sounds by itself."""
        output = self._sounding.output
        return output is not None and _device(output) in map(_device, self._keyboards())

    @cached_property
    def _strand(self) -> "Strand":
        return self._sounding.strand()


def _device(port: str) -> str:
    """The name of the device that a port belongs to, as far as its own name tells."""
    return port.partition(":")[0].strip().casefold()
