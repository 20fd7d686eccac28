"""Several keyboards heard as one."""

import pytest

from renshu.errors import PortError
from renshu.midi.ensemble import Choice, Ensemble
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent, transposed
from support.midi_ports import FakeSystem

PIANO, PLAIN = "Piano:Piano MIDI 1 20:0", "Piano:Piano MIDI 1"
STAGE, PLAIN_STAGE = "Stage:Stage MIDI 1 24:0", "Stage:Stage MIDI 1"


class Listener:
    """An ensemble on a fake system, and all that it says."""

    def __init__(self, system: FakeSystem, choice: Choice) -> None:
        self.events: list[PlayedEvent] = []
        self.changes: list[str | None] = []
        self.system = system
        self.ensemble = Ensemble(self.events.append, self.changes.append, choice, system.connect)

    def play(self, port: str, key: int, time: float) -> None:
        self.system.play(port, ([0x90, key, 64], time))

    @property
    def heard(self) -> list[str]:
        return list(self.ensemble.heard)


def listen(*ports: str, choice: Choice = Choice()) -> Listener:  # noqa: B008 - a frozen value
    listener = Listener(FakeSystem(*ports), choice)
    listener.ensemble.poll()
    return listener


def test_one_keyboard_is_heard_unless_another_is_to_be_heard_with_it() -> None:
    alone = listen(PIANO, STAGE)
    assert alone.heard == [PLAIN]
    both = listen(PIANO, STAGE, choice=Choice(PLAIN, (PLAIN_STAGE,)))
    assert both.heard == [PLAIN, PLAIN_STAGE]
    both.play(PIANO, 60, 1.0)
    both.play(STAGE, 48, 1.1)
    assert both.events == [KeyDown(1.0, 60, 64), KeyDown(1.1, 48, 64)]


def test_one_that_is_not_plugged_in_is_waited_for() -> None:
    listener = listen(PIANO, choice=Choice(PLAIN, (PLAIN_STAGE,)))
    assert listener.heard == [PLAIN]
    listener.system.ports.append(STAGE)
    listener.ensemble.poll()
    assert listener.heard == [PLAIN, PLAIN_STAGE]
    listener.system.ports.remove(PIANO)
    listener.ensemble.poll()
    assert listener.heard == [PLAIN_STAGE]
    assert listener.changes == [PLAIN, PLAIN_STAGE]


def test_two_halves_of_a_split_keyboard_are_one() -> None:
    listener = listen(PIANO)
    listener.system.play(PIANO, ([0x90, 60, 64], 1.0), ([0x91, 43, 64], 1.0), ([0x81, 43, 0], 2.0))
    assert listener.events == [KeyDown(1.0, 60, 64), KeyDown(1.0, 43, 64), KeyUp(2.0, 43)]


def test_what_a_keyboard_transposes_is_taken_off() -> None:
    choice = Choice(PLAIN, (PLAIN_STAGE,), {PLAIN: -2})
    listener = listen(PIANO, STAGE, choice=choice)
    listener.play(PIANO, 62, 1.0)
    listener.play(STAGE, 62, 1.1)
    listener.play(PIANO, 1, 1.2)
    assert [e.pitch for e in listener.events if isinstance(e, KeyDown)] == [60, 62]


def test_choosing_anew_lets_go_what_is_held() -> None:
    listener = listen(PIANO, STAGE)
    listener.play(PIANO, 60, 1.0)
    listener.ensemble.choose(Choice(PLAIN_STAGE))
    listener.ensemble.poll()
    assert isinstance(listener.events[-1], KeyUp)
    assert listener.heard == [PLAIN_STAGE]
    listener.ensemble.close()
    assert listener.changes == [PLAIN, PLAIN_STAGE, None]
    assert not listener.system.clients


def test_a_port_that_cannot_be_opened_does_not_keep_the_other_silent() -> None:
    system = FakeSystem(PIANO, STAGE)
    system.held_by_others.add(STAGE)
    listener = Listener(system, Choice(PLAIN, (PLAIN_STAGE,)))
    with pytest.raises(PortError, match="close that one"):
        listener.ensemble.poll()
    assert listener.heard == [PLAIN]
    system.held_by_others.clear()
    listener.ensemble.poll()
    assert listener.heard == [PLAIN, PLAIN_STAGE]


def test_half_a_pedal_is_heard_as_it_is() -> None:
    listener = listen(PIANO)
    listener.system.play(PIANO, ([0xB0, 64, 37], 1.0), ([0xB0, 67, 90], 1.1))
    assert listener.events == [
        PedalMove(1.0, Pedal.SUSTAIN, 37),
        PedalMove(1.1, Pedal.SOFT, 90),
    ]


def test_pedals_are_not_transposed_and_keys_not_beyond_the_scale() -> None:
    pedal = PedalMove(0.0, Pedal.SOFT, 1)
    assert transposed(pedal, 5) is pedal
    assert transposed(KeyUp(0.0, 125), 3) is None
    assert transposed(KeyUp(0.0, 124), 3) == KeyUp(0.0, 127)
