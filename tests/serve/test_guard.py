"""Who may ask for a page or a websocket, by real requests to a real server."""

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager
from yarl import URL

from renshu.errors import ServeError
from renshu.serve.guard import is_loopback
from renshu.serve.program import Program
from renshu.serve.server import MOST_PAGES, RenshuServer

OURS = "http://127.0.0.1:{port}"


@pytest.fixture
async def address() -> AsyncIterator[str]:
    stopping, told = asyncio.Event(), asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(RenshuServer("127.0.0.1", 0).run(stopping, told.set_result))
    yield await told
    stopping.set()
    await serving


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST:9000", 200),  # through a tunnel
        ("[::1]:{port}", 200),
        (socket.gethostname(), 200),
        ("evil.example:{port}", 403),
        ("127.0.0.1.evil.example", 403),
        ("localhost.evil.example", 403),
        ("", 403),
    ],
)
async def test_a_page_is_given_under_this_machines_own_names(
    address: str, host: str, status: int
) -> None:
    port = address.rstrip("/").rpartition(":")[2]
    headers = {"Host": host.format(port=port)}
    async with aiohttp.ClientSession() as client, client.get(address, headers=headers) as answer:
        assert answer.status == status


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
    ],
)
async def test_a_websocket_is_refused_to_other_origins(address: str, origin: str | None) -> None:
    port = address.rstrip("/").rpartition(":")[2]
    headers = {} if origin is None else {"Origin": origin.format(port=port)}
    async with aiohttp.ClientSession() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(f"{address}ws", headers=headers)
    assert refused.value.status == 403


async def test_the_page_loads_nothing_from_elsewhere(address: str) -> None:
    async with aiohttp.ClientSession() as client, client.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = await answer.text()
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "https:" not in page


@pytest.mark.parametrize(
    "path",
    [
        "page/../server.py",
        "page/..%2fserver.py",
        "page/%2e%2e/server.py",
        "page/%2e%2e%2f%2e%2e%2ferrors.py",
        "page//etc/passwd",
        "page/..\\server.py",
        "static/%00",
        "static/",
        "page/",
        "download/x",
        ".git/config",
    ],
)
async def test_nothing_else_is_given(address: str, path: str) -> None:
    url = URL(f"{address}{path}", encoded=True)
    async with aiohttp.ClientSession() as client, client.get(url) as answer:
        assert answer.status in {400, 403, 404}


async def test_a_flood_of_pages_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait(_: object, page: web.WebSocketResponse, *__: object) -> None:
        async for _said in page:
            pass

    monkeypatch.setattr(RenshuServer, "_process_messages", wait)
    monkeypatch.setattr(Program, "start", nothing)
    headers = {"Origin": address.rstrip("/")}
    async with aiohttp.ClientSession() as client:
        pages = [
            await client.ws_connect(f"{address}ws", headers=headers) for _ in range(MOST_PAGES)
        ]
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(f"{address}ws", headers=headers)
        for page in pages:
            await page.close()
    assert refused.value.status == 503


async def nothing(*_: object) -> None:
    pass


@pytest.mark.parametrize("said", [10**9, -5, 0, 1e300])
async def test_no_size_is_believed_that_a_page_cannot_have(
    said: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[int, int]] = []

    async def hear(_: object, width: int, height: int) -> None:
        heard.append((width, height))

    monkeypatch.setattr(AppService, "set_terminal_size", hear)
    program = Program("renshu", write_bytes=nothing, write_str=nothing, close=nothing,
                      download_manager=DownloadManager())  # fmt: skip
    await program.set_terminal_size(said, said)  # type: ignore[arg-type]
    ((width, height),) = heard
    assert 1 <= width <= 1000
    assert 1 <= height <= 500


@pytest.mark.parametrize(
    ("host", "reason"),
    [("127.0.0.1", "the port is taken"), ("192.0.2.1", "another machine"), ("a..b", "nothing is")],
)
async def test_a_port_that_cannot_be_used_is_a_sentence(host: str, reason: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = RenshuServer(host, taken.getsockname()[1])
        with pytest.raises(ServeError, match=reason):
            await server.run(asyncio.Event(), print)


@pytest.mark.parametrize(
    ("host", "is_ours_alone"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - what a player may say
        ("::", False),
        ("192.168.1.7", False),
        ("piano.local", False),
    ],
)
def test_what_stays_on_this_machine(host: str, is_ours_alone: bool) -> None:
    assert is_loopback(host) is is_ours_alone
