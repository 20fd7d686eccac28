"""`renshu play --lines` as a player has it: in a terminal, and with orders from a file."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from renshu.library.starter import starter_folder
from support.pseudo_terminal import PseudoTerminal

SCORE = starter_folder() / "beethoven-ode-to-joy-easy.musicxml"
COMMAND = [sys.executable, "-m", "renshu", "play", str(SCORE), "--lines"]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"RENSHU_HOME": str(home), "RENSHU_MIDI_API": "alsa"}


def history(home: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "renshu", "history", "--json"]
    told = subprocess.run(command, env=environment(home), capture_output=True, check=True)
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_an_evening_at_the_computer_keyboard(tmp_path: Path) -> None:
    terminal = PseudoTerminal(COMMAND, environment(tmp_path))
    try:
        terminal.wait_for("The computer's keyboard is the piano")
        terminal.type("\nhands right\n")
        terminal.wait_for("Right hand; the whole score")
        for key in "ccvbbvcxz":
            terminal.type(key)
            time.sleep(0.25)
        terminal.wait_for("Bar 1: right, 4.")
        terminal.type("\nstop\n")
        terminal.wait_for("9 notes right")
        terminal.type("\nquit\n")
        assert terminal.process.wait(20) == 0
    finally:
        terminal.close()
    assert "\x1b" not in terminal.written
    (take,) = history(tmp_path)
    assert (take["matched"], take["hands"], take["ended_by"]) == (9, "right", "player")


@pytest.mark.parametrize("how", ["Ctrl+C", "end of input"])
def test_a_take_is_kept_however_it_ends(how: str, tmp_path: Path) -> None:
    terminal = PseudoTerminal(COMMAND, environment(tmp_path))
    try:
        terminal.wait_for("The computer's keyboard is the piano")
        terminal.type("c")
        time.sleep(0.3)
        terminal.type("v")
        time.sleep(0.3)
        terminal.type("\x03" if how == "Ctrl+C" else "\nq\n")
        assert terminal.process.wait(20) == 0
    finally:
        terminal.close()
    assert [take["matched"] + take["extra"] for take in history(tmp_path)] == [2]


def lines_of(home: Path, orders: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*(arguments or COMMAND)],
        input=orders,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_orders_from_a_file_are_obeyed(tmp_path: Path) -> None:
    told = lines_of(tmp_path, "read 2\nnonsense\n")
    assert told.returncode == 0
    assert told.stderr == ""
    assert "Bar 2, beat 4, right hand: D 4, quarter." in told.stdout
    assert "There is no order nonsense" in told.stdout


def test_a_score_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.musicxml"
    broken.write_text("<score-partwise>")
    told = lines_of(tmp_path, "", *COMMAND[:4], str(broken), "--lines")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "Traceback" not in told.stderr


def test_a_setting_makes_lines_the_usual_way(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('lines = true\ntell = "notes"\n')
    told = lines_of(tmp_path, "quit\n", *COMMAND[:-1])
    assert told.returncode == 0
    assert "Ode to Joy" in told.stdout
