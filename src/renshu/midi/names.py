"""Port names: what stays of them from one day to the next, and which of them are keyboards.

The MIDI systems put passing numbers into the names: ALSA its client and port (`Piano:Piano MIDI 1
20:0`), Windows the port's place in its list (`Piano 1`), the bridge from ALSA to JACK the client
(`a2j:Piano [20] (capture): Piano MIDI 1`). A remembered name must do without them.
"""

import re
from collections.abc import Sequence

CLIENT_NAME = "renshu"
"""What the program calls itself in a MIDI system."""

_PASSING_NUMBERS = {
    "alsa": re.compile(r" \d+:\d+$"),
    "winmm": re.compile(r" \d+$"),
    "jack": re.compile(r" \[\d+\]"),
}

_IGNORED = (
    (re.compile(rf"^{CLIENT_NAME}(-\d+)?:"), "it is a port of this program"),
    (re.compile(r"midi through|virmidi|virtual raw midi|iac driver"), "it is a system loop-back"),
    (re.compile(r"network session"), "it is a network session"),
    (re.compile(r"rtmidi"), "it belongs to another program"),
    (re.compile(r"pipewire-|^system:(timer|announce)"), "it belongs to the system"),
)

_CONTROL_SURFACE = re.compile(r"\b(daw|incontrol|mackie|hui|ctrl|control)\b")


def plain_name(name: str, api: str) -> str:
    """Give a port's name without the numbers that change.

    Args:
        name: As the MIDI system lists it.
        api: The MIDI system: `alsa`, `jack`, `core`, `winmm`.
    """
    numbers = _PASSING_NUMBERS.get(api)
    return numbers.sub("", name) if numbers else name


def reason_to_ignore(name: str) -> str | None:
    """Say why a port is never chosen by itself; `None` where it may be."""
    lowered = name.casefold()
    return next((reason for pattern, reason in _IGNORED if pattern.search(lowered)), None)


def rank(names: Sequence[str], wishes: Sequence[str | None], api: str) -> tuple[str, ...]:
    """Put the ports that may be opened into order, the best first.

    The wishes come first, whatever ports they are; then all that are not to be ignored, in the
    system's order, a keyboard's second port for controlling other programs last.

    Args:
        names: As the MIDI system lists them.
        wishes: Names to put first, each a full or plain name or a part of one, as a player types
            it.
        api: The MIDI system.
    """
    wished = [name for wish in wishes if wish and (name := find(names, wish, api))]
    others = [name for name in names if reason_to_ignore(name) is None]
    others.sort(key=lambda name: _CONTROL_SURFACE.search(name.casefold()) is not None)
    return tuple(dict.fromkeys((*wished, *others)))


def find(names: Sequence[str], wanted: str, api: str) -> str | None:
    """Find a port by its whole name, its plain name, or else by any part of its name."""
    plain = plain_name(wanted, api)
    for name in names:
        if name == wanted:
            return name
    for name in names:
        if plain_name(name, api) == plain:
            return name
    return next((name for name in names if wanted.casefold() in name.casefold()), None)
