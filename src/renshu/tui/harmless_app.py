"""An app whose texts are nothing but texts, to Textual and to the terminal."""

from typing import Any

from rich.console import RenderableType
from rich.text import Text
from textual.app import App
from textual.notifications import SeverityLevel

from renshu.tui.terminal.unspoken import Unspoken


class HarmlessApp(App[None], inherit_bindings=False):
    """Takes no title, file name or port's name for markup, and lets no escape code out."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._filters.append(Unspoken())

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - what says otherwise is Textual's default alone
    ) -> None:
        """Tell something; brackets in it are brackets."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """End, with a last word on the terminal."""
        super().exit(result, return_code, _as_text(message) if message else None)

    def panic(self, *renderables: RenderableType) -> None:
        """End at once, with a last word."""
        super().panic(*map(_as_text, renderables))


def _as_text(said: RenderableType) -> RenderableType:
    return Text(said) if isinstance(said, str) else said
