"""`renshu serve` as a process: pages that come and go, and the end of it all."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from support.serving import PATIENCE, Served, drawn, is_over, served, serving


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as running:
        yield running


async def test_pages_come_and_go_alone(server: Served) -> None:
    async with aiohttp.ClientSession() as client:
        first, second = await asyncio.gather(server.open(client), server.open(client))
        assert len(server.pages()) == 2
        await first.close()
        async with asyncio.timeout(PATIENCE):
            while len(server.pages()) > 1:
                await asyncio.sleep(0.05)
        await second.send_json(["stdin", "h"])
        await drawn(second, "No take yet")


async def test_nonsense_costs_a_page_its_own_program_only(server: Served) -> None:
    async with aiohttp.ClientSession() as client:
        good, bad = await asyncio.gather(server.open(client), server.open(client))
        for nonsense in ("{", "[]", '["resize", 5]', '["stdin"]'):
            await bad.send_str(nonsense)
        async with asyncio.timeout(PATIENCE):
            while not bad.closed:
                await bad.receive()
        await good.send_json(["stdin", "h"])
        await drawn(good, "No take yet")


async def test_control_c_ends_all_programs(server: Served) -> None:
    async with aiohttp.ClientSession() as client:
        wire = await server.open(client)
        children = server.pages()
        server.process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            while not wire.closed:
                await wire.receive()
            _, faults = await server.process.communicate()
    assert server.process.returncode == 0
    assert faults == b""
    assert all(map(is_over, children))


async def test_a_server_that_is_killed_leaves_no_program_behind(server: Served) -> None:
    async with aiohttp.ClientSession() as client:
        await server.open(client)
        (child,) = server.pages()
        server.process.kill()
        async with asyncio.timeout(PATIENCE):
            while not is_over(child):
                await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("options", "warned"), [(["--host", "192.0.2.1"], True), (["--host", "127.0.0.1"], False)]
)
async def test_who_serves_to_others_is_warned(
    options: list[str], warned: bool, tmp_path: Path
) -> None:
    process = await serving(tmp_path, *options, "--port", "0")
    assert process.stderr is not None
    if not warned:
        process.send_signal(signal.SIGINT) if await process.stdout.readline() else None  # type: ignore[union-attr]
    _, said = await process.communicate()
    assert ("no password" in said.decode()) is warned
