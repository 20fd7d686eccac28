"""The process that sounds, over true ports: a JACK server, and an instrument that hears us.

JACK's dummy driver may drop a note on a busy machine, so keys are struck until they are heard, and
nothing is said about times.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from renshu.errors import PortError, RenshuError
from renshu.evening import sounding
from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.sounding import Sounding
from renshu.evening.sounding_link import Link
from renshu.performance.events import KeyDown
from renshu.practice.timetable import Click
from support.jack import clients, jack_server
from support.sounding import no_device
from support.virtual_synth import VirtualSynth
from support.waiting import wait_until

PROGRAM = Path(__file__).parents[1] / "support" / "sound_until_killed.py"


@pytest.fixture(scope="module", autouse=True)
def jack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with jack_server(tmp_path_factory.mktemp("jack") / "jackd.log") as name:
        yield name


@pytest.fixture
def synth() -> Iterator[VirtualSynth]:
    synth = VirtualSynth()
    yield synth
    synth.delete()


def opened(sounds: Sounding) -> Link:
    """What it sounds on; asked for again where a busy server has refused."""
    sounds.prepare()

    def is_open() -> bool:
        sounds.wait()
        if sounds._link is None:
            sounds.reopen()
        return sounds._link is not None

    wait_until(is_open, 20)
    assert sounds._link is not None
    return sounds._link


def test_a_program_that_is_killed_leaves_no_key_down(synth: VirtualSynth) -> None:
    command = [sys.executable, str(PROGRAM), "synth:in"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        try:
            wait_until(lambda: synth.has_heard(0x90, 60) and synth.has_heard(0xB0, 64), 20)
            assert not synth.has_heard(0x80, 60)
        finally:
            program.kill()
    wait_until(lambda: synth.has_heard(0x80, 60), 10)
    wait_until(lambda: synth.has_heard(0xB0, 123, 121, 120), 10)
    wait_until(lambda: clients("renshu") == 0, 10)


def test_a_process_that_is_killed_is_begun_anew_lets_keys_go_and_is_told_once(
    synth: VirtualSynth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sounding, "_STEADY", 0.0)
    told: list[RenshuError] = []
    sounds = Sounding("synth:in", Loudspeaker(no_device), told.append)
    first, strand = opened(sounds), sounds.strand()

    def strikes(pitch: int) -> bool:
        strand.send(KeyDown(time.monotonic(), pitch))
        return synth.has_heard(0x90, pitch)

    wait_until(lambda: strikes(60), 20)
    assert not synth.has_heard(0x80, 60)
    os.kill(first.pid, signal.SIGKILL)
    wait_until(lambda: sounds._link not in {None, first}, 20)
    wait_until(lambda: synth.has_heard(0x80, 60), 10)
    wait_until(lambda: strikes(62), 20)
    assert len(told) == 1
    sounds.close()
    wait_until(lambda: clients("renshu") == 0, 10)


def test_one_that_dies_at_once_is_begun_anew_when_it_is_asked_for(synth: VirtualSynth) -> None:
    told: list[RenshuError] = []
    sounds = Sounding("synth:in", Loudspeaker(no_device), told.append)
    os.kill(opened(sounds).pid, signal.SIGKILL)
    wait_until(lambda: sounds.output is None)
    opened(sounds)
    assert sounds.output == "synth:in"
    assert told == []
    wait_until(lambda: synth.has_heard(0x80, 0, 127), 10)
    sounds.close()


@pytest.mark.usefixtures("synth")
def test_one_that_has_stopped_reading_keeps_nobody_waiting() -> None:
    ended: list[bool] = []
    link = Link("synth:in", lambda _, is_there: ended.append(is_there))
    os.kill(link.pid, signal.SIGSTOP)
    begin = time.monotonic()
    for _ in range(10_000):
        link.send(0, KeyDown(0.0, 60))
    assert time.monotonic() - begin < 5
    wait_until(lambda: ended == [True], 10)
    link.close()
    assert link._process.returncode == -signal.SIGKILL


def test_clicks_are_heard_and_nothing_after_the_end(synth: VirtualSynth) -> None:
    link = Link("synth:in", lambda *_: None)
    now = time.monotonic()
    for number in range(20):
        link.schedule(0, Click(now + 0.05 * number, is_accent=number == 0))
    link.schedule(0, KeyDown(now + 30, 99))
    wait_until(lambda: synth.has_heard(0x99, 77), 10)
    link.close()
    wait_until(lambda: synth.has_heard(0xB0, 123), 10)
    heard = len(synth.heard())
    time.sleep(0.3)
    assert len(synth.heard()) == heard
    assert not synth.has_heard(0x90, 99)
    assert link._process.returncode == 0
    link.schedule(0, Click(0.0, is_accent=True))
    link.close()


def test_no_output_is_told_and_leaves_no_process() -> None:
    with pytest.raises(PortError, match="no MIDI output"):
        Link(None, lambda *_: None)
    assert clients("renshu") == 0


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no such program")
    with pytest.raises(PortError, match="could not be started"):
        Link("synth:in", lambda *_: None)
