"""Open a score file: from the cache, or read by a child process with limits on time and memory."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from renshu.errors import ScoreError, leave_to_others
from renshu.library.cache import Cache
from renshu.library.loaded import Loaded
from renshu.library.musicxml import limits
from renshu.library.packing import unpack
from renshu.workers.async_client import AsyncWorker
from renshu.workers.client import Worker
from renshu.workers.faults import DiedError, FaultError, RefusedError, TimedOutError, WorkerError

OnProgress = Callable[[str, float], None]
"""Told what is being done and which share of it is done (0–1)."""

SECONDS = 20.0
"""Seconds that reading one file may take."""

_READER = "renshu.library.reader"


class Loader:
    """Opens many files one after another with one child process.

    Args:
        cache: Where scores that were read are kept.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._worker = Worker(_READER)

    def load(self, path: Path, on_progress: OnProgress = lambda _what, _share: None) -> Loaded:
        """Open the score at `path`.

        Raises:
            ScoreError: It cannot be read; one sentence.
        """
        data = read_file(path)
        loaded = self._cache.get(data)
        if loaded is None:
            loaded = self._read(data, on_progress)
            self._cache.put(data, loaded)
        return loaded.titled(path.name)

    def close(self) -> None:
        """End the child process."""
        self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, data: bytes, on_progress: OnProgress) -> Loaded:
        try:
            answer = self._answer(data, on_progress)
        except WorkerError as error:
            raise refusal(error) from error
        return _loaded(answer)

    def _answer(self, data: bytes, on_progress: OnProgress) -> Any:
        # A child that ended may have been ended by the system: a second one is asked.
        with contextlib.suppress(DiedError):
            return self._worker.call(data, lambda p: on_progress(*p), SECONDS)
        return self._worker.call(data, lambda p: on_progress(*p), SECONDS)


def load(path: Path, cache: Cache, on_progress: OnProgress = lambda _what, _share: None) -> Loaded:
    """Open the score at `path`, blocking.

    Args:
        path: A .musicxml, .xml or .mxl file.
        cache: Where scores that were read are kept.
        on_progress: Told how far reading has come.

    Raises:
        ScoreError: It cannot be read; one sentence.
    """
    with Loader(cache) as loader:
        return loader.load(path, on_progress)


async def load_async(
    path: Path, cache: Cache, on_progress: OnProgress = lambda _what, _share: None
) -> Loaded:
    """Open the score at `path` without holding up the event loop.

    Cancelling it ends the child process. Arguments and errors are those of `load`;
    `on_progress` is called on the loop.
    """
    data = await asyncio.to_thread(read_file, path)
    loaded = await asyncio.to_thread(cache.get, data)
    if loaded is None:
        loaded = await _read_async(data, on_progress)
        await asyncio.to_thread(cache.put, data, loaded)
    return loaded.titled(path.name)


async def _read_async(data: bytes, on_progress: OnProgress) -> Loaded:
    worker = AsyncWorker(_READER)
    try:
        answer = await _answer_async(worker, data, on_progress)
    except WorkerError as error:
        raise refusal(error) from error
    finally:
        await worker.close()
    return await asyncio.to_thread(_loaded, answer)


async def _answer_async(worker: AsyncWorker, data: bytes, on_progress: OnProgress) -> Any:
    with contextlib.suppress(DiedError):
        return await worker.call(data, lambda p: on_progress(*p), SECONDS)
    return await worker.call(data, lambda p: on_progress(*p), SECONDS)


def read_file(path: Path) -> bytes:
    """The bytes of a file that may hold a score.

    Raises:
        ScoreError: There is no such file, or it cannot be opened, or it is far too large.
    """
    try:
        if not path.exists():
            raise ScoreError(f"There is no file {path}.")
        if not path.is_file():
            raise ScoreError(f"{path} is not a file.")
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise ScoreError(f"{path} cannot be read: {reason}.") from error


def refusal(error: WorkerError) -> ScoreError:
    """What a player is told when reading failed."""
    match error:
        case RefusedError():
            return ScoreError(str(error))
        case TimedOutError():
            return ScoreError(f"Reading it took more than {SECONDS:.0f} seconds and was given up.")
        case DiedError():
            return ScoreError("Reading it needs more memory than a score may take.")
        case FaultError() if str(error).startswith("MemoryError"):
            return ScoreError("Reading it needs more memory than a score may take.")
    leave_to_others(error)
    return ScoreError(f"It has a fault that the reader does not know ({error}).")


def _loaded(answer: Any) -> Loaded:
    score, notation = answer
    return Loaded(unpack(score), notation)
