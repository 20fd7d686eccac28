import time
from collections.abc import Iterator
from threading import Event, current_thread

import pytest

from renshu.sound import clicking
from renshu.sound.clicking import Clicker
from support.waiting import wait_until


class Woodblock:
    """Remembers when it was struck, and from which thread."""

    def __init__(self) -> None:
        self.struck: list[tuple[float, bool]] = []
        self.threads: set[str] = set()

    def __call__(self, is_accent: bool) -> None:
        self.struck.append((time.monotonic(), is_accent))
        self.threads.add(current_thread().name)

    @property
    def accents(self) -> list[bool]:
        return [is_accent for _, is_accent in self.struck]


@pytest.fixture
def woodblock(monkeypatch: pytest.MonkeyPatch) -> Woodblock:
    """A machine that is busy may be late here; lateness is measured elsewhere."""
    monkeypatch.setattr(clicking, "LATE", 60.0)
    return Woodblock()


@pytest.fixture
def clicker(woodblock: Woodblock) -> Iterator[Clicker]:
    clicker = Clicker(woodblock)
    yield clicker
    clicker.close()


def test_clicks_sound_in_order_and_never_early(clicker: Clicker, woodblock: Woodblock) -> None:
    start = time.monotonic() + 0.02
    for i in (2, 0, 1, 3):
        clicker.schedule(start + i * 0.01, is_accent=i == 0)
    wait_until(lambda: len(woodblock.struck) == 4)
    assert woodblock.accents == [True, False, False, False]
    for i, (moment, _) in enumerate(woodblock.struck):
        assert moment >= start + i * 0.01
    assert woodblock.threads == {"clicks"}


def test_a_click_before_the_one_waited_for_is_not_late(
    clicker: Clicker, woodblock: Woodblock
) -> None:
    now = time.monotonic()
    clicker.schedule(now + 60, is_accent=False)
    clicker.schedule(now + 0.02, is_accent=True)
    wait_until(lambda: woodblock.accents == [True])


def test_cancelled_clicks_do_not_sound(clicker: Clicker, woodblock: Woodblock) -> None:
    now = time.monotonic()
    clicker.schedule(now + 0.1, is_accent=True)
    clicker.cancel()
    clicker.schedule(now + 0.15, is_accent=False)
    wait_until(lambda: bool(woodblock.struck))
    assert woodblock.accents == [False]


def test_a_click_that_is_too_late_is_left_out(
    woodblock: Woodblock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clicking, "LATE", 0.5)
    clicker = Clicker(woodblock)
    now = time.monotonic()
    clicker.schedule(now - 1.0, is_accent=True)
    clicker.schedule(now, is_accent=False)
    wait_until(lambda: bool(woodblock.struck))
    assert woodblock.accents == [False]
    clicker.close()


def test_closing_waits_for_no_click_and_does_no_harm_twice(woodblock: Woodblock) -> None:
    clicker = Clicker(woodblock)
    clicker.schedule(time.monotonic() + 60, is_accent=True)
    started = time.monotonic()
    clicker.close()
    clicker.close()
    assert time.monotonic() - started < 30
    assert woodblock.struck == []


def test_a_sink_that_fails_ends_no_beat() -> None:
    sounded = Event()

    def sink(is_accent: bool) -> None:
        if is_accent:
            raise OSError("unplugged")
        sounded.set()

    clicker = Clicker(sink)
    clicker.schedule(time.monotonic(), is_accent=True)
    clicker.schedule(time.monotonic() + 0.02, is_accent=False)
    assert sounded.wait(5)
    assert str(clicker.trouble) == "unplugged"
    clicker.close()
