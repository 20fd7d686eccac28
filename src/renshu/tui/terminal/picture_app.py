"""An app that writes pictures after each of its frames."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual import on
from textual.app import App
from textual.events import Mount, Resize, Unmount
from textual.screen import Screen

from renshu.tui.terminal.abilities import cell_of

if TYPE_CHECKING:
    from renshu.tui.services import ScreenServices
    from renshu.tui.terminal.picture_layer import PictureLayer


class PictureApp(App[None], inherit_bindings=False):
    """Hands what Textual writes to the layer of pictures, and writes what that answers.

    Both go out in one synchronised update, so that nothing is seen half done.
    """

    services: "ScreenServices"
    _renderable: RenderableType | None = None

    @property
    def _pictures(self) -> "PictureLayer | None":
        return self.services.pictures

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        self._renderable = renderable
        super()._display(screen, renderable)

    def _end_update(self) -> None:
        if self._pictures is not None:
            from renshu.tui.terminal.windows import written

            strips = list(written(self._renderable))
            self._write(self._pictures.frame(strips, seen_screens(self)))
        super()._end_update()

    @on(Mount)
    def _expect_resuming(self) -> None:
        # Another program, which had the terminal meanwhile, leaves no pictures.
        self.app_resume_signal.subscribe(self, lambda _: self._start_over())

    @on(Unmount)
    def _leave_nothing_behind(self) -> None:
        if self._pictures is not None:
            self._write(self._pictures.close())

    @on(Resize)
    def _start_over(self) -> None:
        """Draw all pictures anew; in another window the pixels of a cell may be others."""
        if self._pictures is None:
            return
        if not self.is_headless and sys.__stdout__ is not None:
            from renshu.tui.terminal.asking import window_size

            cell = cell_of(window_size(sys.__stdout__.fileno()))
            self.services.output = replace(
                self._pictures.output, cell=cell or self._pictures.output.cell
            )
        self._write(self._pictures.start_over(self.services.output))

    def _write(self, commands: str) -> None:
        if commands and self._driver is not None:
            self._driver.write(commands)


def seen_screens(app: App[Any]) -> tuple[Screen[Any], ...]:
    """The screens that can be seen, from the lowest; one that is opaque covers all below."""
    if app.screen.styles.background.a == 1:
        return (app.screen,)
    return (*app._background_screens, app.screen)
