"""Orders from the piano: taken out of what is played, shown while they can be given, obeyed."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from renshu.practice.commanding import TOGETHER, Commanding, Grip, Ordered, grip_for
from renshu.score.compass import parse_compass
from renshu.tui.orders import Order, orders
from renshu.tui.widgets.orders_panel import OrdersPanel

if TYPE_CHECKING:
    from textual.timer import Timer

    from renshu.performance.events import PlayedEvent
    from renshu.score.notation import Score

_LOOK_SECONDS = TOGETHER / 2
"""From one look at what is held back to the next."""


class Rooms(Protocol):
    """What is ordered about."""

    @property
    def practised(self) -> "Score | None":
        """The piece that is practised now, as it is played; None where none is."""

    @property
    def piano_keys(self) -> str:
        """The keys of the player's piano, as the settings have them."""

    def hear(self, event: "PlayedEvent") -> None:
        """Take a played event that is no order to the room."""

    def label_keys(self, labels: Mapping[int, str]) -> None:
        """Print on a drawn keyboard what keys order; where it is nothing, what it usually has."""


class Ordering:
    """Stands between the piano and the rooms of an app.

    Args:
        app: Whose actions are ordered.
        rooms: Where what is no order goes.
    """

    def __init__(self, app: App[None], rooms: Rooms) -> None:
        self._app, self._rooms = app, rooms
        self._commanding = Commanding(None)
        self._gripped: tuple[Score | None, str] | None = None
        self._timer: Timer | None = None
        self._is_shown = False

    def play(self, event: "PlayedEvent") -> None:
        """Take a played event."""
        self._take_grip()
        self._pass_on(self._commanding.feed(event))

    @property
    def grip(self) -> Grip | None:
        """What opens the orders here."""
        self._take_grip()
        return self._commanding.grip

    @property
    def orders(self) -> Mapping[int, Order]:
        """What can be ordered here, by the place of the key."""
        grip = self.grip
        return orders(grip, self._active()) if grip else {}

    def _take_grip(self) -> None:
        """Choose the grip anew where another piece is practised, or on another piano."""
        score, keys = self._rooms.practised, self._rooms.piano_keys
        if self._gripped is not None and self._gripped[0] is score and self._gripped[1] == keys:
            return
        self._gripped = score, keys
        for event in self._commanding.change(grip_for(score, parse_compass(keys))):
            self._rooms.hear(event)

    def _look(self) -> None:
        self._pass_on(self._commanding.advance(time.monotonic()))

    def _pass_on(self, heard: "tuple[PlayedEvent | Ordered, ...]") -> None:
        for one in heard:
            if isinstance(one, Ordered):
                self._obey(one.place)
            else:
                self._rooms.hear(one)
        self._show()
        if self._timer is None:
            self._timer = self._app.set_interval(_LOOK_SECONDS, self._look, pause=True)
        (self._timer.resume if self._commanding.is_busy else self._timer.pause)()

    def _active(self) -> Mapping[str, tuple[Any, str]]:
        """The actions that have a meaning now, with the widgets that they belong to."""
        return {
            one.binding.id: (one.node, one.binding.action)
            for one in self._app.screen.active_bindings.values()
            if one.binding.id and one.enabled
        }

    def _obey(self, place: int) -> None:
        if (order := self.orders.get(place)) is None:
            self._app.bell()
            return
        node, action = self._active()[order.action]
        self._app.run_worker(self._do(action, node), group="orders")

    async def _do(self, action: str, node: Any) -> None:
        await self._app.run_action(action, node)
        self._app.call_after_refresh(self._show)

    def _show(self) -> None:
        """Show the orders as long as there are any, on whichever screen the player is."""
        if not self._commanding.is_open:
            self._put_away()
            return
        found = tuple(self.orders.values())
        panels = self._app.screen.query(OrdersPanel)
        if not panels:
            self._put_away()
            self._app.screen.mount(OrdersPanel(found))
        for panel in panels:
            panel.show(found)
        self._is_shown = True
        self._rooms.label_keys({order.key: order.label for order in found})

    def _put_away(self) -> None:
        if not self._is_shown:
            return
        self._is_shown = False
        for screen in self._app.screen_stack:
            screen.query(OrdersPanel).remove()
        self._rooms.label_keys({})
