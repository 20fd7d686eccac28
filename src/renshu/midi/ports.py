"""What MIDI this machine has: the list behind `renshu keyboards`, the facts for `renshu doctor`."""

from collections.abc import Callable
from dataclasses import dataclass

from renshu.errors import PortError
from renshu.midi.names import plain_name, rank, reason_to_ignore
from renshu.midi.system import InputClient, OutputClient, api_names, open_input, open_output


@dataclass(frozen=True, slots=True)
class Port:
    """One MIDI port of this machine."""

    name: str
    """The plain name, by which it is remembered."""
    is_input: bool
    """Whether it is one that can be listened to, not one to sound on."""
    is_chosen: bool
    """Whether the program would use it now."""
    ignored: str | None
    """Why it is never chosen by itself; `None` where it may be."""


@dataclass(frozen=True, slots=True)
class MidiFacts:
    """What a report of trouble should say about MIDI."""

    rtmidi: str
    """The version of python-rtmidi."""
    known: tuple[str, ...]
    """The MIDI systems that it was built for."""
    api: str | None
    """The MIDI system that is used."""
    ports: tuple[Port, ...]
    trouble: str | None
    """One sentence where there is no MIDI system, or none of the name asked for."""


def midi_facts(preferred: str | None = None, api: str | None = None) -> MidiFacts:
    """Gather the facts: the inputs, then the outputs; never raises.

    Args:
        preferred: The keyboard that the player prefers.
        api: The MIDI system to ask.
    """
    import rtmidi

    try:
        used, inputs = _ask(open_input, True, preferred, api)
        _, outputs = _ask(open_output, False, preferred, api)
    except PortError as error:
        return MidiFacts(rtmidi.__version__, api_names(), None, (), error.sentence)
    return MidiFacts(rtmidi.__version__, api_names(), used, inputs + outputs, None)


def _ask(
    connect: Callable[[str | None], InputClient | OutputClient],
    is_input: bool,
    preferred: str | None,
    api: str | None,
) -> tuple[str, tuple[Port, ...]]:
    client = connect(api)
    try:
        names = client.names()
    finally:
        client.delete()
    chosen = next(iter(rank(names, (preferred,), client.api)), None)
    ports = tuple(
        Port(plain_name(name, client.api), is_input, name == chosen, reason_to_ignore(name))
        for name in names
    )
    return client.api, ports


def input_names(connect: Callable[[], InputClient] | None = None) -> tuple[str, ...]:
    """The plain names of all inputs that may be chosen.

    Args:
        connect: Makes the client; None for that of this machine.

    Raises:
        PortError: No MIDI system runs here.
    """
    client = connect() if connect else open_input()
    try:
        names = client.names()
    finally:
        client.delete()
    plain = (plain_name(name, client.api) for name in names if reason_to_ignore(name) is None)
    return tuple(dict.fromkeys(plain))
