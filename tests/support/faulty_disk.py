"""Disks that are full or read-only, for real: file systems of our own in a mount namespace.

Run as a program inside `unshare --mount` it plays a take while the disk is at fault, lets the disk
recover, and prints as JSON what the player was told and what is stored in the end.
"""

import asyncio
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.config import Folders, Settings
from renshu.errors import RenshuError
from renshu.evening import waiting
from renshu.evening.run import Run
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.practice.session import Setup
from renshu.practice.take import EndedBy
from renshu.score.passage import whole
from support.notation import score

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 C5 B4 A4")
NOTES, NOTE_SECONDS = 60, 0.02
DISK_BYTES = 3_000_000
PATIENCE_SECONDS = 20.0


@dataclass
class Told:
    """What became of a take that was played while the disk was at fault."""

    faults: list[str] = field(default_factory=list)
    """What the player was told while playing."""
    at_the_end: str = ""
    """What the player was told when the take could not be stored."""
    slowest_note_ms: float = 0.0
    news: list[str] = field(default_factory=list)
    events: int = 0
    """Of the take in the history, once the disk was well again."""
    is_sound: bool = False
    files: int = 0
    """`.mid` files of takes."""
    waiting: int = 0
    """Files that still wait."""


def play_on(disk: str, home: Path) -> Told:
    """What happens on a disk that is `full` or `read-only`, in a namespace of its own.

    Skips the test where this machine permits no namespace.
    """
    require_namespace()
    command = ["unshare", "--mount", sys.executable, __file__, disk, str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return Told(**json.loads(done.stdout.splitlines()[-1]))


def require_namespace() -> None:
    """Skip the test where no file system can be mounted."""
    if not _has_namespace():
        pytest.skip("this machine lets nobody mount a file system in a namespace")


@cache
def _has_namespace() -> bool:
    mount = "mount -t tmpfs -o size=100k none /mnt"
    try:
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-c", mount], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def fill(folder: Path) -> None:
    """Leave no room at all on the disk that a folder is on."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        for size in (65536, 512, 1):
            with suppress(OSError):
                while True:
                    ballast.write(b"x" * size)


def mount_tmpfs(home: Path) -> None:
    """Put a small file system of our own over a folder."""
    _run("mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", str(home))


def remount(home: Path, how: str) -> None:
    """Make the file system `ro` or `rw`."""
    _run("mount", "-o", f"remount,{how}", str(home))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _play(services: Services, begin: Callable[[], None], end: Callable[[], None]) -> Told:
    """Play, let the fault begin in the middle, let it end after the take."""
    told = Told()
    services.on_fault = lambda error: told.faults.append(error.sentence)
    services.on_news = told.news.append
    run = Run(SONG, Setup(whole(SONG), Mode.FREE), services)
    for number in range(NOTES):
        if number == NOTES // 3:
            begin()
        now = time.monotonic()
        run.feed(KeyDown(now, SONG.notes[number % len(SONG.notes)].pitch), now)
        told.slowest_note_ms = max(told.slowest_note_ms, 1000 * (time.monotonic() - now))
        time.sleep(NOTE_SECONDS)
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    try:
        run.keep(take)
    except RenshuError as error:
        told.at_the_end = error.sentence
    end()
    last = time.monotonic() + PATIENCE_SECONDS
    while not told.news and time.monotonic() < last:
        time.sleep(0.05)
    told.events = len(services.history.take(take.id).events)
    told.is_sound = services.history.check() == ()
    return told


def main(disk: str, home: Path) -> None:
    """Play a take on a disk with a fault, and print what happened."""
    waiting.RETRY_SECONDS = 0.2
    mount_tmpfs(home)
    folders = Folders.below(home)
    folders.prepare()
    services = Services(folders, Settings())
    _ = services.history
    if disk == "full":
        told = _play(services, lambda: fill(home), (home / "ballast").unlink)
    else:
        asyncio.run(services.close())
        services = Services(folders, Settings())
        remount(home, "ro")
        _ = services.history
        told = _play(services, lambda: None, lambda: remount(home, "rw"))
    told.files = len(list(folders.takes.glob("*.mid")))
    told.waiting = len(list(folders.waiting.glob("*")))
    asyncio.run(services.close())
    sys.stdout.write(json.dumps(asdict(told)) + "\n")


if __name__ == "__main__":
    shutil.rmtree(sys.argv[2], ignore_errors=True)
    Path(sys.argv[2]).mkdir()
    main(sys.argv[1], Path(sys.argv[2]))
