"""A real browser without a window: Chromium, driven over its DevTools protocol."""

import asyncio
import base64
import json
import shutil
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

PATIENCE = 30.0
"""Seconds until a page that does not come is a failure; machines may be busy."""

_KEYS = {"Enter": ("Enter", 13), "Escape": ("Escape", 27), "Down": ("ArrowDown", 40)}
"""Names of keys that are no character, with their codes."""


class Page:
    """One tab."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self._wire = wire
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.asked: list[str] = []
        """The addresses of everything that the page has asked for."""
        self.faults: list[str] = []
        """What the page's scripts complained of."""
        self.written = ""
        """All that came for the terminal, escape codes included."""

    async def listen(self) -> None:
        """Take what the browser tells, until the tab is closed."""
        async for message in self._wire:
            told = json.loads(message.data)
            if (answer := self._answers.pop(told.get("id", 0), None)) is not None:
                answer.set_result(told)
            else:
                self._hear(told.get("method", ""), told.get("params", {}))

    def _hear(self, event: str, told: dict[str, Any]) -> None:
        match event:
            case "Network.requestWillBeSent":
                self.asked.append(told["request"]["url"])
            case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                self.written += base64.b64decode(told["response"]["payloadData"]).decode()
            case "Runtime.exceptionThrown":
                self.faults.append(json.dumps(told))
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.faults.append(json.dumps(told))

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the browser for something."""
        self._number += 1
        answer = asyncio.get_running_loop().create_future()
        self._answers[self._number] = answer
        await self._wire.send_json({"id": self._number, "method": method, "params": parameters})
        told: dict[str, Any] = await asyncio.wait_for(answer, PATIENCE)
        assert "error" not in told, told
        result: dict[str, Any] = told["result"]
        return result

    async def open(self, address: str) -> None:
        """Go to an address."""
        for domain in ("Page", "Network", "Log", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=address)

    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def wait_for(self, text: str) -> None:
        """Return as soon as a text has been written to the terminal; it is then forgotten."""
        end = time.monotonic() + PATIENCE
        while text not in self.written:
            assert time.monotonic() < end, f"waited in vain for {text}; {self.faults}"
            await asyncio.sleep(0.05)
        self.written = ""

    async def press(self, key: str, *, repeats: int = 0) -> None:
        """Press a key and let it go; held keys repeat as systems do."""
        name, code = _KEYS.get(key, (key, ord(key[0].upper())))
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        event = {"key": name, "code": name, "windowsVirtualKeyCode": code, "text": text}
        down = "keyDown" if text else "rawKeyDown"
        for repeat in range(repeats + 1):
            await self.call("Input.dispatchKeyEvent", type=down, autoRepeat=repeat > 0, **event)
            await asyncio.sleep(0.5 if repeat == 0 and repeats else 0.033 if repeats else 0)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **{**event, "text": ""})

    async def picture(self, file: Path) -> None:
        """Save what the tab looks like."""
        data = (await self.call("Page.captureScreenshot"))["data"]
        file.write_bytes(base64.b64decode(data))


class Browser:
    """Chromium with its tabs."""

    def __init__(self, client: aiohttp.ClientSession, address: str) -> None:
        self._client, self._address = client, address

    @asynccontextmanager
    async def tab(self) -> AsyncIterator[Page]:
        """A new tab; it is closed in the end, as by the player."""
        async with self._client.put(f"{self._address}/json/new") as answer:
            tab = await answer.json()
        async with self._client.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as wire:
            page = Page(wire)
            listening = asyncio.create_task(page.listen())
            try:
                yield page
            finally:
                async with self._client.get(f"{self._address}/json/close/{tab['id']}"):
                    pass
                listening.cancel()
                with suppress(asyncio.CancelledError):
                    await listening


@asynccontextmanager
async def browser(folder: Path, size: tuple[int, int] = (1280, 860)) -> AsyncIterator[Browser]:
    """A browser of the test's own; skips the test where Chromium is missing.

    Args:
        folder: For the browser's own files.
        size: Width and height of its pages, in pixels.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    options = (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--remote-debugging-port=0", f"--user-data-dir={folder / 'chromium'}",
        f"--window-size={size[0]},{size[1]}", "about:blank",
    )  # fmt: skip
    process = await asyncio.create_subprocess_exec(program, *options, stdout=DEVNULL, stderr=PIPE)
    try:
        address = await _address(process)
        async with aiohttp.ClientSession() as client:
            yield Browser(client, address)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.communicate()


async def _address(process: Process) -> str:
    """Where the browser listens, which it says on standard error."""
    assert process.stderr is not None
    while line := (await asyncio.wait_for(process.stderr.readline(), PATIENCE)).decode():
        if "DevTools listening on ws://" in line:
            return "http://" + line.split("ws://")[1].split("/")[0]
    raise AssertionError("Chromium does not start")
