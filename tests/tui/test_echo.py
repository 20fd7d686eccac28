"""What is played is sounded, for keyboards that make no sound."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from renshu.config import Settings, load_settings
from renshu.midi import output
from renshu.performance.events import KeyDown
from renshu.tui.echo import Echo
from support.midi_ports import FakeOutput, FakeSystem
from support.screens import make_app, running, screen_text, settle
from support.sounding import Heard
from support.waiting import wait_until

CONTROLLER, PIANO, SYNTH = "Keys:Keys MIDI 1 24:0", "Piano:Piano MIDI 1 20:0", "Synth:input 128:0"


def echo(heard: Heard, *keyboards: str) -> Echo:
    sounding = heard.sounding()
    found = Echo(sounding, lambda: keyboards)
    found.turn(is_on=True)
    wait_until(lambda: sounding.is_open)
    return found


def test_what_is_played_is_sounded_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(monkeypatch, PIANO)
    found = echo(heard, "Keys:Keys MIDI 1")
    found.take(KeyDown(1.0, 60, 90))
    assert heard.sent == [b"\x90\x3c\x5a"]
    found.turn(is_on=False)
    assert heard.down == set()
    found.take(KeyDown(2.0, 62))
    assert heard.keys == [60]
    heard.close()


def test_a_piano_is_not_played_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(monkeypatch, PIANO)
    found = echo(heard, "Piano:Piano MIDI 1")
    found.take(KeyDown(1.0, 60))
    assert found.is_of_the_keyboard
    assert heard.sent == []
    heard.close()


def plug(patch: pytest.MonkeyPatch, ports: tuple[str, ...]) -> Callable[[], object]:
    names = partial(output.output_names, lambda: FakeOutput(FakeSystem(*ports)))
    patch.setattr(output, "output_names", names)
    return names


async def test_it_follows_a_key_and_the_output_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, keys = Heard(monkeypatch, PIANO, SYNTH), FakeSystem(CONTROLLER)
    plug(monkeypatch, (PIANO, SYNTH))
    app = make_app(tmp_path, settings=Settings(), midi=keys)
    app.services.sounding = heard.sounding()
    async with running(app) as pilot:
        wait_until(lambda: bool(keys.clients) and keys.clients[0].listening_to is not None)
        await pilot.press("ctrl+u")
        await pilot.pause()
        assert "What you play is sounded." in screen_text(pilot)
        wait_until(lambda: heard.is_ready)
        keys.play(CONTROLLER, ([0x90, 60, 80], time.monotonic()))
        assert heard.keys == [60]
        await pilot.press("insert")
        await settle(pilot)
        assert "Sounds on: Synth:input" in screen_text(pilot)
        wait_until(lambda: app.services.sounding.output == "Synth:input")
        assert heard.down == set()
        keys.play(CONTROLLER, ([0x90, 64, 80], time.monotonic()))
        assert heard.clients[-1].sent == [b"\x90\x40\x50"]
        settings, _ = load_settings(app.services.folders.settings)
        assert (settings.echo, settings.output) == (True, "Synth:input")
        await pilot.press("ctrl+u")
        await pilot.pause()
        assert heard.down == set()


async def test_it_goes_on_the_next_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard, keys = Heard(monkeypatch, PIANO), FakeSystem(CONTROLLER)
    app = make_app(tmp_path, settings=Settings(echo=True), midi=keys)
    app.services.sounding = heard.sounding()
    async with running(app):
        wait_until(lambda: heard.is_ready)
        wait_until(lambda: bool(keys.clients) and keys.clients[0].listening_to is not None)
        keys.play(CONTROLLER, ([0x90, 60, 80], 0.0), ([0x80, 60, 0], 0.1))
        assert heard.sent[:2] == [b"\x90\x3c\x50", b"\x80\x3c\x40"]


async def test_no_output_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plug(monkeypatch, ())
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("insert")
        await settle(pilot)
        assert "There is no MIDI output." in screen_text(pilot)
