"""A cable that is pulled out in mid-take, and a MIDI system that dies, cost nothing but a pause.

All this is over real ports of a JACK server without hardware.
"""

import asyncio
import gc
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from renshu.follow.follower import Mode
from renshu.performance.events import KeyUp
from renshu.practice.session import State
from support.jack import clients, jack_environment, jack_ports, jack_process
from support.jack_evening import FREE, JackEvening, jack_evening, until
from support.player import VirtualPiano
from support.virtual_synth import VirtualSynth

NOTICED, GOES_ON = 1.0, 3.0
"""Seconds that are promised."""


@pytest.fixture
def jack() -> Iterator[None]:
    with jack_environment():
        yield


async def pulled_and_put_back(evening: JackEvening, piano: VirtualPiano) -> VirtualPiano:
    """Pull the plug while a key is down, and put it back."""
    await evening.strike(piano, 60)
    await evening.strike(piano, 67, held=True)
    pulling = asyncio.create_task(asyncio.to_thread(piano.unplug))
    assert await evening.until_state(State.PAUSED) < NOTICED
    last = evening.heard[-1]
    assert isinstance(last, KeyUp)
    assert last.pitch == 67
    await pulling
    piano = VirtualPiano()
    assert await evening.until_state(State.PLAYING) < GOES_ON
    await evening.until_plugged(piano)
    return piano


def holdings() -> tuple[int, int, int, int]:
    """Threads and open files of this process; clients and ports of the program in JACK.

    Those threads are left out of which asyncio keeps a few, as many as were once busy together.
    """
    gc.collect()
    threads, files = (len(list(Path(f"/proc/self/{what}").iterdir())) for what in ("task", "fd"))
    threads -= sum(thread.name.startswith("asyncio") for thread in threading.enumerate())
    return threads, files, clients("renshu"), len(jack_ports())


@pytest.mark.usefixtures("jack")
async def test_pulled_and_put_back_ten_times_in_one_take(tmp_path: Path) -> None:
    with jack_process(tmp_path / "jackd.log"):
        async with jack_evening(tmp_path) as evening:
            piano = VirtualPiano()
            await evening.until_plugged(piano)
            before = None
            for _ in range(10):
                piano = await pulled_and_put_back(evening, piano)
                await evening.strike(piano, 62)
                now = await asyncio.to_thread(holdings)
                before = before or now
                assert all(one <= first for one, first in zip(now, before, strict=True))
            assert now[2] == 1
            events = evening.run.session.events
            assert len(events) == len(evening.heard)
            assert [e.time for e in events] == sorted(e.time for e in events)
            piano.unplug()


@pytest.mark.usefixtures("jack")
async def test_a_server_that_is_killed_and_started_again(tmp_path: Path) -> None:
    async with jack_evening(tmp_path) as evening:
        with jack_process(tmp_path / "first.log") as server:
            old = VirtualPiano()
            await evening.until_plugged(old)
            await evening.strike(old, 67, held=True)
            server.kill()
            assert await evening.until_state(State.PAUSED) < NOTICED
            assert isinstance(evening.heard[-1], KeyUp)
            # JACK's library would not survive a client of a server before the last.
            await asyncio.to_thread(old.unplug)
        with jack_process(tmp_path / "second.log"):
            piano = VirtualPiano()
            assert await evening.until_state(State.PLAYING) < GOES_ON
            await evening.until_plugged(piano)
            await evening.strike(piano, 62)
            assert clients("renshu") == 1
            piano.unplug()
        assert len(evening.run.session.events) == len(evening.heard)


@pytest.mark.usefixtures("jack")
async def test_the_click_sounds_on_the_piano_that_has_come_back(tmp_path: Path) -> None:
    against_click = replace(FREE, mode=Mode.TEMPO, metronome=True, output="synth:in")
    with jack_process(tmp_path / "jackd.log"):
        piano, synth = VirtualPiano(), VirtualSynth()
        async with jack_evening(tmp_path, against_click) as evening:
            await evening.until_plugged(piano)
            await until(lambda: evening.app.services.sounding.output == "synth:in")
            await evening.pilot.press("space")
            await until(lambda: synth.has_heard(0x99, 76))
            await asyncio.gather(*map(asyncio.to_thread, (piano.unplug, synth.delete)))
            await evening.until_state(State.PAUSED)
            piano, synth = VirtualPiano(), VirtualSynth()
            assert await evening.until_state(State.COUNTING_IN) < GOES_ON
            await until(lambda: synth.has_heard(0x99, 76))
            assert clients("renshu") == 2
        piano.unplug()
        synth.delete()
