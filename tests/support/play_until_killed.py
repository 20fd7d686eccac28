"""A program that plays one take after the other in a home of its own, until it is killed.

It says how far it is: `note ID SECONDS` for each note that was taken in, `kept ID` for each take
that was stored. With a number as a second argument it plays so many takes and ends by itself.
"""

import asyncio
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.config import Folders, Settings
from renshu.evening.run import Run
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.practice.session import Setup
from renshu.practice.take import EndedBy
from renshu.score.passage import whole
from support.kills import SONG

NOTE_SECONDS = 0.02


def play(services: Services, seconds: float) -> None:
    """One take, as a front end would have it played."""
    run = Run(SONG, Setup(whole(SONG), Mode.FREE), services)
    started = time.monotonic()
    number = 0
    while (now := time.monotonic()) < started + seconds:
        run.feed(KeyDown(now, SONG.notes[number % len(SONG.notes)].pitch), now)
        assert run._facts is not None
        say(f"note {run._facts.id} {run.session.events[-1].time}")
        number += 1
        time.sleep(NOTE_SECONDS)
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    run.keep(take)
    say(f"kept {take.id}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(home: Path, takes: int | None) -> None:
    services = Services(Folders.below(home), Settings())
    _ = services.history
    say("playing")
    left = takes
    while left is None or left > 0:
        play(services, 0.1 if takes else random.uniform(0.3, 2.0))  # noqa: S311
        left = None if left is None else left - 1
    asyncio.run(services.close())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
