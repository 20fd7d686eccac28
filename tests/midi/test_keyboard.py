import threading
from threading import current_thread

import pytest

from renshu.errors import PortError
from renshu.midi import keyboard as keyboard_module
from renshu.midi.keyboard import ANY, Keyboard, Wish
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from support.midi_ports import FakeSystem

THROUGH = "Midi Through:Midi Through Port-0 14:0"
PIANO = "Piano:Piano MIDI 1 20:0"
PLAIN_PIANO = "Piano:Piano MIDI 1"
STAGE = "Stage:Stage MIDI 1 24:0"


class Listener:
    """A keyboard on a fake system, and all that it says."""

    def __init__(self, system: FakeSystem, preferred: str | None = None) -> None:
        self.events: list[PlayedEvent] = []
        self.threads: list[str] = []
        self.changes: list[str | None] = []
        self.system = system
        self.keyboard = Keyboard(self.hear, self.changes.append, Wish(preferred), system.connect)

    def hear(self, event: PlayedEvent) -> None:
        self.events.append(event)
        self.threads.append(current_thread().name)

    def plug(self, *ports: str) -> None:
        self.system.ports[:] = ports
        self.keyboard.poll()


def listen(*ports: str, preferred: str | None = None) -> Listener:
    listener = Listener(FakeSystem(*ports), preferred)
    listener.keyboard.start()
    return listener


def test_a_keyboard_is_found_and_heard() -> None:
    listener = listen(THROUGH, PIANO)
    assert listener.changes == [PLAIN_PIANO] == [listener.keyboard.port_name]
    listener.system.play(PIANO, ([0x90, 60, 80], 1.5), ([0xF8], 1.6), ([0x90, 60, 0], 2.0))
    assert listener.events == [KeyDown(1.5, 60, 80), KeyUp(2.0, 60)]
    assert set(listener.threads) == {"rtmidi"}


def test_loop_backs_are_never_chosen() -> None:
    listener = listen(THROUGH)
    assert listener.changes == []
    assert listener.keyboard.port_name is None
    assert listener.keyboard.ports() == ("Midi Through:Midi Through Port-0",)


def test_a_keyboard_plugged_in_later_is_found() -> None:
    listener = listen(THROUGH)
    listener.plug(THROUGH, PIANO)
    assert listener.changes == [PLAIN_PIANO]


def test_nothing_hangs_when_the_keyboard_is_pulled_out() -> None:
    listener = listen(PIANO)
    played = [([0x90, 60, 80], 1.0), ([0x90, 64, 80], 1.0), ([0xB0, 64, 127], 1.0)]
    listener.system.play(PIANO, *played, ([0x80, 64, 0], 1.5))
    listener.events.clear()
    listener.plug()
    assert listener.changes == [PLAIN_PIANO, None]
    match listener.events:
        case [KeyUp(pitch=60, time=up), PedalMove(pedal=Pedal.SUSTAIN, value=0, time=later)]:
            assert up == later > 0
        case events:
            pytest.fail(str(events))


def test_it_comes_back_under_another_number() -> None:
    listener = listen(PIANO)
    listener.plug()
    listener.plug("Piano:Piano MIDI 1 28:0")
    assert listener.changes == [PLAIN_PIANO, None, PLAIN_PIANO]
    listener.system.play("Piano:Piano MIDI 1 28:0", ([0x90, 60, 80], 1.0))
    assert listener.events == [KeyDown(1.0, 60, 80)]


@pytest.mark.parametrize(
    ("api", "before", "after", "plain"),
    [
        (
            "alsa",
            "Roland Digital Piano:Roland Digital Piano MIDI 1 24:0",
            "Roland Digital Piano:Roland Digital Piano MIDI 1 28:0",
            "Roland Digital Piano:Roland Digital Piano MIDI 1",
        ),
        ("core", "Roland Digital Piano", "Roland Digital Piano", "Roland Digital Piano"),
        ("winmm", "Piano 1", "Piano 2", "Piano"),
    ],
)
def test_it_is_found_by_its_name_though_others_came_meanwhile(
    api: str, before: str, after: str, plain: str
) -> None:
    listener = Listener(FakeSystem(before, api=api), preferred=plain)
    listener.keyboard.start()
    listener.plug()
    listener.plug("Another 0")
    listener.plug("Another 0", after)
    assert listener.changes[:2] == [plain, None]
    assert listener.changes[-1] == plain
    listener.system.play(after, ([0x90, 60, 80], 1.0))
    assert listener.events == [KeyDown(1.0, 60, 80)]


def test_what_cannot_be_taken_is_handed_over_and_the_next_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: said.append(str(fault.exc_value)))
    listener = listen(PIANO)
    heard, hear = listener.events, listener.keyboard._on_event

    def break_at_sixty(event: PlayedEvent) -> None:
        if event == KeyDown(1.0, 60, 80):
            raise ZeroDivisionError("no such key")
        hear(event)

    listener.keyboard._on_event = break_at_sixty
    for _ in range(2):
        listener.system.play(PIANO, ([0x90, 60, 80], 1.0), ([0x90, 62, 80], 1.5))
    assert said == ["no such key"] * 2
    assert heard == [KeyDown(1.5, 62, 80)] * 2


