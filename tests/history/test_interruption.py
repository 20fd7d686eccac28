"""Killing the program in the middle of a take, for real."""

import time
from pathlib import Path

from renshu.config import Folders
from renshu.history.store import History
from support.kills import JUST_PLAYED_SECONDS, kill_many, start

KILLS = 12
"""At each run of the tests; `tests/benchmarks/kills.py` does as many as one likes."""


def test_kill_9_loses_at_most_the_last_half_second(tmp_path: Path) -> None:
    left = list(kill_many(tmp_path, KILLS, seed=9))
    assert [one for one in left if one.faults] == []
    assert max(one.lost_seconds for one in left) <= JUST_PLAYED_SECONDS


def test_a_take_that_another_program_plays_is_left_alone(tmp_path: Path) -> None:
    program = start(tmp_path)
    history = History(Folders.below(tmp_path).history)
    while not history._database.read("SELECT * FROM journal"):
        time.sleep(0.01)
    assert history.interrupted() == ()
    program.kill()
    program.communicate()
    assert len(history.interrupted()) <= 1
    history.close()


def test_two_programs_on_one_history_do_not_hurt_each_other(tmp_path: Path) -> None:
    programs = [start(tmp_path, "10") for _ in range(2)]
    said = [program.communicate()[0] for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    history = History(Folders.below(tmp_path).history)
    assert history.check() == ()
    kept = {line.split()[1] for text in said for line in text.splitlines() if "kept" in line}
    assert {row.id for row in history.takes()} == kept
    assert len(kept) == 20
    assert history.interrupted() == ()
    history.close()
