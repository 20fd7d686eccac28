"""The promise: whose window is closed in mid-take finds the take in the history."""

import json
import os
import subprocess
import sys
from pathlib import Path

from renshu.config import Folders
from renshu.config.error_log import error_log
from renshu.library.starter import starter_folder
from support.tmux import terminal
from support.waiting import wait_until

SCORE = starter_folder() / "beethoven-ode-to-joy-easy.musicxml"
MELODY = "cvbvcxz"


def test_a_window_that_is_closed_keeps_the_take_and_is_no_error(tmp_path: Path) -> None:
    home = tmp_path / "home"
    ours = {"RENSHU_HOME": str(home), "RENSHU_MIDI_API": "alsa"}
    folders = Folders.below(home)
    with terminal(tmp_path) as window:
        window.start(f"{sys.executable} -m renshu play {SCORE}", ours)
        window.wait_for("computer keys")
        for key in MELODY:
            window.press(key)
        window.wait_for("% right")
    wait_until(lambda: any(folders.takes.glob("*.mid")), seconds=30)
    command = [sys.executable, "-m", "renshu", "history", "--json"]
    told = subprocess.run(command, env=os.environ | ours, capture_output=True, check=True)
    take = json.loads(told.stdout)
    # A busy program may not have read the last keys when the window goes.
    assert 0 < take["matched"] + take["wrong"] + take["extra"] <= len(MELODY)
    assert take["ended_by"] == "player"
    assert not error_log(folders).exists()
