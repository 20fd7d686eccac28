"""Colours as a terminal shows them that has fewer than there are."""

from typing import TYPE_CHECKING

from rich.color import Color, ColorSystem

if TYPE_CHECKING:
    from renshu.tui.drawing.raster import Colour

_SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT}
"""By Rich's name; all others have every colour."""


def shown(colour: Color, system: str | None) -> "Colour":
    """The red, green and blue that a colour comes to in a colour system of Rich's."""
    fewer = colour.downgrade(_SYSTEMS[system]) if system in _SYSTEMS else colour
    red, green, blue = fewer.get_truecolor()
    return red, green, blue
