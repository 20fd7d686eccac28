"""The promise: an error that should not happen is logged and told, and the take is safe."""

import asyncio
import gc
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import cast

import pytest
from textual.pilot import Pilot

from renshu.config import Folders, Settings
from renshu.evening.archive import bring_back
from renshu.evening.services import Services
from renshu.history.facts import TakeRow
from renshu.tui.app import RenshuApp
from support.screens import make_app, running, screen_text, settle
from support.tiny_scores import piano_score

TITLE = "A Title Nobody Should Read"
SONG = piano_score(["C5:4 D5:4 E5:4 F5:4"], ["C4:16"]).replace(
    b"<part-list>", f"<work><work-title>{TITLE}</work-title></work><part-list>".encode(), 1
)
FAULT = "the pedal fell off"

App = RenshuApp
Plant = Callable[[App], object]


class PedalError(Exception):
    """What nobody expects."""


def fall_over(*_: object) -> None:
    raise PedalError(FAULT)


def in_a_thread(_: App) -> None:
    thread = Thread(target=fall_over)
    thread.start()
    thread.join()


def in_a_callback(_: App) -> None:
    asyncio.get_running_loop().call_soon(fall_over)


def in_a_forgotten_task(_: App) -> None:
    async def forgotten() -> None:
        fall_over()

    asyncio.get_running_loop().create_task(forgotten())


def in_a_finaliser(_: App) -> None:
    class Falling:
        __del__ = fall_over

    Falling()
    gc.collect()


FATAL: dict[str, Plant] = {
    "message handler": lambda app: app.screen.call_later(fall_over),
    "timer": lambda app: app.screen.set_timer(0.01, fall_over),
    "after a frame": lambda app: app.screen.call_after_refresh(fall_over),
    "worker": lambda app: app.run_worker(asyncio.to_thread(fall_over)),
    "thread worker": lambda app: app.run_worker(fall_over, thread=True),
}
"""Where Textual ends the program, as it cannot know what state it is in."""

SURVIVED: dict[str, Plant] = {
    "thread": in_a_thread,
    "callback": in_a_callback,
    "forgotten task": in_a_forgotten_task,
    "finaliser": in_a_finaliser,
}
"""What is nobody's business but that of who began it."""

ROOMS: dict[str, tuple[str, ...]] = {
    "library": (),
    "practice": ("enter",),
    "review": ("enter", "z", "escape"),
    "history": ("h",),
    "keyboards": ("ctrl+k",),
    "calibration": ("shift+f9",),
    "sections": ("enter", "f11"),
    "help": ("f1",),
    "palette": ("ctrl+p",),
}


async def go(pilot: Pilot[None], room: str) -> None:
    for key in ROOMS[room]:
        await pilot.press(key)
        await settle(pilot)


def logged(home: Path) -> str:
    return (Folders.below(home).logs / "errors.log").read_text("utf-8")


@pytest.mark.parametrize(
    ("room", "plant"),
    [*((room, "message handler") for room in ROOMS), *(("practice", kind) for kind in FATAL)],
)
async def test_the_program_ends_in_a_sentence(
    room: str, plant: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": SONG})

    async def evening() -> None:
        async with running(app) as pilot:
            await go(pilot, room)
            FATAL[plant](app)
            await asyncio.wait_for(app._exception_event.wait(), 20)

    with pytest.raises(Exception, match=FAULT):
        await evening()
    told = capsys.readouterr().err
    assert app.return_code == 1
    assert "Something went wrong in renshu. What you played is kept." in " ".join(told.split())
    assert "errors.log" in "".join(told.split())
    assert "Traceback" not in told
    assert f"PedalError: {FAULT}" in logged(tmp_path)


async def test_the_take_is_there_the_next_time(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": SONG})

    async def evening() -> None:
        async with running(app) as pilot:
            await go(pilot, "practice")
            await pilot.press("f2", "z", "x", "c")
            await pilot.pause()
            FATAL["message handler"](app)
            await asyncio.wait_for(app._exception_event.wait(), 20)

    with pytest.raises(PedalError):
        await evening()
    (take,) = await takes_after_a_restart(tmp_path)
    assert take.title == TITLE
    entry = logged(tmp_path)
    assert entry.count(" played ") >= 3
    assert "mode in PracticeScreen" in entry
    assert TITLE not in entry


async def takes_after_a_restart(home: Path) -> tuple[TakeRow, ...]:
    """The takes, once what was interrupted has come back."""
    services = Services(Folders.below(home), Settings())
    bring_back(services)
    rows = tuple(services.history.takes())
    await services.close()
    return rows


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("plant", SURVIVED)
async def test_the_program_goes_on(
    plant: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": SONG})
    async with running(app, size=(120, 50)) as pilot:
        await go(pilot, "practice")
        await pilot.press("z")
        for _ in range(5):
            SURVIVED[plant](app)
            gc.collect()
        await settle(pilot)
        seen = " ".join(screen_text(pilot).split())
        assert "Something went wrong in renshu; it goes on." in seen
        assert "bar 1/1" in seen
        assert 1 <= logged(tmp_path).count(f"PedalError: {FAULT}\nTraceback") <= 3
        await pilot.press("x", "escape")
        await settle(pilot)
        assert "Review" in screen_text(pilot)
        rows = cast("RenshuApp", pilot.app).services.history.takes()
        assert len(rows) == 1
    assert "Traceback" not in capsys.readouterr().err
