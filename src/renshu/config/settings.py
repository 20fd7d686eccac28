"""What the player can set, and which values make sense."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from renshu.config.port_settings import NO_PORTS, Ports, understand_ports
from renshu.follow.follower import Mode
from renshu.follow.verdicts.kinds import ALL_ASPECTS, Aspect
from renshu.practice.hiding import Guard
from renshu.practice.subdivision import Subdivision


class Cells(StrEnum):
    """What the cells that the notation stands in are filled with."""

    AUTO = "auto"
    """The finest that the terminal is known to show."""
    BRAILLE = "braille"
    OCTANTS = "octants"
    QUADRANTS = "quadrants"
    HALF = "half"
    """Half blocks."""
    KITTY = "kitty"
    """Pixels, by the protocol of the terminal kitty."""
    SIXEL = "sixel"
    """Pixels, as the VT340 had them."""


class Telling(StrEnum):
    """How much line mode tells while one plays."""

    NOTES = "notes"
    """Every note, at once."""
    BARS = "bars"
    """Every bar, when it is over."""
    MISTAKES = "mistakes"
    """Bars in which something went wrong."""


class Views(StrEnum):
    """What stands on the music desk."""

    SCORE_KEYS = "score+keys"
    FALLING_KEYS = "falling+keys"
    ALL = "score+falling+keys"
    SCORE = "score"
    FALLING = "falling"

    @property
    def parts(self) -> frozenset[str]:
        """Which of `score`, `falling` and `keys` are seen."""
        return frozenset(self.value.split("+"))


class Shelving(StrEnum):
    """How the library is laid out."""

    TABLE = "table"
    TREE = "tree"


class Order(StrEnum):
    """What the table of the library goes by."""

    TITLE = "title"
    SERIES = "series"
    COMPOSER = "composer"
    DIFFICULTY = "difficulty"
    PROGRESS = "progress"
    PLAYED = "played"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Settings:
    """The player's settings; what is not set is as the program would have it."""

    theme: str | None = None
    """Name of a Textual theme."""
    cells: Cells = Cells.AUTO
    reduced_motion: bool = False
    """No animation anywhere."""
    lines: bool = False
    """Practice in spoken lines instead of a screen, for screen readers."""
    tell: Telling = Telling.BARS
    """How much is told in lines while one plays."""
    views: Views = Views.SCORE_KEYS
    shelving: Shelving = Shelving.TABLE
    order: Order = Order.TITLE
    piano: str = "88"
    """The keys of the player's piano: their number, or the lowest and the highest (`A0-C8`)."""
    keyboard: str | None = None
    """Name of the MIDI input port that was used last."""
    together: tuple[str, ...] = ()
    """Names of further MIDI input ports that are heard together with the keyboard."""
    ports: Ports = field(default_factory=lambda: NO_PORTS)
    """What is known of each keyboard."""
    output: str | None = None
    """Name of the MIDI output port for clicks and listening."""
    minutes: int = 30
    """What an evening has, for the plan."""
    today: bool = False
    """Whether the program opens with the plan for tonight."""
    mode: Mode = Mode.FREE
    count_in: int = 1
    """Measures counted in tempo mode before the first note."""
    metronome: bool = False
    subdivision: Subdivision = Subdivision.OFF
    """What the metronome clicks between its beats."""
    accompany: bool = False
    """Whether the other hand, or the voice of a song, is played for the player."""
    echo: bool = False
    """Whether what is played is sounded on the output: for keyboards that make no sound."""
    key_lights: bool = False
    """Whether the next keys are lit over MIDI, on the output."""
    light_channel: int = 4
    """The MIDI channel of key lights, 1–16."""
    light_channel_left: int = 3
    """That of the left hand's; the same where the keyboard does not tell hands apart."""
    light_velocity: int = 1
    guard: Guard = Guard.OFF
    """What is kept from the eyes of somebody who reads at sight."""
    memory_reveals: bool = True
    """Whether notes that are hidden appear once they have been played right."""
    octave: int = 4
    """Of the computer keyboard's lower row; 4 begins at middle C."""
    copy_scores: bool = False
    """Whether imported scores are copied into the program's own folder, or used where they are."""
    day_border: int = 4
    """The hour at which a day begins: what is played before it belongs to the evening before."""
    verdicts: tuple[Aspect, ...] = ALL_ASPECTS
    """The classes of verdicts that reviews tell."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by binding id, several of them joined by commas, as Textual's keymap has them."""


def understand(name: str, value: object) -> Any:
    """The value of the setting `name` that `value`, read from a file, stands for.

    Raises:
        KeyError: There is no such setting.
        ValueError: Its message says what the value must be.
    """
    return CHECKS[name](value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("must be a name in quotes")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise ValueError("must be a list of names in quotes")
    return tuple(value)


def _piano(value: object) -> str:
    from renshu.score.compass import parse_compass

    text = str(value) if isinstance(value, int | str) else ""
    parse_compass(text)
    return text


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("must be true or false")


def _whole(low: int, high: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        # A bool is an int in Python, but no number to a player.
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return value

    return check


def _one_of(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    def check(value: object) -> StrEnum:
        if value in list(kind):
            return kind(str(value))
        names = ", ".join(f"“{member}”" for member in kind)
        raise ValueError(f"must be one of {names}")

    return check


def _some_of(kind: type[StrEnum]) -> Callable[[object], tuple[StrEnum, ...]]:
    names = ", ".join(f"“{member}”" for member in kind)

    def check(value: object) -> tuple[StrEnum, ...]:
        given = value if isinstance(value, list) else [None]
        if wrong := [name for name in given if name not in list(kind)]:
            near = difflib.get_close_matches(str(wrong[0]), list(kind), n=1)
            hint = f" (did you mean “{near[0]}”?)" if near else ""
            raise ValueError(f"must be a list of {names}{hint}")
        return tuple(member for member in kind if member in given)

    return check


def _key_map(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(keys, str) for keys in value.values()):
        raise ValueError('must be a table of keys in quotes, such as help = "f1"')
    return MappingProxyType(dict(value))


CHECKS: Mapping[str, Callable[[object], Any]] = {
    "theme": _text,
    "cells": _one_of(Cells),
    "reduced_motion": _yes_or_no,
    "lines": _yes_or_no,
    "tell": _one_of(Telling),
    "views": _one_of(Views),
    "shelving": _one_of(Shelving),
    "order": _one_of(Order),
    "piano": _piano,
    "keyboard": _text,
    "together": _texts,
    "ports": understand_ports,
    "output": _text,
    "minutes": _whole(1, 600),
    "today": _yes_or_no,
    "mode": _one_of(Mode),
    "count_in": _whole(0, 8),
    "metronome": _yes_or_no,
    "subdivision": _one_of(Subdivision),
    "accompany": _yes_or_no,
    "echo": _yes_or_no,
    "key_lights": _yes_or_no,
    "light_channel": _whole(1, 16),
    "light_channel_left": _whole(1, 16),
    "light_velocity": _whole(1, 127),
    "guard": _one_of(Guard),
    "memory_reveals": _yes_or_no,
    "octave": _whole(0, 8),
    "copy_scores": _yes_or_no,
    "day_border": _whole(0, 12),
    "verdicts": _some_of(Aspect),
    "keys": _key_map,
}
"""For every setting, what turns a value of the file into one of the program."""
