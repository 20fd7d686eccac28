"""All that is known of one score, track or series."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Footer

from renshu.tui.actions import Where, bindings
from renshu.tui.browsing.about import About, facts, utc_now
from renshu.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from renshu.tui.drawing.row import Row


class Facts(Painted):
    """The lines, as many as there are."""

    DEFAULT_CSS = """
    Facts { height: auto; width: 1fr; }
    """

    def __init__(self, about: About) -> None:
        super().__init__()
        self._about = about
        self._rows: tuple[Row, ...] = ()

    def on_resize(self, event: Resize) -> None:
        """Write them for the width."""
        self._rows = facts(self._about, event.size.width, utc_now())
        self.styles.height = len(self._rows)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        row = self._rows[y] if y < len(self._rows) else ()
        return self.paint(row, self.size.width)


class DetailsScreen(ModalScreen[None]):
    """The cover with room for everything.

    Args:
        about: What is known.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, about: About) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """The facts in a box that scrolls."""
        with Vertical(classes="dialog -form"), VerticalScroll():
            yield Facts(self._about)
        yield Footer()

    def action_close(self) -> None:
        """Back to the library."""
        self.dismiss()

    def action_accept(self) -> None:
        """Back to the library."""
        self.dismiss()
