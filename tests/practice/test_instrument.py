"""The piano that is played on: its keys, and how late they are heard."""

from dataclasses import replace

import pytest

from renshu.follow.alignment import Deletion, Insertion, Match
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, delayed
from renshu.practice.instrument import playable
from renshu.practice.replaying import drive
from renshu.practice.session import Command, Session, Setup, State
from renshu.score.compass import BY_KEYS, GRAND
from renshu.score.passage import whole
from support.notation import score
from support.pianist import play

TUNE = score("[C2 C5] [E1 D5] [C2 E5] E1 | [G2 F5] G5 A5 B5")
"""Its E1 is below a keyboard of 61 keys."""
SMALL = BY_KEYS[61]


def test_a_piano_with_all_keys_is_asked_for_everything() -> None:
    assert playable(TUNE, GRAND) is TUNE


def test_what_is_outside_is_heard_and_not_asked() -> None:
    asked = playable(TUNE, SMALL)
    assert asked.id == TUNE.id
    assert {note.pitch for note in TUNE.notes} - {note.pitch for note in asked.notes} == {28}
    assert [note.pitch for note in asked.other_notes] == [28, 28]


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.FREE])
def test_nobody_waits_for_keys_that_are_not_there_and_none_is_missed(mode: Mode) -> None:
    asked = playable(TUNE, SMALL)
    run = Session(asked, Setup(whole(asked), mode))
    said = list(drive(run, play(asked).events))
    assert not [one for one in said if isinstance(one, Deletion | Insertion)]
    assert sum(isinstance(one, Match) for one in said) == len(asked.notes) == 10
    assert run.state is State.FINISHED


def against_the_click(latency: float, way: float) -> Session:
    """A tune played strictly in time, every key heard `way` seconds late."""
    tune = score("C4 D4 E4 F4 | G4 A4 B4 C5")
    run = Session(tune, Setup(whole(tune), Mode.TEMPO, count_in=1))
    run.latency = latency
    entry = 4.0 * 60.0 / tune.tempo.qpm_at(tune.measures[0].onset)
    events = [delayed(event, entry + way) for event in play(tune).events]
    list(drive(run, events))
    return run


@pytest.mark.parametrize("latency", [-0.04, 0.04, 0.12])
def test_a_calibrated_way_is_taken_off_the_timing_and_not_off_the_stamps(latency: float) -> None:
    run = against_the_click(latency, latency)
    timings = [one.timing_ms for one in run.labels if isinstance(one, Match)]
    assert timings == pytest.approx([0.0] * 8, abs=0.001)
    plain = against_the_click(0.0, latency)
    assert run.events == plain.events
    late = [one.timing_ms for one in plain.labels if isinstance(one, Match)]
    assert late == pytest.approx([1000 * latency] * 8, abs=0.001)


def test_a_long_way_loses_no_note() -> None:
    run = against_the_click(0.4, 0.4)
    assert all(isinstance(one, Match) for one in run.labels)
    assert len(run.labels) == 8


def test_a_pause_does_not_count_the_way_twice() -> None:
    tune = score("C4 D4 E4 F4")
    run = Session(replace(tune), Setup(whole(tune), Mode.TEMPO, count_in=0))
    run.latency = 0.1
    run.command(Command.START, 0.0)
    run.feed(KeyDown(0.1, 60))
    run.command(Command.PAUSE, 0.3)
    run.command(Command.RESUME, 5.3)
    beat = 60.0 / tune.tempo.qpm_at(tune.measures[0].onset)
    run.feed(KeyDown(5.0 + beat + 0.1, 62))
    found = [one.timing_ms for one in run.labels if isinstance(one, Match)]
    assert found == pytest.approx([0.0, 0.0], abs=0.001)
