"""Calibration over real JACK ports, with a delay that is planted."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import rtmidi

from renshu.practice import calibration
from renshu.practice.calibration import LISTENED, TAPS
from renshu.tui.screens.calibration import CalibrationScreen
from support.jack import jack_server
from support.player import VirtualPiano
from support.screens import make_app, running, settle

INTERVAL = 0.25
"""Faster than people tap, so that the test does not take half a minute."""
PLANTED = 0.04


@pytest.fixture
def jack(tmp_path: Path) -> Iterator[str]:
    with jack_server(tmp_path / "jackd.log") as name:
        yield name


@pytest.fixture
def clicks(jack: str) -> Iterator[list[float]]:
    """When clicks came to an instrument."""
    heard: list[float] = []
    instrument = rtmidi.MidiIn(rtapi=rtmidi.API_UNIX_JACK, name=f"instrument of {jack}")
    instrument.set_callback(lambda message, _: heard.append(message[0][0]))
    instrument.open_virtual_port("in")
    yield heard
    instrument.delete()


def tap(piano: VirtualPiano, first: float, delay: float) -> Thread:
    """Tap with the clicks, each key so much after its click."""

    def taps() -> None:
        for place in range(TAPS):
            time.sleep(max(0.0, first + place * INTERVAL + delay - time.monotonic()))
            piano.press(60)
            time.sleep(0.05)
            piano.release(60)

    thread = Thread(target=taps, name="taps")
    thread.start()
    return thread


async def found(home: Path, piano: VirtualPiano, delay: float) -> float:
    app = make_app(home)
    app._has_midi = True
    async with running(app) as pilot:
        while app.port is None:
            await pilot.pause(0.02)
        await pilot.press("f21")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CalibrationScreen)
        while screen.output is None:
            await pilot.pause(0.02)
        await pilot.press("enter")
        assert screen._tapping is not None
        tapping = tap(piano, screen._tapping._start + LISTENED * INTERVAL, delay)
        while tapping.is_alive():
            await pilot.pause(0.05)
        await pilot.pause(0.2)
        assert screen._found is not None
        return screen._found.latency


async def test_a_planted_delay_is_found_over_real_ports(
    tmp_path: Path, clicks: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibration, "INTERVAL", INTERVAL)
    monkeypatch.setattr(calibration, "EARLIEST", -0.08)
    monkeypatch.setattr(calibration, "_APART", 0.06)
    with VirtualPiano() as piano:
        way = await found(tmp_path / "near", piano, 0.0)
        assert len([one for one in clicks if one == 0x99]) >= TAPS
        far = await found(tmp_path / "far", piano, PLANTED)
    print(f"way {1000 * way:.1f} ms, with the delay {1000 * far:.1f} ms")  # noqa: T201
    assert 0.0 < way < 0.08
    assert far - way == pytest.approx(PLANTED, abs=0.005)
