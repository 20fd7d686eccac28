"""Who may ask for a page or a websocket, by real requests to a real server."""

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from renshu.errors import ServeError
from renshu.serve.guard import is_loopback
from renshu.serve.server import RenshuServer

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


@pytest.mark.parametrize("path", ["page/../server.py", "static/", "page/", "download/x"])
async def test_nothing_else_is_given(address: str, path: str) -> None:
    async with aiohttp.ClientSession() as client, client.get(f"{address}{path}") as answer:
        assert answer.status in {403, 404}


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
