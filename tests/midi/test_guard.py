"""A program that is killed leaves no key down on the instrument; one that ends leaves no guard."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from renshu.midi.guard import Guard, stand_by
from renshu.midi.output import Output
from renshu.midi.system import OutputClient
from support.jack import clients
from support.virtual_synth import VirtualSynth
from support.waiting import wait_until

PROGRAM = Path(__file__).parents[1] / "support" / "sound_until_killed.py"


@pytest.mark.usefixtures("jack")
def test_a_program_that_is_killed_leaves_no_key_down() -> None:
    synth = VirtualSynth()
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
    synth.delete()


@pytest.mark.usefixtures("jack")
def test_a_program_that_ends_has_ended_its_guard() -> None:
    synth = VirtualSynth()
    output = Output("synth:in")
    assert isinstance(output._client, OutputClient)
    guard = output._client._guard
    assert guard is not None
    process = guard._process
    output.close()
    assert process is not None
    assert process.returncode == 0
    assert guard.pid is None
    guard.dismiss()
    synth.delete()


@pytest.mark.usefixtures("jack")
@pytest.mark.parametrize("port", ["nothing:in", "", "–"])
def test_an_instrument_that_has_gone_needs_no_guard(port: str) -> None:
    stand_by("jack", port, io.BytesIO())


def test_no_midi_system_needs_no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENSHU_MIDI_API", "fax")
    stand_by("fax", "Piano", io.BytesIO())


def test_a_guard_that_cannot_be_started_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no such program")
    guard = Guard("jack", "synth:in")
    assert guard.pid is None
    guard.dismiss()
