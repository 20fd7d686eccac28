"""The player's keyboard: found by itself, remembered by name, lost and found again."""

import atexit
import math
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from renshu.errors import PortError, leave_to_others
from renshu.midi.layers import Layers
from renshu.midi.messages import translate
from renshu.midi.names import find, plain_name, rank
from renshu.midi.system import InputClient, NoMidiError, open_input
from renshu.performance.events import PlayedEvent, transposed
from renshu.performance.held import Held

RETRY = 2.0
"""Seconds between attempts to reach a MIDI system that does not run."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which keyboard is wanted."""

    preferred: str | None = None
    """The plain name of the keyboard to choose where there are several."""
    is_only: bool = False
    """Whether no other will do."""
    without: Collection[str] = ()
    """Plain names of keyboards that somebody else hears."""


ANY = Wish()
"""Whichever is plugged in."""


class Keyboard:
    """One keyboard at a time, whichever is plugged in; the preferred one where it is.

    `start`, `poll` and `close` belong to one thread, which calls `poll` about once a second; MIDI
    systems tell of changes only to a client that asks. One standing client both watches and
    listens, so that watching leaves nothing behind.
    """

    def __init__(
        self,
        on_event: Callable[[PlayedEvent], None],
        on_change: Callable[[str | None], None],
        wish: Wish = ANY,
        connect: Callable[[], InputClient] = open_input,
        transposition: Callable[[str], int] = lambda _: 0,
    ) -> None:
        """Prepare, without looking for a keyboard yet.

        Args:
            on_event: Called on **rtmidi's thread** for each event, and on the polling thread for
                the key-ups that end what was held when a keyboard goes.
            on_change: Called on the polling thread with the plain name of the keyboard that is
                heard from now on, or `None` when the last one has gone.
            wish: Which keyboard.
            connect: Makes the client.
            transposition: Semitones to add to what a keyboard says, by its plain name.
        """
        self._on_event = on_event
        self._on_change = on_change
        self._wish = wish
        self._connect = connect
        self._transposition = transposition
        self._semitones = 0
        self._client: InputClient | None = None
        self._port: str | None = None
        self._announced: str | None = None
        self._refused: set[str] = set()
        self._next_attempt = 0.0
        self._held = Held()
        self._layers = Layers()

    @property
    def port_name(self) -> str | None:
        """The plain name of the keyboard that is heard: the one to remember."""
        if self._client is None or self._port is None:
            return None
        return plain_name(self._port, self._client.api)

    @property
    def api(self) -> str | None:
        """The MIDI system in use: `alsa`, `jack`, `core`, `winmm`; `None` where there is none."""
        return self._client.api if self._client else None

    def ports(self) -> tuple[str, ...]:
        """The plain names of all inputs at present."""
        client = self._reach()
        return tuple(plain_name(name, client.api) for name in client.names()) if client else ()

    def start(self) -> None:
        """Look for a keyboard now. Finding none, or no MIDI system at all, is no error.

        Raises:
            PortError: A keyboard is there and cannot be opened, or the MIDI system asked for is
                not known.
        """
        self._next_attempt = 0.0
        self.poll()

    def poll(self) -> None:
        """Follow what was plugged in or pulled out since.

        Raises:
            PortError: A keyboard cannot be opened. Raised once for each, then tried again in
                silence while there is no other.
        """
        try:
            self._look()
        finally:
            self._announce()

    def close(self) -> None:
        """Let the keyboard and the MIDI system go; keys that are down get their key-ups."""
        if self._client is not None:
            atexit.unregister(self.close)
            self._client.delete()
            self._client = None
        self._forget_port()

    def _look(self) -> None:
        if (client := self._reach()) is None:
            return
        try:
            names = client.names()
        except PortError:
            self.close()
            return
        self._refused.intersection_update(names)
        self._settle_on(self._candidates(names, client.api), client)

    def _candidates(self, names: tuple[str, ...], api: str) -> tuple[str, ...]:
        wish = self._wish
        if wish.is_only:
            found = find(names, wish.preferred or "", api)
            return (found,) if found else ()
        ranked = rank(names, (wish.preferred, self._port), api)
        return tuple(name for name in ranked if plain_name(name, api) not in wish.without)

    def _reach(self) -> InputClient | None:
        if self._client is None and time.monotonic() >= self._next_attempt:
            self._next_attempt = math.inf
            with suppress(NoMidiError):
                self._client = self._connect()
                # A callback during the interpreter's end would hang the program.
                atexit.register(self.close)
            self._next_attempt = time.monotonic() + RETRY
        return self._client

    def _settle_on(self, candidates: tuple[str, ...], client: InputClient) -> None:
        if self._port is not None:
            if self._port == next((name for name in candidates if name not in self._refused), None):
                return
            self._hang_up()
        trouble = None
        for name in candidates:
            self._semitones = self._transposition(plain_name(name, client.api))
            try:
                client.open(name, self._receive)
            except PortError as error:
                trouble = trouble or self._refuse(name, error)
            else:
                self._port = name
                break
        if trouble:
            raise trouble

    def _refuse(self, name: str, error: PortError) -> PortError | None:
        is_news = name not in self._refused
        self._refused.add(name)
        return error if is_news else None

    def _hang_up(self) -> None:
        if self._client is not None and self._port is not None:
            with suppress(PortError):
                self._client.close_port()
        self._forget_port()

    def _forget_port(self) -> None:
        self._port = None
        self._layers = Layers()
        for event in self._held.release(time.monotonic()):
            self._on_event(event)

    def _announce(self) -> None:
        if (name := self.port_name) != self._announced:
            self._announced = name
            self._on_change(name)

    def _receive(self, data: list[int], stamp: float) -> None:
        try:
            self._hear(data, stamp)
        except Exception as error:  # noqa: BLE001 - rtmidi's thread has nobody to tell
            leave_to_others(error)

    def _hear(self, data: list[int], stamp: float) -> None:
        event = translate(data, stamp)
        if event is None or self._layers.is_echo(data, stamp):
            return
        if (heard := transposed(event, self._semitones)) is not None:
            self._held.take(heard)
            self._on_event(heard)
