"""The promise: what `doctor` prints can be pasted into a report, and says nothing of its player."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from renshu.config import Folders
from renshu.config.error_log import log_error
from renshu.midi.files import write_take
from renshu.performance.events import KeyDown, KeyUp
from support.tiny_scores import piano_score

PLAYER = "mayumi"
PIECE = "Unspeakable"
SONG = piano_score(["C5:4 D5:4 E5:4 F5:4"], ["C4:16"]).replace(
    b"<part-list>", f"<work><work-title>{PIECE}</work-title></work><part-list>".encode(), 1
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A player's home with a piece, a take, a setting that makes no sense, and an error."""
    home = tmp_path / PLAYER
    home.mkdir()
    ours = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    ours.pop("RENSHU_HOME", None)
    names = {"HOME": str(home), "USER": PLAYER, "LOGNAME": PLAYER, "RENSHU_MIDI_API": "alsa"}
    ours |= names
    score, take = home / f"{PIECE}.musicxml", home / f"{PIECE}.mid"
    score.write_bytes(SONG)
    write_take(take, [KeyDown(0.5, 72, 64), KeyUp(1.0, 72)])
    assert renshu(ours, "replay", "--save", str(score), str(take)).returncode == 0
    paths = json.loads(renshu(ours, "paths", "--json").stdout)
    Path(paths["settings"]).write_text(f'cels = "{PIECE}"\nkeyboard = "Roland of {PLAYER}"\n')
    folders = Folders(*(Path(paths[name]) for name in ("data", "config", "cache")))
    log_error(OSError(f"“{PIECE}” cannot be read: '{score}'"), folders)
    return ours


def renshu(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "renshu", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_report_names_neither_the_player_nor_a_piece(
    form: tuple[str, ...], environment: dict[str, str]
) -> None:
    told = renshu(environment, "doctor", *form)
    for private in (PLAYER, PIECE, socket.gethostname()):
        assert private not in told.stdout + told.stderr
    assert "~/" in told.stdout
    assert "Roland of ‹player›" in told.stdout


def test_a_report_has_what_is_needed_to_understand_trouble(environment: dict[str, str]) -> None:
    told = json.loads(renshu(environment, "doctor", "--json").stdout)
    assert {"renshu", "python", "system", "sqlite", "textual", "verovio", "python-rtmidi"} <= set(
        told
    )
    assert {"terminal", "size", "encoding", "notation", "inside"} <= set(told)
    assert {"midi system", "midi inputs", "midi outputs", "keyboard", "latency", "sound"} <= set(
        told
    )
    assert {"data folder", "history size", "history copies", "error log"} <= set(told)
    assert {"folders", "settings", "history"} <= set(told)
    assert "OSError: “…” cannot be read: '….musicxml'" in told["last error"]
    assert told["history"] == "fine"
    assert told["settings"] != "fine"
