"""Killing a program that plays, at any moment, and looking at what is left."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from renshu.config import Folders, Settings
from renshu.evening.beginning import bring_in
from renshu.evening.services import Services
from renshu.follow.alignment import Match
from renshu.library.loaded import Loaded
from renshu.practice.take import EndedBy
from support.notation import score

PLAYER = Path(__file__).with_name("play_until_killed.py")
SONG = score(" | ".join(["C4 D4 E4 F4", "G4 A4 B4 C5", "D5 C5 B4 A4", "G4 F4 E4 D4"] * 8))
LONGEST_SECONDS = 3.0
JUST_PLAYED_SECONDS = 0.5
"""What may be lost of the take that is being played."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a kill left."""

    moment: float
    """Seconds from the first note to the kill."""
    lost_seconds: float
    """From the last note that is kept to the last that was played; of the take that was cut."""
    faults: tuple[str, ...]
    """Promises that were not kept, a sentence each."""


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Another program that plays; it begins when this returns."""
    Folders.below(home).prepare()
    command = [sys.executable, str(PLAYER), str(home), *arguments]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "playing\n"
    return program


def kill_many(home: Path, count: int, seed: int, at_once: int = 4) -> Iterator[Left]:
    """Kill so many programs, each at a random moment, and look at each."""
    chance = random.Random(seed)  # noqa: S311
    moments = [chance.uniform(0, LONGEST_SECONDS) for _ in range(count)]
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(kill_one, (home / str(n) for n in range(count)), moments)


def kill_one(home: Path, moment: float) -> Left:
    """Kill a program at a moment, with SIGKILL, and start again where it was."""
    program = start(home)
    time.sleep(moment)
    program.kill()
    said = [
        line.split() for line in program.communicate()[0].splitlines(keepends=True) if "\n" in line
    ]
    notes = [(words[1], float(words[2])) for words in said if words[0] == "note"]
    played = {name: [time for _, time in told] for name, told in groupby(notes, lambda n: n[0])}
    kept = {words[1] for words in said if words[0] == "kept"}
    return _look(Services(Folders.below(home), Settings()), moment, played, kept)


def _look(
    services: Services, moment: float, played: dict[str, list[float]], kept: set[str]
) -> Left:
    services.last_opened = Loaded.of(SONG, b"")
    faults = list(services.history.check())
    bring_in(services, lambda _: None)
    ends = {row.id: row.ended_by for row in services.history.takes()}
    lost = 0.0
    for name, times in played.items():
        here = services.history.take(name) if name in ends else None
        if name in kept:
            if here is None or [event.time for event in here.events] != times:
                faults.append(f"{name} was stored and is not whole")
            continue
        there = [event.time for event in here.events] if here else []
        lost = times[-1] - there[-1] if there else times[-1]
        if lost > JUST_PLAYED_SECONDS:
            faults.append(f"{lost:.3f} s of {name} are lost")
        if there[: len(times)] != times[: len(there)]:
            faults.append(f"{name} has other notes than were played")
        if here and not any(isinstance(label, Match) for label in here.labels):
            faults.append(f"{name} was not reviewed")
        if here and here.ended_by is not EndedBy.INTERRUPTED and len(there) < len(times):
            faults.append(f"{name} is not marked as interrupted")
    if services.history.interrupted():
        faults.append("an interrupted take is left lying")
    if services.history.check():
        faults.append("the history is not sound afterwards")
    services.history.close()
    return Left(moment, max(0.0, lost), tuple(faults))
