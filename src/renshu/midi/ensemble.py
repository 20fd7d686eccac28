"""Several keyboards heard as one: two manuals, or a keyboard and the pedals of another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from renshu.errors import PortError
from renshu.midi.keyboard import Keyboard, Wish
from renshu.midi.system import InputClient, open_input
from renshu.performance.events import PlayedEvent


@dataclass(frozen=True, slots=True)
class Choice:
    """Which keyboards are to be heard, and how."""

    preferred: str | None = None
    """The plain name of the keyboard to choose where there are several."""
    together: tuple[str, ...] = ()
    """Plain names of those that are heard besides, where they are plugged in."""
    transpositions: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Semitones to add to what keyboards say, by plain name."""


class Ensemble:
    """The chosen keyboard and those that are heard together with it.

    All methods belong to one thread, which calls `poll` about once a second.
    """

    def __init__(
        self,
        on_event: Callable[[PlayedEvent], None],
        on_change: Callable[[str | None], None],
        choice: Choice,
        connect: Callable[[], InputClient] = open_input,
    ) -> None:
        """Prepare, without looking for a keyboard yet.

        Args:
            on_event: Called on threads of rtmidi's for each event, in the order of each keyboard,
                and on the polling thread for the key-ups of a keyboard that goes.
            on_change: Called on the polling thread with the plain name of the first keyboard that
                is heard from now on, or `None` when the last one has gone.
            choice: Which keyboards.
            connect: Makes a client of the MIDI system; each keyboard has its own.
        """
        self._on_event, self._on_change = on_event, on_change
        self._connect = connect
        self._announced: str | None = None
        self._keyboards = self._made(choice)

    @property
    def heard(self) -> tuple[str, ...]:
        """The plain names of the keyboards that are heard, the chosen one first."""
        names = (keyboard.port_name for keyboard in self._keyboards)
        return tuple(name for name in names if name is not None)

    def poll(self) -> None:
        """Follow what was plugged in or pulled out since.

        Raises:
            PortError: A keyboard cannot be opened; the others are heard all the same.
        """
        faults = tuple(_polled(self._keyboards))
        self._announce()
        if faults:
            raise faults[0]

    def choose(self, choice: Choice) -> None:
        """Hear other keyboards from the next `poll` on; what is held now is let go."""
        self._let_go()
        self._keyboards = self._made(choice)

    def close(self) -> None:
        """Let all keyboards go."""
        self._let_go()
        self._announce()

    def _let_go(self) -> None:
        for keyboard in self._keyboards:
            keyboard.close()

    def _announce(self) -> None:
        if (first := next(iter(self.heard), None)) != self._announced:
            self._announced = first
            self._on_change(first)

    def _made(self, choice: Choice) -> tuple[Keyboard, ...]:
        others = tuple(name for name in choice.together if name != choice.preferred)
        wishes = (
            Wish(choice.preferred, without=others),
            *(Wish(name, is_only=True) for name in others),
        )
        return tuple(self._keyboard(wish, choice.transpositions) for wish in wishes)

    def _keyboard(self, wish: Wish, transpositions: Mapping[str, int]) -> Keyboard:
        def semitones(name: str) -> int:
            return transpositions.get(name, 0)

        return Keyboard(self._on_event, _nobody, wish, self._connect, semitones)


def _polled(keyboards: Iterable[Keyboard]) -> Iterable[PortError]:
    for keyboard in keyboards:
        try:
            keyboard.poll()
        except PortError as error:
            yield error


def _nobody(_: str | None) -> None:
    pass
