"""The orders that keys of the piano give, for as long as they do."""

from collections.abc import Iterable

from textual.widgets import Static

from renshu.tui.orders import Order, orders_text


class OrdersPanel(Static):
    """Lies over the foot of a screen while the piano gives orders.

    Args:
        found: The orders that can be given.
    """

    DEFAULT_CSS = """
    OrdersPanel {
        layer: orders;
        dock: bottom;
        width: 1fr;
        height: auto;
        padding: 0 1;
        background: $accent;
        color: $background;
    }
    """

    def __init__(self, found: Iterable[Order]) -> None:
        super().__init__("", markup=False)
        self._found = tuple(found)

    def show(self, found: Iterable[Order]) -> None:
        """Say which keys do what."""
        self._found = tuple(found)
        self.update(orders_text(self._found, self.content_size.width))

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.show(self._found)
