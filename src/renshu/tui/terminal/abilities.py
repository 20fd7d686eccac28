"""What is known of a terminal, and of where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """What lies between the program and the eyes."""

    HERE = "on this machine"
    """A terminal on this machine."""
    MULTIPLEXER = "in tmux or screen"
    """tmux or screen: pictures do not come through, and what fonts there are nobody knows."""
    FAR = "over ssh"
    """Another machine, over ssh."""
    BROWSER = "in a browser"


@dataclass(frozen=True, slots=True)
class TerminalAbilities:
    """What is known of a terminal."""

    place: Place = Place.HERE
    name: str = ""
    """In small letters; empty if it does not say."""
    version: tuple[int, ...] = ()
    has_kitty: bool = False
    """Whether it knows Kitty's graphics protocol."""
    has_sixel: bool = False
    sixel_colours: int = 16
    """Colours of one sixel picture."""
    cell: tuple[int, int] | None = None
    """Pixels of a cell, across and down."""

    def __str__(self) -> str:
        """What was found, in words."""
        name = " ".join([self.name or "a terminal without a name", *_dotted(self.version)])
        size = "cells of {}×{} pixels".format(*self.cell) if self.cell else "cells of unknown size"
        protocols = [
            *(["Kitty’s pictures"] if self.has_kitty else []),
            *([f"sixels in {self.sixel_colours} colours"] if self.has_sixel else []),
        ]
        return ", ".join([name, self.place.value, size, *(protocols or ["no pictures"])])


def _dotted(version: tuple[int, ...]) -> tuple[str, ...]:
    return (".".join(map(str, version)),) if version else ()


def place_of(environment: Mapping[str, str]) -> Place:
    """What the environment says of where the player sits."""
    if environment.get("TEXTUAL_DRIVER"):
        return Place.BROWSER
    kind = environment.get("TERM", "")
    if "TMUX" in environment or "STY" in environment or kind.startswith(("tmux", "screen")):
        return Place.MULTIPLEXER
    if "SSH_TTY" in environment or "SSH_CONNECTION" in environment:
        return Place.FAR
    return Place.HERE


def cell_of(window: tuple[int, int, int, int] | None) -> tuple[int, int] | None:
    """The pixels of a cell in a window of rows, columns, and pixels across and down, if known."""
    if window is None:
        return None
    rows, columns, across, down = window
    return sensible(across // columns, down // rows) if rows and columns else None


def sensible(across: int, down: int) -> tuple[int, int] | None:
    """A size in which notation can be drawn; some terminals answer with nonsense."""
    return (across, down) if 4 <= across <= 100 and 8 <= down <= 200 else None
