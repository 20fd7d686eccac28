"""One renshu behind one page: a process of its own, that ends with its page and keeps its take."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from importlib.metadata import version

from textual_serve.app_service import AppService

DRIVER = "renshu.serve.driver:BrowserDriver"

PATIENCE_SECONDS = 20.0
"""How long a program may take to review and store its take before it is ended."""


class Program(AppService):
    """Runs this very renshu with the page as its terminal."""

    async def start(self, width: int, height: int) -> None:
        """Begin, in a terminal of so many cells."""
        await super().start(*_sensible(width, height))

    async def set_terminal_size(self, width: int, height: int) -> None:
        """The page has another size."""
        await super().set_terminal_size(*_sensible(width, height))

    async def stop(self) -> None:
        """Let it keep its take and end; one that does not is ended."""
        if self._task is None or self._process is None:
            return
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await super().stop()
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def run(self) -> None:
        """Carry what it draws to the page, and close the page after it."""
        await super().run()
        await self.remote_close()

    async def on_data(self, payload: bytes) -> None:
        """Show what it draws; a page that has gone must not keep it from ending."""
        with suppress(ConnectionError):
            await super().on_data(payload)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return os.environ | {
            "TEXTUAL_DRIVER": DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "TERM_PROGRAM_VERSION": version("textual-serve"),
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # A session of its own: Ctrl+C reaches the server alone, which lets every program end.
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "renshu",
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process


def _sensible(width: int, height: int) -> tuple[int, int]:
    """A size in cells that a page can have, whatever it says."""
    return min(max(int(width), 1), 1000), min(max(int(height), 1), 500)
