"""Whatever dies in mid-take, the player plays on: it is begun anew, and told once at most.

The JACK server's death is among the cables.
"""

import asyncio
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.pilot import Pilot

from renshu.config import Folders, Settings
from renshu.config.error_log import error_log
from renshu.engrave.engraver import Engraver
from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.run import Run
from renshu.follow.follower import Mode
from renshu.library.cache import Cache
from renshu.library.loading import Loader, load_async
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.session import State
from support.jack_evening import until
from support.midi_ports import FakeInput, FakeSystem
from support.musicxml import note, part, score_xml
from support.notation import score
from support.plugged import PIANO, plugged
from support.screens import make_app, practise, running, screen_text, settle
from support.sounding import FakeDevice

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

BARS = 200
FILE = score_xml(part(*["".join(note(pitch, 4) for pitch in ("C4", "D4", "E4", "F4"))] * BARS))
MUSIC = score(" | ".join(["C4 D4 E4 F4"] * 8))
WAITING = Settings(mode=Mode.WAIT)
GOES_ON = "Something went wrong in renshu; it goes on. Please report the file"

unhandled = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
"""pytest, too, wants to know of what nobody waits for."""


def practised(pilot: Pilot[None]) -> Run:
    app = cast("RenshuApp", pilot.app)
    assert app._practice is not None
    return app._practice._run


async def practised_until(pilot: Pilot[None], state: State) -> None:
    await until(lambda: practised(pilot).state is state)


def strike(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


def toasts(pilot: Pilot[None], words: str) -> int:
    """How often something was told."""
    return sum(words in one.message for one in pilot.app._notifications)


def logged(home: Path) -> str:
    return error_log(Folders.below(home)).read_text("utf-8")


async def test_the_engraver_is_killed_and_engraves_again(tmp_path: Path) -> None:
    file = tmp_path / "piece.musicxml"
    file.write_text(FILE)
    loaded = await load_async(file, Cache(tmp_path / "cache"))
    app = make_app(tmp_path / "home", settings=WAITING)
    app.services.engraver = engraver = Engraver()
    async with running(app) as pilot:
        app.practise(loaded)
        await settle(pilot)
        strike(pilot, 60, 62)
        for width in (100, 110, 90):
            pid = cast("int", engraver.pid)
            os.kill(pid, signal.SIGKILL)
            await pilot.resize_terminal(width, 40)
            await settle(pilot)
            assert engraver.pid != pid
            assert "⠒" in screen_text(pilot) or "⠤" in screen_text(pilot)
        # And in the middle of engraving.
        await pilot.press("f9")
        os.kill(cast("int", engraver.pid), signal.SIGKILL)
        await settle(pilot)
        strike(pilot, 64, 65)
        assert practised(pilot).count.total.matched == 4
        assert toasts(pilot, "engrave") == 0


def readers() -> list[int]:
    """This process's children that read scores."""
    command = ["ps", "--ppid", str(os.getpid()), "-o", "pid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "renshu.library.reader" in line]


async def test_a_reader_that_is_killed_reads_again(tmp_path: Path) -> None:
    file = tmp_path / "piece.musicxml"
    file.write_text(FILE)
    reading = asyncio.create_task(load_async(file, Cache(tmp_path / "cache")))
    await until(lambda: bool(readers()))
    (first,) = readers()
    os.kill(first, signal.SIGKILL)
    loaded = await reading
    assert len(loaded.score.measures) == BARS
    assert readers() == []


def test_a_reader_that_is_killed_between_two_files_reads_the_second(tmp_path: Path) -> None:
    with Loader(Cache(tmp_path / "cache")) as loader:
        for pitch in ("C4", "D4"):
            file = tmp_path / f"{pitch}.musicxml"
            file.write_text(score_xml(part(note(pitch, 16))))
            assert loader.load(file).score.title == pitch
            (child,) = readers()
            os.kill(child, signal.SIGKILL)


async def test_a_sound_device_that_ends_is_opened_anew_in_mid_take(tmp_path: Path) -> None:
    devices = [FakeDevice(), FakeDevice()]
    waiting = iter(devices)
    app = make_app(tmp_path, settings=WAITING, engraved=MUSIC)
    app.services.loudspeaker = Loudspeaker(
        lambda synth: next(waiting).connect(synth), app.services._tell
    )
    async with running(app) as pilot:
        await practise(pilot, MUSIC)
        await pilot.press("z")
        await until(lambda: app.services.loudspeaker.is_open)
        devices[0].has_ended = True
        await pilot.press("x", "c")
        await until(lambda: app.services.loudspeaker.is_open)
        await pilot.press("v")
        assert devices[0].is_closed
        assert devices[1].synth is not None
        assert practised(pilot).state is State.PLAYING
        assert toasts(pilot, "The sound device has ended") == 1


class Failing(FakeInput):
    """A client whose driver fails once in a way that no driver should."""

    is_broken = False

    def names(self) -> tuple[str, ...]:
        if Failing.is_broken:
            Failing.is_broken = False
            raise RuntimeError("the driver is confused")
        return super().names()


class FailingSystem(FakeSystem):
    """A MIDI system of such clients."""

    def connect(self) -> FakeInput:
        self.clients.append(Failing(self))
        return self.clients[-1]


@unhandled
async def test_the_thread_that_looks_after_the_keyboards_fails_in_mid_take(
    tmp_path: Path,
) -> None:
    system = FailingSystem(PIANO)
    app = make_app(tmp_path, settings=WAITING, engraved=MUSIC, midi=system)
    async with running(app) as pilot:
        await practise(pilot, MUSIC)
        await until(lambda: app.port is not None)
        for pitch in (60, 62):
            system.play(PIANO, ([0x90, pitch, 64], time.monotonic()))
            await settle(pilot)
            Failing.is_broken = True
            await practised_until(pilot, State.PAUSED)
            await practised_until(pilot, State.PLAYING)
        system.play(PIANO, ([0x90, 64, 64], time.monotonic()))
        await settle(pilot)
        assert practised(pilot).count.total.matched == 3
        assert toasts(pilot, GOES_ON) == 1
    assert logged(tmp_path).count("RuntimeError: the driver is confused\nTraceback") == 2


@unhandled
async def test_what_breaks_in_the_midi_thread_costs_one_event_and_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with plugged(tmp_path, settings=WAITING) as piano:
        await practise(piano.pilot, MUSIC)
        take = piano.app.echo.take

        def break_at_sixty(event: object) -> None:
            if isinstance(event, KeyDown) and event.pitch == 60:
                raise ZeroDivisionError("no such key")
            take(event)  # type: ignore[arg-type]

        monkeypatch.setattr(piano.app.echo, "take", break_at_sixty)
        for pitch in (60, 62, 60, 64):
            await piano.play([KeyDown(time.monotonic(), pitch)])
        await until(lambda: toasts(piano.pilot, GOES_ON) > 0)
        heard = [one.pitch for one in practised(piano.pilot).session.events]  # type: ignore[union-attr]
        assert heard == [62, 64]
        await asyncio.sleep(0.6)
        assert toasts(piano.pilot, GOES_ON) == 1
    assert logged(tmp_path).count("ZeroDivisionError: no such key\nTraceback") == 2
