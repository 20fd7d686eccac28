"""The MIDI system of this machine: which one is used, and one client of it.

A client lists ports and opens one of them. Everything that rtmidi raises is turned into `PortError`
here. Having no MIDI system at all is ordinary: `NoMidiError` says so.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from renshu.errors import PortError
from renshu.midi.names import CLIENT_NAME

if TYPE_CHECKING:
    import rtmidi

    from renshu.midi.jack_server import JackServer

API_VARIABLE = "RENSHU_MIDI_API"
"""The environment variable that names the MIDI system to use: `alsa`, `jack`, `core`, `winmm`."""

Receive = Callable[[list[int], float], None]
"""Takes a message's bytes and the monotonic seconds at which it came."""

HELD_ELSEWHERE = "another program may hold it: close that one, and renshu hears it at once"
"""Windows and some drivers give a port to one program only."""

_SETTLING = 0.01
"""Seconds for a callback that waits for the interpreter to come to its end."""

_JACK_CYCLES = 0.1
"""Seconds in which JACK fetches what was sent; it forgets what a client that has gone still has."""

_Client = TypeVar("_Client")


class NoMidiError(PortError):
    """No MIDI system runs on this machine."""


class InputClient:
    """One standing client that lists the inputs and listens to one of them at a time.

    All methods belong to one thread; messages arrive on a thread of rtmidi's.
    """

    def __init__(self, api: int) -> None:
        import rtmidi

        self._rt = rtmidi.MidiIn(rtapi=api, name=CLIENT_NAME)
        self._is_open = False
        self._pinned: list[object] = []
        self._rt.ignore_types(sysex=True, timing=True, active_sense=True)
        self.api = rtmidi.get_api_name(api)
        """The MIDI system: `alsa`, `jack`, `core`, `winmm`."""
        self._server = _jack_server() if self.api == "jack" else None

    def names(self) -> tuple[str, ...]:
        """List the inputs by their full names. Costs under a millisecond, leaves nothing behind.

        Raises:
            PortError: The MIDI system has ended; another client is needed for the next.
        """
        if self._server is not None and self._server.has_gone:
            raise PortError("The JACK server has ended.")
        with _told_plainly("The MIDI inputs cannot be listed"):
            return tuple(self._rt.get_ports())

    def open(self, name: str, receive: Receive) -> None:
        """Listen to an input; `receive` is called on rtmidi's thread.

        Raises:
            PortError: The port is not there, or another program holds it.
        """

        def called(received: tuple[list[int], float], _: object) -> None:
            now = time.monotonic()
            receive(received[0], now)

        self._rt.set_callback(called)
        self._pinned = gc.get_referents(self._rt)
        try:
            _open(self._rt, name, "keyboard")
        except PortError:
            self._rt.cancel_callback()
            raise
        self._is_open = True

    def close_port(self) -> None:
        """Stop listening. No message arrives after this has returned."""
        if not self._is_open:
            return
        self._is_open = False
        self._rt.cancel_callback()
        # A last callback may be waiting for the interpreter. rtmidi has just dropped the tuple that
        # the callback is going to read, so it is pinned; and closing joins ALSA's input thread
        # without releasing the interpreter, so the callback is let through first.
        time.sleep(_SETTLING)
        with _told_plainly("The MIDI input cannot be closed"):
            self._rt.close_port()
        while self._rt.get_message():
            pass

    def delete(self) -> None:
        """Leave the MIDI system; the client is not to be used afterwards."""
        with suppress(PortError):
            self.close_port()
        self._rt.delete()
        if self._server is not None:
            self._server.close()


class OutputClient:
    """One client that lists the outputs and sends to one of them. Its methods belong together."""

    def __init__(self, api: int) -> None:
        import rtmidi

        self._rt = rtmidi.MidiOut(rtapi=api, name=CLIENT_NAME)
        self.api = rtmidi.get_api_name(api)
        """The MIDI system: `alsa`, `jack`, `core`, `winmm`."""
        self._sent = 0.0

    def names(self) -> tuple[str, ...]:
        """List the outputs by their full names."""
        with _told_plainly("The MIDI outputs cannot be listed"):
            return tuple(self._rt.get_ports())

    def open(self, name: str) -> None:
        """Connect to an output.

        Args:
            name: Its full name.

        Raises:
            PortError: The port is not there, or another program holds it.
        """
        _open(self._rt, name, "sound")

    def send(self, message: bytes) -> None:
        """Send one message.

        Raises:
            PortError: The port does not take it any more.
        """
        with _told_plainly("The MIDI output does not answer"):
            self._rt.send_message(message)
            self._sent = time.monotonic()

    def delete(self) -> None:
        """Leave the MIDI system; the client is not to be used afterwards.

        This waits until what was sent last is on its way.
        """
        if self.api == "jack":
            time.sleep(max(0.0, self._sent + _JACK_CYCLES - time.monotonic()))
        self._rt.delete()


def open_input(api: str | None = None) -> InputClient:
    """Become a client that listens, of the first MIDI system that works.

    Args:
        api: The MIDI system to use; the environment variable `RENSHU_MIDI_API` goes before it.

    Raises:
        NoMidiError: None runs here.
        PortError: No system of the given name is known here.
    """
    return _first_working(InputClient, api)


def open_output(api: str | None = None) -> OutputClient:
    """Become a client that sends; as `open_input` otherwise."""
    return _first_working(OutputClient, api)


def api_names() -> tuple[str, ...]:
    """The MIDI systems that the installed rtmidi knows, in the order in which they are tried."""
    import rtmidi

    return tuple(rtmidi.get_api_name(api) for api in rtmidi.get_compiled_api())


def _jack_server() -> "JackServer | None":
    from renshu.midi.jack_server import JackServer

    return JackServer.connect()


def _first_working(client: Callable[[int], _Client], api: str | None) -> _Client:
    import rtmidi

    from renshu.midi.quiet import silence

    silence()
    refusals = []
    for name in _wanted_apis(os.environ.get(API_VARIABLE) or api):
        try:
            return client(rtmidi.get_compiled_api_by_name(name))
        except rtmidi.RtMidiError:
            refusals.append(name)
    raise NoMidiError(f"No MIDI system runs on this machine (tried: {', '.join(refusals)}).")


def _wanted_apis(wanted: str | None) -> tuple[str, ...]:
    known = api_names()
    if wanted is None:
        return known
    if wanted not in known:
        raise PortError(f"There is no MIDI system “{wanted}” here; known are: {', '.join(known)}.")
    return (wanted,)


def _open(rt: "rtmidi.MidiIn | rtmidi.MidiOut", name: str, port_name: str) -> None:
    names = rt.get_ports()
    if name not in names:
        raise PortError(f"The MIDI port “{name}” is not there any more.")
    with _told_plainly(f"The MIDI port “{name}” cannot be opened; {HELD_ELSEWHERE}"):
        rt.open_port(names.index(name), port_name)


@contextmanager
def _told_plainly(sentence: str) -> Iterator[None]:
    import rtmidi

    try:
        yield
    except rtmidi.RtMidiError as error:
        raise PortError(f"{sentence}.") from error
