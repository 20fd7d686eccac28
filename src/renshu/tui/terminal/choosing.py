"""Which output a terminal gets: pixels where they are known to work, else the finest characters."""

from collections.abc import Mapping
from dataclasses import dataclass

from renshu.config import Cells
from renshu.tui.terminal.abilities import Place, TerminalAbilities

PIXELS = frozenset({Cells.KITTY, Cells.SIXEL})
"""The outputs that are pictures."""

WITH_PICTURES = {"kitty": (0, 20), "ghostty": (1, 0)}
"""Terminals that show parts of Kitty's pictures as we need it, and since which version.

They have to leave the cursor where it is (`C=1`, kitty 0.20:
https://sw.kovidgoyal.net/kitty/graphics-protocol/). Others that know the protocol get pictures if
the player asks for them.
"""

WITH_OCTANTS = {"kitty": (0, 40), "foot": (1, 20), "ghostty": (1, 2), "vte": (7800,)}
"""Terminals that draw the octants of Unicode 16 themselves, whatever the font, and since when.

From their release notes: https://sw.kovidgoyal.net/kitty/changelog/ (0.40),
https://codeberg.org/dnkl/foot/releases (1.20), https://ghostty.org/docs/install/release-notes/1-2-0,
https://gitlab.gnome.org/GNOME/vte (0.78, which calls itself 7800).
"""

WITH_ALL_COLOURS = {
    "xterm": (331,), "kitty": (), "foot": (), "ghostty": (), "wezterm": (), "vte": (),
    "konsole": (), "iterm2": (), "mintty": (),
}  # fmt: skip
"""Terminals that show 24-bit colours, and since when; xterm, for one, does not set `COLORTERM`.

From https://invisible-island.net/xterm/xterm.log.html (331) and
https://github.com/termstandard/colors.
"""


@dataclass(frozen=True, slots=True)
class Output:
    """What notation is drawn with."""

    cells: Cells
    """Anything but `auto`."""
    cell: tuple[int, int] = (2, 4)
    """Pixels of a cell, or dots where it is filled with a character."""
    colours: int = 256
    """As many as one picture may have."""


def output_for(abilities: TerminalAbilities, wanted: Cells = Cells.AUTO) -> Output:
    """What to draw the notation with in a terminal, if the player wants this."""
    cells = choose_output(abilities, wanted)
    if cells not in PIXELS or abilities.cell is None:
        return Output(cells)
    colours = abilities.sixel_colours if cells is Cells.SIXEL else 256
    return Output(cells, abilities.cell, colours)


def choose_output(abilities: TerminalAbilities, wanted: Cells = Cells.AUTO) -> Cells:
    """What to draw the notation with.

    Args:
        abilities: What is known of the terminal.
        wanted: What the player set. It holds, but where pixels are wanted and nobody knows how
            large a cell is.

    Returns:
        Anything but `Cells.AUTO`.
    """
    if wanted in PIXELS and abilities.cell is None:
        wanted = Cells.AUTO
    return _finest(abilities) if wanted is Cells.AUTO else wanted


def _finest(abilities: TerminalAbilities) -> Cells:
    if abilities.place is not Place.HERE:
        return Cells.BRAILLE
    if abilities.has_kitty and abilities.cell and _is_in(WITH_PICTURES, abilities):
        return Cells.KITTY
    return Cells.OCTANTS if _is_in(WITH_OCTANTS, abilities) else Cells.BRAILLE


def has_all_colours(abilities: TerminalAbilities, kind: str) -> bool:
    """Whether a terminal shows 24-bit colours, whatever its environment says.

    Args:
        abilities: What is known of the terminal.
        kind: What it is said to be, as in `TERM`; one with few colours in its name has no more.
    """
    return not kind.endswith(("-16color", "-mono")) and _is_in(WITH_ALL_COLOURS, abilities)


def _is_in(table: Mapping[str, tuple[int, ...]], abilities: TerminalAbilities) -> bool:
    least = table.get(abilities.name)
    return least is not None and abilities.version >= least
