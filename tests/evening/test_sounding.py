"""The shared output: over MIDI, on the loudspeaker, or silent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.sounding import Sounding
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.timetable import Click
from support.pseudo_terminal import PseudoTerminal
from support.sounding import FakeDevice, Heard, silent_sounding
from support.waiting import wait_until

PIANO, SYNTH = "Piano:Piano MIDI 1 20:0", "Synth:input 128:0"


def prepared(heard: Heard, preferred: str | None = None) -> Sounding:
    sounding = heard.sounding(preferred)
    sounding.prepare()
    wait_until(lambda: sounding.is_open)
    return sounding


def test_one_output_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(monkeypatch, PIANO)
    sounding = prepared(heard)
    sounding.prepare()
    metronome, listening = sounding.strand(), sounding.strand()
    metronome.schedule([Click(time.monotonic(), is_accent=True)])
    listening.schedule([KeyDown(time.monotonic(), 60)])
    wait_until(lambda: len(heard.sent) == 2)
    assert len(heard.clients) == 1
    assert sounding.output == "Piano:Piano MIDI 1"
    heard.close()
    assert heard.down == set()
    assert heard.clients[0].is_deleted


def test_another_output_is_taken_while_it_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(monkeypatch, PIANO, SYNTH)
    sounding = prepared(heard)
    strand = sounding.strand()
    strand.send(KeyDown(0.0, 60))
    sounding.change_output("Synth")
    wait_until(lambda: sounding.output == "Synth:input")
    assert heard.down == set()
    assert heard.clients[0].is_deleted
    strand.send(KeyDown(0.0, 62))
    assert heard.clients[1].sent == [b"\x90\x3e\x40"]
    heard.close()


def test_a_pulled_cable_is_no_fault_and_the_output_is_found_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = Heard(monkeypatch, PIANO)
    sounding = prepared(heard)
    strand = sounding.strand()
    heard.system.ports.clear()
    strand.send(KeyDown(0.0, 60))
    wait_until(lambda: sounding.output is None)
    heard.system.ports.append(PIANO)

    def is_found_again() -> bool:
        sounding.prepare()
        return len(heard.clients) == 2 and sounding.output is not None

    wait_until(is_found_again)
    strand.send(KeyDown(0.0, 62))
    assert heard.keys == [62]
    heard.close()


def test_without_a_midi_output_the_loudspeaker_sounds_at_the_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard, device = Heard(monkeypatch), FakeDevice()
    heard.system.ports.clear()
    sounding = Sounding(None, Loudspeaker(device.connect))
    sounding.prepare()
    wait_until(lambda: sounding.is_open)
    now = time.monotonic()
    strand = sounding.strand()
    strand.schedule([Click(now + 0.1, is_accent=True), KeyDown(now + 0.25, 60)])
    time.sleep(0.3)
    assert device.onsets(now, 0.4) == pytest.approx([0.1, 0.25], abs=0.003)
    sounding.close()
    assert sounding.output is None


def test_no_output_and_no_sound_device_is_ordinary(monkeypatch: pytest.MonkeyPatch) -> None:
    Heard(monkeypatch).system.ports.clear()
    sounding = silent_sounding()
    sounding.prepare()
    strand = sounding.strand()
    strand.send(KeyDown(0.0, 60))
    strand.send(KeyUp(0.0, 60))
    sounding.close()
    assert not sounding.is_open


def test_one_that_was_never_needed_is_closed_at_once() -> None:
    silent_sounding().close()


CRASHING = """
import sys
from functools import partial
from support.sound_into_file import command
from support.sounding import no_device
from renshu.performance.events import KeyDown
from renshu.evening import sounding_link
from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.sounding import Sounding
sounding_link.command = partial(command, sys.argv[1])
sounding = Sounding(None, Loudspeaker(no_device))
sounding.prepare()
sounding.wait()
sounding.strand().send(KeyDown(0.0, 60))
raise RuntimeError("planted")
"""


def test_a_crash_lets_all_keys_go(tmp_path: Path) -> None:
    tests, told = Path(__file__).parents[1], tmp_path / "told"
    ended = subprocess.run(
        [sys.executable, "-c", CRASHING, str(told)], cwd=tests, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert "planted" in ended.stderr
    wait_until(lambda: told.exists() and told.read_text().split()[:2] == ["903c40", "803c40"], 10)


CLOSING = (signal.SIGCONT, signal.SIGHUP)
"""A terminal that closes sends both, in either order."""


@pytest.mark.parametrize(
    "signs", [(signal.SIGTERM,), (signal.SIGHUP,), CLOSING, CLOSING[::-1]], ids=str
)
def test_being_told_to_end_lets_all_keys_go(
    tmp_path: Path, signs: tuple[signal.Signals, ...]
) -> None:
    told = tmp_path / "told"
    program = Path(__file__).parents[1] / "support" / "sound_until_ended.py"
    environment = {**os.environ, "RENSHU_HOME": str(tmp_path), "TERM": "xterm-256color"}
    terminal = PseudoTerminal([sys.executable, str(program), str(told)], environment)
    try:
        wait_until(lambda: told.exists() and "903c" in told.read_text(), seconds=60)
        for sign in signs:
            terminal.process.send_signal(sign)
            time.sleep(0.05)
        wait_until(lambda: terminal.process.poll() is not None, seconds=30)
    finally:
        terminal.close()
    wait_until(lambda: "803c40" in told.read_text().split())


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
def test_going_on_without_a_stop_changes_nothing(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = Path(__file__).parents[1] / "support" / "sound_until_ended.py"
    environment = {**os.environ, "RENSHU_HOME": str(tmp_path), "TERM": "xterm-256color"}
    terminal = PseudoTerminal([sys.executable, str(program), str(told)], environment)
    try:
        wait_until(lambda: told.exists() and "903c" in told.read_text(), seconds=60)
        threads = Path(f"/proc/{terminal.process.pid}/task")
        before = len(list(threads.iterdir()))
        for _ in range(10):
            terminal.process.send_signal(signal.SIGCONT)
            time.sleep(0.05)
        # Workers come and go; Textual would have begun ten more that listen.
        assert len(list(threads.iterdir())) < before + 5
    finally:
        terminal.close()
