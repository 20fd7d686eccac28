"""The parent's side in an event loop."""

import asyncio
import subprocess
from pathlib import Path
from typing import Any, cast

from renshu.workers.client import OnProgress, command, ignore, log_file, result
from renshu.workers.faults import DiedError, TimedOutError
from renshu.workers.frames import LENGTH, body_size, decode, encode


class AsyncWorker:
    """A child process asked from an event loop; requests wait for their turn.

    Args:
        module: The module the child runs.
        arguments: The child's command line.
        patience: Seconds that a cancelled request may take to stop, counted from the next
            request, before the child is ended; 0 ends the child at once.
        log: The file that gets the child's standard error; None drops it.
    """

    def __init__(
        self, module: str, *arguments: str, patience: float = 0.0, log: Path | None = None
    ) -> None:
        self._command = command(module, arguments)
        self._patience = patience
        self._log = log
        self._child: _Child | None = None
        self._turn = asyncio.Lock()
        self._number = 0
        self._is_stale = False

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.process.pid if self._child else None

    async def start(self) -> None:
        """Start the child ahead of the first request.

        Raises:
            DiedError: It does not start.
        """
        async with self._turn:
            await self._running()

    async def call(
        self, request: Any, on_progress: OnProgress = ignore, timeout: float | None = None
    ) -> Any:
        """Send a request and wait for its answer; to be cancelled like any coroutine.

        Args:
            request: Anything msgpack can carry.
            on_progress: Called on the loop with each progress payload.
            timeout: Seconds after which the child is ended.

        Raises:
            RefusedError: The child raised a `RenshuError`.
            FaultError: The child met a bug.
            DiedError: The child ended, or none could be started; the next call starts another.
            TimedOutError: The time is over.
        """
        async with self._turn:
            child = await self._running()
            self._number += 1
            try:
                async with asyncio.timeout(timeout):
                    return await self._exchange(child, request, on_progress)
            except TimeoutError as error:
                await self._end()
                raise TimedOutError(f"no answer within {timeout:g} s") from error
            except (EOFError, OSError) as error:
                await self._end()
                raise DiedError("the worker ended") from error
            except asyncio.CancelledError:
                await self._withdraw(child)
                raise

    async def close(self) -> None:
        """End the child, whatever it is doing."""
        if self._child:
            self._child.kill()
        async with self._turn:
            await self._end()

    async def _exchange(self, child: "_Child", request: Any, on_progress: OnProgress) -> Any:
        await child.send([self._number, request])
        while True:
            _, kind, payload = await child.receive()
            if kind != "progress":
                return result(kind, payload)
            on_progress(payload)

    async def _withdraw(self, child: "_Child") -> None:
        if not self._patience:
            await self._end()
            return
        self._is_stale = True
        try:
            await child.send([self._number])
        except OSError:
            await self._end()

    async def _running(self) -> "_Child":
        if self._child and self._is_stale:
            await self._settle(self._child)
        if self._child is None or self._child.process.returncode is not None:
            await self._end()
            self._child = await self._start()
        return self._child

    async def _start(self) -> "_Child":
        try:
            with log_file(self._log) as log:
                process = await asyncio.create_subprocess_exec(
                    *self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,
                )
        except OSError as error:
            raise DiedError("the worker does not start") from error
        return _Child(process)

    async def _settle(self, child: "_Child") -> None:
        self._is_stale = False
        try:
            async with asyncio.timeout(self._patience):
                while (await child.receive())[1] == "progress":
                    pass
        except (TimeoutError, EOFError, OSError):
            await self._end()

    async def _end(self) -> None:
        child, self._child = self._child, None
        self._is_stale = False
        if child:
            await child.end()


class _Child:
    """A process and its frames; `receive` may be cancelled between the halves of a frame."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self._size: int | None = None

    async def send(self, message: Any) -> None:
        pipe = cast("asyncio.StreamWriter", self.process.stdin)
        pipe.write(encode(message))
        await pipe.drain()

    async def receive(self) -> Any:
        pipe = cast("asyncio.StreamReader", self.process.stdout)
        if self._size is None:
            self._size = body_size(await pipe.readexactly(LENGTH.size))
        body = await pipe.readexactly(self._size)
        self._size = None
        return decode(body)

    def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()

    async def end(self) -> None:
        """Kill it and wait until it is gone, which is soon: whoever is cancelled waits, too."""
        self.kill()
        is_cancelled = False
        while True:
            try:
                await self.process.communicate()
                break
            except asyncio.CancelledError:
                is_cancelled = True
        if is_cancelled:
            raise asyncio.CancelledError
