"""Laws of a worker seen from an event loop, over a real child process."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from renshu.workers.async_client import AsyncWorker
from renshu.workers.faults import DiedError, RefusedError, TimedOutError

TESTS = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@asynccontextmanager
async def echoing(patience: float = 0.0) -> AsyncIterator[AsyncWorker]:
    worker = AsyncWorker("support.echoing", patience=patience)
    try:
        yield worker
    finally:
        await worker.close()


async def cancelled_while_counting(worker: AsyncWorker, count: int) -> None:
    started = asyncio.Event()

    def note(_: int) -> None:
        started.set()

    task = asyncio.create_task(worker.call(["count", count], note))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_progress_comes_before_the_answer_and_errors_travel() -> None:
    async with echoing() as worker:
        seen: list[int] = []
        assert await worker.call(["count", 3], seen.append) == 3
        assert seen == [0, 1, 2]
        with pytest.raises(RefusedError, match="No notes"):
            await worker.call(["refuse", "No notes."])


async def test_requests_wait_for_their_turn() -> None:
    async with echoing() as worker:
        answers = await asyncio.gather(*(worker.call(["echo", n]) for n in range(5)))
        assert answers == [0, 1, 2, 3, 4]


async def test_impatient_cancelling_ends_the_child() -> None:
    async with echoing() as worker:
        await cancelled_while_counting(worker, 1000)
        assert worker.pid is None
        assert await worker.call(["echo", 1]) == 1


async def test_patient_cancelling_keeps_the_child_and_drops_its_old_frames() -> None:
    async with echoing(patience=5) as worker:
        await cancelled_while_counting(worker, 1000)
        pid = worker.pid
        seen: list[int] = []
        assert await worker.call(["count", 2], seen.append) == 2
        assert seen == [0, 1]
        assert worker.pid == pid


async def test_a_child_that_does_not_heed_cancelling_is_replaced() -> None:
    async with echoing(patience=0.05) as worker:
        await worker.start()
        pid = worker.pid
        task = asyncio.create_task(worker.call(["sleep", 30]))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await worker.call(["echo", 1]) == 1
        assert worker.pid != pid


async def test_a_timeout_ends_the_child() -> None:
    async with echoing() as worker:
        with pytest.raises(TimedOutError):
            await worker.call(["sleep", 30], timeout=0.1)
        assert worker.pid is None


async def test_a_killed_child_is_an_error_and_then_replaced() -> None:
    async with echoing() as worker:
        await worker.start()
        task = asyncio.create_task(worker.call(["sleep", 30]))
        await asyncio.sleep(0)
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(DiedError):
            await task
        assert await worker.call(["echo", 1]) == 1


async def test_cancelling_a_request_whose_child_was_killed_is_just_cancelling() -> None:
    async with echoing(patience=5) as worker:
        await worker.start()
        task = asyncio.create_task(worker.call(["sleep", 30]))
        await asyncio.sleep(0.05)
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        time.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await worker.call(["echo", 1]) == 1


async def test_one_that_was_killed_between_two_requests_is_replaced() -> None:
    async with echoing() as worker:
        assert await worker.call(["echo", 1]) == 1
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        with suppress(DiedError):
            assert await worker.call(["echo", 2]) == 2
        assert await worker.call(["echo", 3]) == 3


async def test_a_child_that_cannot_be_started_has_died(monkeypatch: pytest.MonkeyPatch) -> None:
    async with echoing() as worker:
        with monkeypatch.context() as patch:
            patch.setattr(worker, "_command", [str(TESTS / "no such program")])
            with pytest.raises(DiedError, match="does not start"):
                await worker.call(["echo", 1])
    async with echoing() as worker:
        assert await worker.call(["echo", 1]) == 1


async def test_cancelled_again_while_the_child_ends_it_is_gone_all_the_same() -> None:
    async with echoing() as worker:
        await worker.start()
        pid = worker.pid
        assert pid is not None
        task = asyncio.create_task(worker.call(["sleep", 60]))
        await asyncio.sleep(0.1)
        for _ in range(3):
            task.cancel()
            await asyncio.sleep(0)
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
