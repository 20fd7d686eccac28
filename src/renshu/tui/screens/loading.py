"""Waiting for a score to be read."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Label, ProgressBar

from renshu.errors import LibraryError, RenshuError
from renshu.evening.memory import Memory, memory_of
from renshu.library.loaded import Loaded
from renshu.tui.actions import Where, bindings
from renshu.tui.messages import LoadingAdvanced
from renshu.tui.services import ScreenServices

_PATIENCE_SECONDS = 0.2
"""A score from the cache is there sooner; the dialog would only flash."""


class LoadingScreen(ModalScreen[tuple[Loaded, Memory] | RenshuError | None]):
    """Reads one score; ends with it and what is remembered of it, the error, or None: cancelled."""

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, services: ScreenServices, path: Path, title: str) -> None:
        super().__init__()
        self._services, self._path, self._title = services, path, title
        self._in_front = asyncio.Event()

    def compose(self) -> ComposeResult:
        """The title, what is being done, and how far it is."""
        with Vertical(classes="dialog -small -waiting"):
            yield Label(self._title, classes="dialog-heading", markup=False)
            yield Label("Reading the score …", id="stage", markup=False)
            yield ProgressBar(total=1.0, show_eta=False)
        yield Footer()

    def on_mount(self) -> None:
        """Begin to read."""
        self.set_timer(_PATIENCE_SECONDS, self._show)
        self._load()

    def on_screen_resume(self) -> None:
        """Nothing lies over this any more."""
        self._in_front.set()

    def on_screen_suspend(self) -> None:
        """Something lies over this, and would go in its place."""
        self._in_front.clear()

    def on_loading_advanced(self, message: LoadingAdvanced) -> None:
        """Show how far it is."""
        self.query_one("#stage", Label).update(message.stage)
        self.query_one(ProgressBar).update(progress=message.share)

    def action_close(self) -> None:
        """Cancel: the process that reads is ended."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    def action_accept(self) -> None:
        """Nothing to accept; waiting goes on."""

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            result: tuple[Loaded, Memory] | RenshuError = await self._read()
        except RenshuError as error:
            result = error
        await self._in_front.wait()
        self.dismiss(result)

    async def _read(self) -> tuple[Loaded, Memory]:
        from renshu.library.loading import load_async

        read = await load_async(self._path, self._services.cache, self._advanced)
        loaded = read.to_practise()
        return loaded, await asyncio.to_thread(self._remember, loaded)

    def _remember(self, loaded: Loaded) -> Memory:
        self._services.last_opened = loaded
        try:
            self._services.catalogue.opened(self._path, loaded.score, datetime.now(UTC))
            return memory_of(self._services, loaded.score)
        except LibraryError as error:
            # A library that cannot be used keeps nobody from playing.
            self._services.on_fault(error)
            return Memory(self._services)

    def _advanced(self, stage: str, share: float) -> None:
        self.post_message(LoadingAdvanced(stage, share))

    def _show(self) -> None:
        self.query_one(".dialog").remove_class("-waiting")