def test_a_quick_replug_between_two_polls_is_seen_by_its_number() -> None:
    listener = listen(PIANO)
    listener.plug("Piano:Piano MIDI 1 28:0")
    assert listener.changes == [PLAIN_PIANO]
    listener.system.play("Piano:Piano MIDI 1 28:0", ([0x90, 60, 80], 1.0))
    assert listener.events == [KeyDown(1.0, 60, 80)]


def test_watching_leaves_one_client() -> None:
    listener = listen(PIANO)
    for _ in range(100):
        listener.plug()
        listener.plug(PIANO)
    assert len(listener.system.clients) == 1


def test_the_one_that_is_played_stays_when_others_come() -> None:
    listener = listen(PIANO)
    listener.plug(STAGE, PIANO)
    assert listener.changes == [PLAIN_PIANO]


def test_the_preferred_keyboard_takes_over_when_it_comes_and_gives_back_when_it_goes() -> None:
    listener = listen(PIANO, preferred="Stage:Stage MIDI 1")
    listener.plug(PIANO, STAGE)
    listener.plug(PIANO)
    assert listener.changes == [PLAIN_PIANO, "Stage:Stage MIDI 1", PLAIN_PIANO]


def test_a_port_that_another_program_holds_is_told_once_and_taken_when_it_is_free() -> None:
    listener = Listener(FakeSystem(PIANO))
    listener.system.held_by_others.add(PIANO)
    with pytest.raises(PortError, match="another program may hold it"):
        listener.keyboard.start()
    listener.keyboard.poll()
    assert listener.changes == []
    listener.system.held_by_others.clear()
    listener.keyboard.poll()
    assert listener.changes == [PLAIN_PIANO]


def test_a_held_port_that_comes_anew_is_told_anew() -> None:
    listener = Listener(FakeSystem(PIANO))
    listener.system.held_by_others.add(PIANO)
    with pytest.raises(PortError):
        listener.keyboard.start()
    listener.plug()
    with pytest.raises(PortError):
        listener.plug(PIANO)


def test_beside_a_held_port_another_is_taken_and_kept() -> None:
    listener = Listener(FakeSystem(PIANO, STAGE), preferred=PLAIN_PIANO)
    listener.system.held_by_others.add(PIANO)
    with pytest.raises(PortError):
        listener.keyboard.start()
    assert listener.changes == ["Stage:Stage MIDI 1"]
    listener.system.play(STAGE, ([0x90, 60, 80], 1.0))
    listener.keyboard.poll()
    assert listener.events == [KeyDown(1.0, 60, 80)]


def test_no_midi_system_is_an_ordinary_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard_module, "RETRY", 0.0)
    listener = Listener(FakeSystem(PIANO))
    listener.system.is_running = False
    listener.keyboard.start()
    assert listener.keyboard.ports() == ()
    assert listener.keyboard.api is None
    listener.system.is_running = True
    listener.keyboard.poll()
    assert listener.changes == [PLAIN_PIANO]
    assert listener.keyboard.api == "alsa"


def test_a_missing_midi_system_is_not_asked_for_at_every_poll() -> None:
    listener = Listener(FakeSystem(PIANO))
    listener.system.is_running = False
    listener.keyboard.start()
    listener.system.is_running = True
    listener.keyboard.poll()
    assert listener.changes == []
    listener.keyboard.start()
    assert listener.changes == [PLAIN_PIANO]


def test_a_midi_system_that_ends_is_left() -> None:
    listener = listen(PIANO)
    listener.system.is_running = False
    listener.keyboard.poll()
    assert listener.changes == [PLAIN_PIANO, None]
    assert listener.system.clients == []


def test_an_unknown_midi_system_is_told_once() -> None:
    def connect() -> None:
        raise PortError("There is no MIDI system “also” here; known are: alsa.")

    keyboard = Keyboard(print, print, ANY, connect)  # type: ignore[arg-type]
    with pytest.raises(PortError, match="“also”"):
        keyboard.start()
    keyboard.poll()


def test_closing_ends_what_is_held_and_leaves_no_client() -> None:
    listener = listen(PIANO)
    listener.system.play(PIANO, ([0x90, 60, 80], 1.0))
    listener.keyboard.close()
    listener.keyboard.close()
    assert [type(event) for event in listener.events] == [KeyDown, KeyUp]
    assert listener.system.clients == []


def test_a_key_sent_on_two_channels_is_one_press() -> None:
    listener = listen(PIANO)
    listener.system.play(PIANO, ([0x90, 60, 80], 1.0), ([0x91, 60, 80], 1.002))
    assert listener.events == [KeyDown(1.0, 60, 80)]
