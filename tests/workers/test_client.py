"""Laws of a worker seen from its parent, over a real child process."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from renshu.workers.client import Worker
from renshu.workers.faults import DiedError, FaultError, RefusedError, TimedOutError

TESTS = Path(__file__).parents[1]


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    with Worker("support.echoing") as worker:
        yield worker


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_progress_comes_in_order_before_the_answer(worker: Worker) -> None:
    seen: list[int] = []
    assert worker.call(["count", 3], seen.append) == 3
    assert seen == [0, 1, 2]


def test_bytes_and_nested_values_survive(worker: Worker) -> None:
    value = {"n1": [1, -2, 1 << 40, None, 0.5, b"\x00\xff", "ペダル"]}
    assert worker.call(["echo", value]) == value


def test_a_refusal_carries_its_sentence_and_leaves_the_child_alive(worker: Worker) -> None:
    with pytest.raises(RefusedError, match=r"^No notes\.$"):
        worker.call(["refuse", "No notes."])
    pid = worker.pid
    assert worker.call(["echo", 1]) == 1
    assert worker.pid == pid


def test_a_bug_is_named_and_leaves_the_child_alive(worker: Worker) -> None:
    with pytest.raises(FaultError, match="KeyError") as caught:
        worker.call(["fail", "spelling"])
    (trace,) = caught.value.__notes__
    assert "echoing.py" in trace
    assert "KeyError" in trace
    assert worker.call(["echo", 1]) == 1


def test_what_a_library_prints_disturbs_no_frame(worker: Worker, tmp_path: Path) -> None:
    assert worker.call(["print", "Warning!"]) == "Warning!"
    with Worker("support.echoing", log=tmp_path / "log") as logged:
        logged.call(["print", "Warning!"])
    assert "Warning!" in (tmp_path / "log").read_text()


def test_a_dead_child_is_an_error_and_the_next_call_starts_another(worker: Worker) -> None:
    with pytest.raises(DiedError):
        worker.call(["die", 3])
    assert worker.call(["echo", 1]) == 1


def test_a_timeout_ends_the_child(worker: Worker) -> None:
    worker.call(["echo", 1])
    pid = worker.pid
    assert pid
    start = time.monotonic()
    with pytest.raises(TimedOutError):
        worker.call(["sleep", 30], timeout=0.1)
    assert time.monotonic() - start < 10
    assert not is_running(pid)
    assert worker.call(["echo", 1]) == 1


def test_an_interrupt_in_the_parent_ends_the_child(worker: Worker) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        worker.call(["count", 1000], interrupt)
    assert worker.pid is None


def test_a_child_that_cannot_be_started_has_died(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(worker, "_command", ["/no such program"])
        with pytest.raises(DiedError, match="does not start"):
            worker.call(["echo", 1])
    assert worker.call(["echo", 1]) == 1
