"""Nothing that was played is lost: each promise is broken for real, as far as that can be."""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from renshu.config import Folders, Settings
from renshu.database import file as database_file
from renshu.errors import HistoryError
from renshu.evening import waiting
from renshu.evening.run import Run
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.practice.session import Setup
from renshu.practice.take import EndedBy
from renshu.score.passage import whole
from support.faulty_disk import NOTES, SONG, play_on, require_namespace
from support.tiny_scores import piano_score

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY_WAITS_MS = 200
"""A player would notice more; a disk that is waited for takes seconds."""

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_full_disk_keeps_nobody_from_playing_and_loses_no_note(tmp_path: Path) -> None:
    told = play_on("full", tmp_path / "disk")
    assert len(told.faults) == 1
    assert told.faults[0].endswith("cannot be written: the disk is full.")
    assert told.at_the_end.endswith(
        "the disk is full; your takes wait in memory until it can be used."
    )
    assert told.slowest_note_ms < NOBODY_WAITS_MS
    assert (told.events, told.is_sound, told.files, told.waiting) == (NOTES, True, 1, 0)
    assert told.news == ["What you played is in the history now."]


def test_a_read_only_folder_keeps_nobody_from_playing_and_loses_no_note(tmp_path: Path) -> None:
    told = play_on("read-only", tmp_path / "disk")
    assert len(told.faults) == 1
    assert told.faults[0].endswith("read-only file system.")
    assert "is read-only; your takes wait in memory" in told.at_the_end
    assert told.slowest_note_ms < NOBODY_WAITS_MS
    assert (told.events, told.is_sound, told.files, told.waiting) == (NOTES, True, 1, 0)


def test_the_program_begins_where_nothing_can_be_written(tmp_path: Path) -> None:
    require_namespace()
    song = tmp_path / "song.musicxml"
    song.write_bytes(piano_score(["C5:16"], ["C4:16"]))
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = f"mount -t tmpfs none '{disk}' && mount -o remount,ro '{disk}'"
    played = f"'{sys.executable}' -m renshu play '{song}' --lines"
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", f"{mounted} && {played}"],
        env={**os.environ, "RENSHU_HOME": str(disk)},
        input="where\nquit\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "cannot be written (read-only file system)" in done.stderr
    assert "Bar 1 of" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@contextmanager
def held_by_another(history: Path) -> "Iterator[None]":
    """Another program that writes into the history and does not end."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(history)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        holder.communicate()


def test_a_history_that_another_program_holds_delays_nobody_and_loses_no_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "BUSY_SECONDS", 0.3)
    monkeypatch.setattr(waiting, "RETRY_SECONDS", 0.1)
    folders = Folders.below(tmp_path)
    folders.prepare()
    services, told, news = Services(folders, Settings()), list[str](), list[str]()
    services.on_fault = lambda error: told.append(error.sentence)
    services.on_news = news.append
    _ = services.history
    run = Run(SONG, Setup(whole(SONG), Mode.FREE), services)
    with held_by_another(folders.history):
        slowest = 0.0
        for number in range(NOTES):
            now = time.monotonic()
            run.feed(KeyDown(now, SONG.notes[number % len(SONG.notes)].pitch), now)
            slowest = max(slowest, time.monotonic() - now)
            time.sleep(0.02)
        take = run.look_back(EndedBy.PLAYER)
        assert take is not None
        with pytest.raises(HistoryError, match="by another program just now; your takes wait in"):
            run.keep(take)
        assert len(list(folders.waiting.glob("*.json"))) == 1
    assert 1000 * slowest < NOBODY_WAITS_MS
    assert [one.endswith("is being written by another program just now.") for one in told] == [True]
    last = time.monotonic() + 20
    while not news and time.monotonic() < last:
        time.sleep(0.05)
    assert services.history.take(take.id) == take
    assert services.history.check() == ()
    assert list(folders.waiting.glob("*.json")) == []
    asyncio.run(services.close())


def test_a_copy_on_a_full_disk_harms_neither_history_nor_older_copies(tmp_path: Path) -> None:
    require_namespace()
    script = Path(__file__).parent / "support" / "copy_on_full_disk.py"
    done = subprocess.run(
        ["unshare", "--mount", sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "['history-2026-11-20.db'] () the disk is full\n"
