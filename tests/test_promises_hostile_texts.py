"""The promise: no text from outside talks to the terminal, wherever it comes from or is shown."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction
from pathlib import Path

import pytest
from textual.pilot import Pilot

from renshu.cli import facts, machine, run
from renshu.engrave.engraver import Engraver
from renshu.errors import RenshuError
from renshu.midi.files import write_take
from renshu.midi.ports import MidiFacts, Port
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.section import Section
from renshu.score.notation import Score
from renshu.tui.app import RenshuApp
from support.hostile import FILE_NAME, PORT, WORD, hostile_score, orders_in
from support.midi_ports import FakeSystem
from support.pseudo_terminal import PseudoTerminal
from support.screens import make_app, running, screen_text, settle

HALVES = [(), ("--json",)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A player's folders, with a hostile score, its takes, and what the player pasted."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RENSHU_HOME", str(folder / "home"))
        patch.setenv("RENSHU_MIDI_API", "alsa")
        fill(folder)
        yield folder


def fill(folder: Path) -> None:
    score = folder / FILE_NAME
    score.write_bytes(hostile_score())
    take = folder / f"{FILE_NAME}.mid"
    write_take(take, [KeyDown(0.5, 72, 64), KeyUp(1.0, 72)], title=WORD)
    assert said("import", str(score))[0] == 0
    assert said("edit", str(score), f"arranger={WORD}", f"track.native={WORD}")[0] == 0
    assert said("want", WORD, "--anime", WORD)[0] == 0
    assert said("replay", "--save", str(score), str(take))[0] == 0


def said(*arguments: str) -> tuple[int, str]:
    """What a command says, and its status, once it is sure that it orders nothing."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            status = run(arguments)
        except SystemExit as left:
            status = int(left.code or 0)
    text = out.getvalue()
    assert orders_in(text) == "", ascii(text)
    assert "Traceback" not in text
    return status, text


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("form", HALVES)
@pytest.mark.parametrize(
    "command", [["list"], ["search", "te"], ["history"], ["doctor"], ["paths"]]
)
def test_tables_and_json(command: list[str], form: tuple[str, ...]) -> None:
    said(*command, *form)


@pytest.mark.parametrize("form", HALVES)
def test_what_a_score_holds(form: tuple[str, ...], home: Path) -> None:
    status, text = said("show", str(home / FILE_NAME), *form)
    assert status == 0
    assert "Te" in text


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "command",
    [
        ["show", f"none {WORD}"],
        ["replay", WORD, WORD],
        ["import", WORD],
        ["edit", WORD, f"{WORD}={WORD}"],
        ["export", f"/dev/null/{WORD}"],
        [WORD],
        ["list", WORD],
        ["serve", "--host", WORD],
        ["serve", "--port", WORD],
    ],
)
def test_faults_and_wrong_usage(command: list[str]) -> None:
    assert said(*command)[0] in {1, 2}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("form", HALVES)
def test_ports(form: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    ports = (Port(PORT, True, True, None), Port(PORT, False, False, None))
    told = MidiFacts("1", ("alsa",), "alsa", ports, None)
    for module in (machine, facts):
        monkeypatch.setattr(module, "midi_facts", lambda *_: told)
    said("keyboards", *form)
    said("doctor", *form)


@pytest.mark.parametrize("folder", [(), ("--metadata",)])
def test_what_is_exported_can_be_looked_at(folder: tuple[str, ...], home: Path) -> None:
    said("export", str(home / "out"), *folder)
    for path in (home / "out").iterdir():
        assert orders_in(path.read_text("utf-8")) == "", path.name


def test_lines(home: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "renshu", "play", str(home / FILE_NAME), "--lines"],
        input=b"where\nhelp\nsections\nquit\n",
        capture_output=True,
        check=False,
        timeout=60,
        env=dict(os.environ),
    )
    text = (told.stdout + told.stderr).decode()
    assert "Te" in text
    assert orders_in(text) == ""


@pytest.mark.usefixtures("home")
def test_a_terminal_that_knows_no_japanese_ends_no_command() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "renshu", "list"],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert told.returncode == 0, told.stderr


IN_THE_LIBRARY = ("d", "e", "f", "t", "i", "s", "tab", "x", "u", "ctrl+k", "shift+f9", "f12", "f1")
IN_PRACTICE = ("f7", "f11", "f8", "f5", "ctrl+a", "ctrl+p", "alt+k", "tab")
"""Keys that open something, which Escape closes."""


async def test_every_room_of_the_screen(tmp_path: Path) -> None:
    system = FakeSystem()
    app = make_app(tmp_path, scores={FILE_NAME: hostile_score()}, midi=system)
    app.services.engraver = Engraver()
    async with running(app) as pilot:
        system.ports.append(PORT)
        app.tell_fault(RenshuError(f"{WORD} does not work."))
        app.notify(WORD, title=WORD)
        assert "fake" in await seen(pilot)
        for key in IN_THE_LIBRARY:
            await look_behind(key, pilot)
        assert "fake" in await seen(pilot, "enter")
        assert "bar 1/1" in await seen(pilot)
        for key in IN_PRACTICE:
            await look_behind(key, pilot)
        app.services.history.sections.keep(
            practised(app).id, Section(Fraction(0), Fraction(4), WORD)
        )
        assert "Word" in await seen(pilot, "f11")
        await seen(pilot, "escape")
        assert "Review" in await seen(pilot, "f6", "z", "escape")
        assert "1 take" in await seen(pilot, "escape", "escape", "h")
        assert "Review" in await seen(pilot, "enter")


async def look_behind(key: str, pilot: Pilot[None]) -> None:
    """See what a key opens, and leave it."""
    depth = len(pilot.app.screen_stack)
    await seen(pilot, key)
    while len(pilot.app.screen_stack) > depth:
        await seen(pilot, "escape")


async def seen(pilot: Pilot[None], *keys: str) -> str:
    """The screen after some keys, once it is sure that nothing on it orders anything."""
    await pilot.press(*keys)
    await settle(pilot)
    assert pilot.app._exception is None
    text = screen_text(pilot)
    assert orders_in(text) == "", f"{keys}: {text!a}"
    return text


def practised(app: RenshuApp) -> Score:
    assert app.practised is not None
    return app.practised


def test_a_score_that_cannot_be_opened_ends_the_program_in_one_line(tmp_path: Path) -> None:
    damaged = tmp_path / FILE_NAME
    damaged.write_text("<score-partwise>")
    terminal = PseudoTerminal(
        [sys.executable, "-m", "renshu", "play", str(damaged)],
        os.environ | {"RENSHU_HOME": str(tmp_path / "home"), "RENSHU_MIDI_API": "alsa"},
    )
    try:
        assert terminal.process.wait(60) == 1
        terminal.wait_for("renshu: ")
    finally:
        terminal.close()
    assert "Traceback" not in terminal.written
    assert not set("\x9b\x9d\u202e\u200b") & set(terminal.written)
    assert "\x1b]0;" not in terminal.written
