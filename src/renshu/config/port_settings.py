"""What is known of each of the player's keyboards, by the name of its port."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

MOST_TRANSPOSED = 48
"""Semitones."""
_LONGEST_MS = 1000
_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PortSettings:
    """One keyboard."""

    transpose: int = 0
    """Semitones by which it plays higher than its keys are named; they are taken off again."""
    touch: tuple[int, ...] = ()
    """How hard its player strikes, from the softest to the hardest; empty until it is known."""
    latency: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    """Milliseconds from the time of a click to the key that is meant for it, by the name of what
    sounds the click."""

    @property
    def told(self) -> str:
        """Transposition and latency in a few words; empty where nothing is known."""
        parts = [f"keys {late:+.0f} ms with {output}" for output, late in self.latency.items()]
        if self.transpose:
            parts.insert(0, f"transposes by {self.transpose:+d}")
        return " · ".join(parts)

    @property
    def touch_told(self) -> str:
        """The velocities from soft to hard in a few words; empty where they are not known."""
        return f"{self.touch[0]}–{self.touch[-1]}" if self.touch else ""


Ports = Mapping[str, PortSettings]
"""By the plain name of the MIDI input, or `COMPUTER_KEYS`."""

COMPUTER_KEYS = "computer keys"
LOUDSPEAKER = "loudspeaker"
"""Stands for an output where there is no MIDI output."""
NO_PORTS: Ports = MappingProxyType({})


def with_port(ports: Ports, name: str, **changes: Any) -> Ports:
    """The same ports with something changed about one of them."""
    return MappingProxyType({**ports, name: replace(ports.get(name, PortSettings()), **changes)})


def with_latency(ports: Ports, name: str, output: str, milliseconds: float) -> Ports:
    """The same ports, one of them calibrated with an output."""
    known = ports.get(name, PortSettings()).latency
    latency = MappingProxyType({**known, output: round(milliseconds, 1)})
    return with_port(ports, name, latency=latency)


def understand_ports(value: object) -> Ports:
    """Read the table of a settings file.

    Raises:
        ValueError: Its message says what the value must be.
    """
    if isinstance(value, dict):
        return MappingProxyType({name: _port(name, about) for name, about in value.items()})
    raise ValueError("must be a table of keyboards by their names")


def _port(name: str, about: object) -> PortSettings:
    if not isinstance(about, dict) or not about.keys() <= {"transpose", "touch", "latency"}:
        raise ValueError(f"must say of “{name}” only transpose, touch and latency")
    transpose, touch = about.get("transpose", 0), about.get("touch", [])
    if not _is_whole(transpose, -MOST_TRANSPOSED, MOST_TRANSPOSED):
        raise ValueError(f"must transpose “{name}” by whole semitones, at most {MOST_TRANSPOSED}")
    if not isinstance(touch, list) or not all(_is_whole(one, 1, 127) for one in touch):
        raise ValueError(f"must have the touch of “{name}” as a list of velocities")
    return PortSettings(transpose, tuple(touch), _latency(name, about.get("latency", {})))


def _latency(name: str, value: object) -> Mapping[str, float]:
    if not isinstance(value, dict) or not all(map(_is_latency, value.values())):
        raise ValueError(f"must have the latency of “{name}” in milliseconds by output")
    return MappingProxyType({str(output): float(late) for output, late in value.items()})


def _is_whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _is_latency(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and abs(float(str(value))) <= _LONGEST_MS
