"""An app that remembers what happened last, and catches what goes wrong behind its back."""

import asyncio
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.dom import DOMNode
from textual.events import Mount, Unmount

from renshu.config.recent import RECENT
from renshu.errors import RenshuError
from renshu.evening.faults import Strays

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from renshu.tui.services import ScreenServices


class WitnessedApp(App[None], inherit_bindings=False):
    """Notes every action and the screen it was meant for."""

    services: "ScreenServices"

    def tell_fault(self, error: RenshuError) -> None:
        """Say what does not work, once."""
        raise NotImplementedError

    @cached_property
    def _strays(self) -> Strays:
        from renshu.tui.piano_app import on_loop

        return Strays(self.services.folders, on_loop(self.tell_fault))

    @on(Mount)
    def _begin_to_catch(self) -> None:
        self._strays.begin(asyncio.get_running_loop())

    @on(Unmount)
    def _catch_no_more(self) -> None:
        self._strays.end()

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for."""
        name = action if isinstance(action, str) else action[1]
        RECENT.note("action", f"{name} in {type(self.screen).__name__}")
        return await super().run_action(action, default_namespace, namespaces)
