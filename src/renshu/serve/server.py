"""The web server: one page, one websocket for every page that is open, one renshu behind each."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from errno import EADDRINUSE, EADDRNOTAVAIL
from pathlib import Path

import jinja2
from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from renshu.errors import ServeError
from renshu.serve.guard import add_policy, guard
from renshu.serve.program import PATIENCE_SECONDS, Program

PAGE = Path(__file__).with_name("page")

MOST_PAGES = 16
"""Pages at a time: each has a program of its own, and whoever asks for more wants to do harm."""
MOST_BYTES = 1_000_000
"""Of one message from a page; a paste is the longest."""


class RenshuServer(Server):
    """textual-serve's server, with our page, our guard, and programs that end in order.

    Args:
        host: A name or an address of this machine.
        port: A TCP port; 0 for any that is free.
    """

    def __init__(self, host: str, port: int) -> None:
        super().__init__("renshu", host=host, port=port, title="renshu")
        self._pages: set[web.WebSocketResponse] = set()
        self._template = jinja2.Template((PAGE / "index.html").read_text("utf-8"), autoescape=True)

    async def run(self, stopping: asyncio.Event, tell: Callable[[str], None]) -> None:
        """Serve until `stopping` is set; then every program keeps its take and ends.

        Args:
            stopping: Set by whoever wants an end.
            tell: Called with the address, once pages can be opened.

        Raises:
            ServeError: The port cannot be used.
        """
        runner = web.AppRunner(await self._make_app(), shutdown_timeout=PATIENCE_SECONDS)
        await runner.setup()
        try:
            await self._listen(runner)
            tell(self._address(runner))
            await stopping.wait()
        finally:
            await runner.cleanup()

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, with a font of as many pixels as `?fontsize=` says."""
        font_size = min(max(to_int(request.query.get("fontsize", ""), 16), 6), 60)
        html = self._template.render(font_size=font_size, host=request.host)
        return web.Response(text=html, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """The wire between a page and its program, as long as both are there."""
        if len(self._pages) >= MOST_PAGES:
            raise web.HTTPServiceUnavailable(text=f"There are {MOST_PAGES} pages already.")
        wire = web.WebSocketResponse(heartbeat=15, max_msg_size=MOST_BYTES)
        self._pages.add(wire)
        try:
            return await self._carry(wire, request)
        finally:
            self._pages.discard(wire)

    async def _carry(
        self, wire: web.WebSocketResponse, request: web.Request
    ) -> web.WebSocketResponse:
        await wire.prepare(request)
        program = self._program(wire)
        width, height = (to_int(request.query.get(side, ""), 80) for side in ("width", "height"))
        await program.start(width, height)
        try:
            # A page that says nonsense has lost its program, and nobody else's.
            with suppress(ValueError, TypeError, LookupError, AttributeError, AssertionError):
                await self._process_messages(wire, program)
        finally:
            await asyncio.shield(program.stop())
            await wire.close()
        return wire

    def _program(self, wire: web.WebSocketResponse) -> AppService:
        return Program(
            "renshu",
            write_bytes=wire.send_bytes,
            write_str=wire.send_str,
            close=_closing(wire),
            download_manager=self.download_manager,
        )

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[guard(self.host)])
        app.on_response_prepare.append(add_policy)
        app.on_shutdown.append(self.on_shutdown)
        app.add_routes(
            [
                web.get("/", self.handle_index),
                web.get("/ws", self.handle_websocket),
                web.static("/page", PAGE),
                web.static("/static", self.statics_path),
            ]
        )
        return app

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - aiohttp's form
        """Let every page know that it is over; their programs end with that."""
        for page in tuple(self._pages):
            await page.close(code=WSCloseCode.GOING_AWAY)

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except (OSError, UnicodeError) as error:
            raise ServeError(
                f"Nothing can be served at {self.host}, port {self.port}: "
                f"{_reason(error)}; --port takes another one."
            ) from error

    def _address(self, runner: web.AppRunner) -> str:
        port = runner.addresses[0][1]
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{port}/"


def serve(server: RenshuServer, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl+C, or until the program is asked to end.

    Raises:
        ServeError: The port cannot be used.
    """
    asyncio.run(_serve(server, tell))


async def _serve(server: RenshuServer, tell: Callable[[str], None]) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(sign, stopping.set)
    await server.run(stopping, tell)


def _closing(wire: web.WebSocketResponse) -> Callable[[], Awaitable[None]]:
    async def close() -> None:
        await wire.close()

    return close


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, socket.gaierror | UnicodeError):
        return "nothing is called that"
    if error.errno == EADDRINUSE:
        return "the port is taken"
    if error.errno == EADDRNOTAVAIL:
        return "the address is another machine's"
    return os.strerror(error.errno or 0).lower()
