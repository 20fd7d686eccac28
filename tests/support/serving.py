"""`renshu serve` as a process of its own, and pages without a browser."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

PATIENCE = 30.0


@dataclass
class Served:
    """`renshu serve` as it runs."""

    process: Process
    address: str

    def pages(self) -> list[int]:
        """The ids of the programs behind the pages."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]

    async def open(self, client: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
        """Open a page, and wait until its program draws."""
        headers = {"Origin": self.address.rstrip("/")}
        wire = await client.ws_connect(f"{self.address}ws?width=100&height=30", headers=headers)
        await drawn(wire, "library")
        return wire


@asynccontextmanager
async def served(home: Path) -> AsyncIterator[Served]:
    """`renshu serve` on any free port, for as long as it is needed."""
    process = await serving(home, "--port", "0")
    assert process.stdout is not None
    told = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
    try:
        yield Served(process, told.split()[3])
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.communicate()


async def serving(home: Path, *options: str) -> Process:
    """Start `renshu serve`."""
    environment = os.environ | {"RENSHU_HOME": str(home), "RENSHU_MIDI_API": "alsa"}
    command = [sys.executable, "-m", "renshu", "serve", *options]
    return await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, env=environment)


async def drawn(wire: aiohttp.ClientWebSocketResponse, text: str) -> None:
    """Return as soon as a program has written a text to its page."""
    written = ""
    while text not in written:
        message = await asyncio.wait_for(wire.receive(), PATIENCE)
        assert message.type is aiohttp.WSMsgType.BINARY, message
        written += message.data.decode()


def is_over(process: int) -> bool:
    """Whether a process has ended, be it that nobody has asked for its status yet."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rpartition(")")[2].split()[0] == "Z"
