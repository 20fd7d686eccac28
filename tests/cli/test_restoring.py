"""`renshu doctor --restore`, and what the lines say of a damaged history."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from renshu.config import Folders
from renshu.database.backups import back_up
from renshu.history.schema import HISTORY
from renshu.history.store import History
from support.damage import HARMS
from support.takes import make_take
from support.tiny_scores import piano_score


@pytest.fixture
def folders(folders: Folders) -> Folders:
    """Those of a player with one take and a copy of the history."""
    folders.prepare()
    history = History(folders.history)
    history.finish(make_take())
    history.close()
    back_up(folders.history, HISTORY, folders.backups, date(2026, 11, 20))
    return folders


def renshu(folders: Folders, *arguments: str, typed: str = "") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "renshu", *arguments],
        env={**os.environ, "RENSHU_HOME": str(folders.data.parent)},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.parametrize("harm", ["something_else", "empty", "booby_trapped"])
def test_a_damaged_history_is_named_and_brought_back(folders: Folders, harm: str) -> None:
    HARMS[harm](folders.history)
    status, said = renshu(folders, "doctor")
    assert status == 1
    assert "`renshu doctor --restore` brings it back." in said
    status, said = renshu(folders, "doctor", "--restore", "--json")
    assert status == 0
    assert json.loads(said)["history"].startswith("The history has 1 take again: from the copy")
    assert renshu(folders, "doctor", "--restore")[1].endswith("there is nothing to restore.\n")
    assert len(renshu(folders, "history", "--json")[1].splitlines()) == 1


def test_in_lines_it_is_said_how_it_comes_back(folders: Folders, tmp_path: Path) -> None:
    HARMS["something_else"](folders.history)
    song = tmp_path / "song.musicxml"
    song.write_bytes(piano_score(["C5:16"], ["C4:16"]))
    status, said = renshu(folders, "play", str(song), "--lines", typed="where\nquit\n")
    assert status == 0
    assert "is damaged" in said
    assert "renshu doctor --restore brings it back." in said
    assert "Bar 1 of 1" in said
