"""Metronome and listening over the real thing: a JACK server, and a synthesiser that hears us.

JACK's dummy driver may drop a note on a busy machine, so both go on until all has been heard, and
nothing is said about times.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from renshu.config import Settings
from renshu.follow.follower import Mode
from support.jack import jack_server
from support.notation import score
from support.screens import make_app, practise, running, screen_text
from support.virtual_synth import VirtualSynth
from support.waiting import wait_until

MUSIC = score("[C4< C5]=1/2 [D4< D5]=1/2 | [E4< E5]=1/2 [F4< F5]=1/2", qpm=120, meter="1/4")
SETTINGS = Settings(output="synth:in", mode=Mode.TEMPO, metronome=True)


@pytest.fixture(scope="module")
def synth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualSynth]:
    with jack_server(tmp_path_factory.mktemp("jack") / "jackd.log"):
        synth = VirtualSynth()
        yield synth
        synth.delete()


async def until(pilot: Pilot[None], is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it was not heard"
        await pilot.pause(0.05)


async def test_a_loop_is_listened_to_and_ends_in_silence(
    tmp_path: Path, synth: VirtualSynth
) -> None:
    app = make_app(tmp_path, engraved=MUSIC, settings=replace(SETTINGS, mode=Mode.WAIT))
    async with running(app) as pilot:
        await practise(pilot, MUSIC)
        await pilot.press("f5", "backspace", "1", "minus", "2", "enter", "ctrl+v")
        await until(pilot, lambda: synth.has_heard(0x90, 60, 62, 64, 65, 72, 74, 76, 77))
        assert "♪ listen" in screen_text(pilot)
        await pilot.press("escape")
    wait_until(lambda: synth.has_heard(0xB0, 123))


async def test_the_metronome_clicks(tmp_path: Path, synth: VirtualSynth) -> None:
    app = make_app(tmp_path, engraved=MUSIC, settings=replace(SETTINGS, count_in=8))
    async with running(app) as pilot:
        await practise(pilot, MUSIC)
        await until(pilot, lambda: app.services.sounding.output == "synth:in")
        await pilot.press("space")
        await until(pilot, lambda: synth.has_heard(0x99, 76))
