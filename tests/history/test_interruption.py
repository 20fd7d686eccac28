"""Killing the program in the middle of a take, for real."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from renshu.history.store import History
from renshu.performance.events import KeyDown

PLAYER = Path(__file__).parents[1] / "support" / "play_until_killed.py"
JUST_PLAYED_SECONDS = 0.5


def start(path: Path, *arguments: str) -> subprocess.Popen[str]:
    """Another program that plays into the history; it has begun when this returns."""
    command = [sys.executable, str(PLAYER), str(path), *arguments]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "playing\n"
    return program


@pytest.mark.parametrize("moment", range(5))
def test_kill_9_loses_at_most_the_last_half_second(tmp_path: Path, moment: int) -> None:
    path = tmp_path / "history.db"
    program = start(path)
    time.sleep(random.Random(moment).uniform(0.6, 1.6))  # noqa: S311
    program.kill()
    reached = float(program.communicate()[0].split()[-1])
    history = History(path)
    assert history.check() == ()
    (take,) = history.interrupted()
    assert reached - take.events[-1].time <= JUST_PLAYED_SECONDS
    assert take.events == tuple(
        KeyDown(event.time, 21 + number % 88) for number, event in enumerate(take.events)
    )
    history.finish(take.take(labels=()))
    assert [row.seconds for row in history.takes()] == [take.events[-1].time]
    assert history.interrupted() == ()
    assert list(history._claims.iterdir()) == []
    history.close()


def test_a_take_that_another_program_plays_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    program = start(path)
    history = History(path)
    while not history._database.read("SELECT * FROM journal"):
        time.sleep(0.01)
    assert history.interrupted() == ()
    program.kill()
    program.communicate()
    assert len(history.interrupted()) == 1
    history.close()


def test_two_programs_on_one_history_do_not_hurt_each_other(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    programs = [start(path, "20") for _ in range(2)]
    for program in programs:
        program.communicate()
    assert [program.returncode for program in programs] == [0, 0]
    history = History(path)
    assert history.check() == ()
    assert len(history.takes()) == 40
    assert history.interrupted() == ()
    history.close()
