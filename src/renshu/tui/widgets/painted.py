"""What the drawing widgets share: parts of a drawing become styles of the theme."""

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from renshu.tui.drawing.row import Row
from renshu.tui.terminal.colours import shown
from renshu.tui.widgets.palette import Palette, palette_of

if TYPE_CHECKING:
    from renshu.tui.drawing.raster import Colour


class Painted(Widget):
    """A widget that draws rows of named parts through the line API.

    The colours of a part are those of `.paint--<part>` in the style sheet.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._styles: dict[tuple[str, str], Style] = {}
        self._palette: Palette | None = None
        self._laid_out: Size | None = None

    def notify_style_update(self) -> None:
        """Forget the styles of the theme that was."""
        super().notify_style_update()
        self._styles.clear()
        palette = palette_of(self.app.stylesheet)
        if palette is not self._palette:
            self._palette = palette
            self.refresh()
        self.theme_changed()

    def theme_changed(self) -> None:
        """For widgets that keep painted strips: forget them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay the drawing out for the room there is now, then draw its lines."""
        if self._laid_out != self.size:
            self._laid_out = self.size
            self.lay_out(self.size)
        return super().render_lines(crop)

    def lay_out(self, size: Size) -> None:
        """For widgets whose drawing depends on their room: it is painted next, for the first time.

        Where `on_resize` did that, all would be painted twice.
        """

    def lay_out_again(self) -> None:
        """The room is the same, what is drawn is not."""
        self._laid_out = None
        self.refresh()

    def paint(self, row: Row, width: int, *, indent: int = 0) -> Strip:
        """A strip of exactly `width` cells, the row beginning at `indent`."""
        blank = self.style_of("", "")
        segments = [Segment(span.text, self.style_of(span.ink, span.ground)) for span in row]
        if indent:
            segments.insert(0, Segment(" " * indent, blank))
        return Strip(segments).adjust_cell_length(width, blank)

    def style_of(self, ink: str, ground: str) -> Style:
        """The style of one part drawn on another; empty names are the widget's own colours."""
        style = self._styles.get((ink, ground))
        if style is None:
            style = self._styles[ink, ground] = self._make_style(ink, ground)
        return style

    def colour_of(self, part: str) -> "Colour":
        """The colour of a part for pictures; one that is no part is the page itself."""
        is_part = bool(part) and palette_of(self.app.stylesheet)[part].is_part
        style = self.style_of(part if is_part else "", "")
        colour = style.color if is_part else style.bgcolor
        red, green, blue = shown(colour, self.app.console.color_system) if colour else (0, 0, 0)
        if self.app.no_color:
            red = green = blue = round(0.3 * red + 0.59 * green + 0.11 * blue)
        return red, green, blue

    def _make_style(self, ink: str, ground: str) -> Style:
        _, _, background, own = self.colors
        palette = palette_of(self.app.stylesheet)
        if ground:
            background = background + palette[ground].background
        colour = palette[ink].color if ink else own
        return Style.from_color((background + colour).rich_color, background.rich_color)
