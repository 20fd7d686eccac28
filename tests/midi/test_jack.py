"""The real thing: a JACK server without hardware, a piano on it, and our keyboard at the other end.

JACK's dummy driver may drop a note on a busy machine, so the piano here presses a key until it is
heard, and nothing is said about times.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rtmidi

from renshu.midi.files import write_take
from renshu.midi.keyboard import Keyboard
from renshu.midi.output import Output
from renshu.midi.ports import midi_facts
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from support.jack import clients
from support.player import VirtualPiano
from support.waiting import wait_until

pytestmark = pytest.mark.usefixtures("jack")


class Listener:
    """Our keyboard, polled by hand, and what it said."""

    def __init__(self) -> None:
        self.events: list[PlayedEvent] = []
        self.changes: list[str | None] = []
        self.keyboard = Keyboard(self.events.append, self.changes.append)
        self.keyboard.start()

    def polled(self) -> str | None:
        self.keyboard.poll()
        return self.keyboard.port_name

    def poll_until_heard(self, piano: VirtualPiano) -> None:
        wait_until(lambda: self.polled() == piano.name and piano.is_heard())

    def press_until_heard(self, piano: VirtualPiano, pitch: int) -> None:
        def is_heard() -> bool:
            piano.press(pitch)
            piano.release(pitch)
            return any(isinstance(e, KeyUp) and e.pitch == pitch for e in self.events)

        wait_until(is_heard)


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.keyboard.close()


def test_keys_and_pedals_come_through(listener: Listener) -> None:
    with VirtualPiano() as piano:
        listener.poll_until_heard(piano)
        listener.press_until_heard(piano, 60)
        piano.send((0xF8,))
        piano.send((0xB0, 64, 127))
        wait_until(lambda: any(isinstance(event, PedalMove) for event in listener.events))
    assert {type(event) for event in listener.events} == {KeyDown, KeyUp, PedalMove}
    times = [event.time for event in listener.events]
    assert times == sorted(times)


def test_a_piano_unplugged_and_plugged_in_ten_times_leaks_no_client(listener: Listener) -> None:
    descriptors = []
    for round_number in range(10):
        with VirtualPiano() as piano:
            listener.poll_until_heard(piano)
            listener.events.clear()
            listener.press_until_heard(piano, 40 + round_number)
        wait_until(lambda: listener.polled() is None)
        descriptors.append(len(list(Path("/proc/self/fd").iterdir())))
    assert listener.changes == ["renshu test piano:keys", None] * 10
    assert clients("renshu") <= 1
    assert len(set(descriptors)) == 1


def test_keys_that_are_down_when_the_plug_is_pulled_come_up(listener: Listener) -> None:
    with VirtualPiano() as piano:
        listener.poll_until_heard(piano)

        def is_down() -> bool:
            piano.press(72)
            return KeyDown in map(type, listener.events)

        wait_until(is_down)
    wait_until(lambda: listener.polled() is None)
    assert isinstance(listener.events[-1], KeyUp)


def test_closing_while_notes_pour_in_hangs_nothing() -> None:
    with VirtualPiano() as piano:
        for _ in range(5):
            listener = Listener()
            listener.poll_until_heard(piano)
            for pitch in range(21, 109):
                piano.press(pitch)
            listener.keyboard.close()
            assert not piano.is_heard()


def test_the_output_is_heard_by_another_program() -> None:
    synth = rtmidi.MidiIn(rtapi=rtmidi.API_UNIX_JACK, name="synth")
    synth.open_virtual_port("in")
    heard: list[list[int]] = []

    def hears(message: list[int]) -> bool:
        while received := synth.get_message():
            heard.append(received[0])
        return message in heard

    with Output("synth:in") as output:
        assert output.name == "synth:in"

        def is_heard() -> bool:
            output.send(KeyDown(0.0, 60, 80))
            return hears([0x90, 60, 80])

        wait_until(is_heard)
    wait_until(lambda: hears([0x80, 60, 64]))
    synth.delete()


def test_the_list_of_ports_names_the_piano_and_leaves_no_client() -> None:
    with VirtualPiano() as piano:
        (port,) = [port for port in midi_facts().ports if port.name == piano.name]
        assert port.is_input
        assert port.is_chosen
        assert port.ignored is None
        assert clients("renshu") == 0


def test_the_player_plays_a_file_for_whoever_listens(listener: Listener, tmp_path: Path) -> None:
    write_take(
        tmp_path / "take.mid",
        [KeyDown(0.0, 60), PedalMove(0.4, Pedal.SUSTAIN, 90), KeyUp(0.8, 60), KeyUp(1.0, 61)],
    )
    program = Path(__file__).parents[1] / "support" / "player.py"
    take = str(tmp_path / "take.mid")
    command = [sys.executable, str(program), take, "--speed", "4", "--after", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as player:
        wait_until(lambda: listener.polled() is not None, seconds=20)
        said, _ = player.communicate(timeout=20)
    assert said.split() == [b"playing", b"played"]
    assert KeyDown in map(type, listener.events)
    span = listener.events[-1].time - listener.events[0].time
    assert span < 0.9
