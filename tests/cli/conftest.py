"""A home of the test's own, and the commands run in it."""

from pathlib import Path

import pytest

from renshu.cli import run
from renshu.config import Folders
from support.commands import Renshu


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Where the commands keep everything; nothing is there yet."""
    return Folders.below(tmp_path / "home")


@pytest.fixture
def renshu(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Renshu:
    """Any command, in that home and with no keyboards but those of ALSA."""
    monkeypatch.setenv("RENSHU_HOME", str(folders.data.parent))
    monkeypatch.setenv("RENSHU_MIDI_API", "alsa")

    def command(*arguments: object) -> tuple[int, str, str]:
        status = run([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return command
