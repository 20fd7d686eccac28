"""A machine without a MIDI system: nothing raised that is not ours, nothing printed."""

import os
import subprocess
import sys

import pytest

from renshu.errors import PortError
from renshu.midi.ports import midi_facts
from renshu.midi.system import api_names, open_input

NO_SERVER = {"JACK_DEFAULT_SERVER": "renshu-no-such-server", "JACK_NO_START_SERVER": "1"}


def run(program: str, **environment: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **NO_SERVER, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("api", ["alsa", "jack"])
def test_no_midi_system_is_silent(api: str) -> None:
    """Where ALSA does run, this shows that looking for keyboards prints nothing either."""
    program = """
from renshu.midi.keyboard import Keyboard
keyboard = Keyboard(lambda event: None, lambda name: None)
keyboard.start()
keyboard.poll()
print(keyboard.ports() == () or keyboard.api == "alsa")
keyboard.close()
"""
    if api not in api_names():
        pytest.skip(f"rtmidi was built without {api}")
    assert run(program, RENSHU_MIDI_API=api) == (0, "True\n", "")


def test_forgetting_to_close_ends_the_program_all_the_same() -> None:
    program = """
from renshu.midi.keyboard import Keyboard
Keyboard(lambda event: None, lambda name: None).start()
"""
    assert run(program) == (0, "", "")


def test_the_facts_say_why_there_are_no_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    if "jack" not in api_names():
        pytest.skip("rtmidi was built without jack")
    monkeypatch.setenv("RENSHU_MIDI_API", "jack")
    for name, value in NO_SERVER.items():
        monkeypatch.setenv(name, value)
    facts = midi_facts()
    assert (facts.api, facts.ports) == (None, ())
    assert facts.trouble == "No MIDI system runs on this machine (tried: jack)."


def test_an_unknown_midi_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENSHU_MIDI_API", raising=False)
    with pytest.raises(PortError, match="no MIDI system “also” here; known are: "):
        open_input("also")
    monkeypatch.setenv("RENSHU_MIDI_API", "fax")
    assert "“fax”" in (midi_facts().trouble or "")


def test_importing_the_keyboard_loads_no_library() -> None:
    program = """
import sys
import renshu.midi.keyboard, renshu.midi.output, renshu.midi.files, renshu.midi.computer_keys
import renshu.sound.scheduling
print(sorted({"rtmidi", "mido", "numpy", "miniaudio", "ctypes"} & set(sys.modules)))
"""
    assert run(program) == (0, "[]\n", "")
