"""Colours as a terminal shows them that has fewer than there are.

Of 256 colours Rich takes the nearest step of red, green and blue by itself, which turns the blue
greys of our themes green. Here it is the nearest for the eye, by the weights that Rich itself uses
where there are sixteen.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color, ColorSystem
from rich.palette import Palette
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as ThemeColour
from textual.filter import LineFilter

if TYPE_CHECKING:
    from renshu.tui.drawing.raster import Colour

_OWN = 16
"""The colours below this one are the player's own choice, and may be anything."""


def shown(colour: Color, system: str | None) -> "Colour":
    """The red, green and blue that a colour comes to in a colour system of Rich's."""
    if system == "standard":
        colour = colour.downgrade(ColorSystem.STANDARD)
    elif system == "256":
        colour = nearest(colour)
    red, green, blue = colour.get_truecolor()
    return red, green, blue


@lru_cache(4096)
def nearest(colour: Color) -> Color:
    """The nearest of 256 colours."""
    if colour.triplet is None:
        return colour
    return Color.from_ansi(_OWN + _palette().match(colour.triplet))


class Nearest(LineFilter):
    """Gives each line the nearest of 256 colours."""

    def apply(self, segments: list[Segment], background: ThemeColour) -> list[Segment]:  # noqa: ARG002
        """The same segments in other colours."""
        return [Segment(text, style and _nearest_style(style)) for text, style, _ in segments]


@lru_cache(4096)
def _nearest_style(style: Style) -> Style:
    ink, ground = style.color, style.bgcolor
    return style + Style.from_color(ink and nearest(ink), ground and nearest(ground))


@lru_cache(1)
def _palette() -> Palette:
    from rich._palettes import EIGHT_BIT_PALETTE

    return Palette([EIGHT_BIT_PALETTE[number] for number in range(_OWN, 256)])
