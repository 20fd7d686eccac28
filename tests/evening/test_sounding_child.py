"""What the process that sounds does with its orders, and how it ends."""

import io
import os
import time
from threading import Thread

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.errors import PortError
from renshu.evening.sounding_child import Performer, serve
from renshu.evening.sounding_orders import Cancel, Forget, Light, Order, Schedule, Send, encode
from renshu.midi.output import Output
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove
from renshu.practice.timetable import Click
from renshu.sound import agenda
from support.midi_ports import FakeOutput, FakeSystem
from support.waiting import wait_until

PIANO = "Piano:Piano MIDI 1 20:0"
SOON, NEVER = 0.02, 1e9


class Served:
    """The process as a thread, at the ends of two pipes."""

    def __init__(self, *ports: str) -> None:
        self.client = FakeOutput(FakeSystem(*ports))
        self.answers = io.StringIO()
        reading, self._orders = os.pipe()
        arguments = (reading, self.answers, lambda: Output(connect=lambda: self.client))
        self._thread = Thread(target=serve, args=arguments)
        self._thread.start()

    def tell(self, *orders: Order) -> None:
        os.write(self._orders, b"".join(map(encode, orders)))

    def end(self) -> list[str]:
        """End the orders; what was answered."""
        os.close(self._orders)
        self._thread.join()
        return self.answers.getvalue().splitlines()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy may be late in a test; lateness is measured elsewhere."""
    monkeypatch.setattr(agenda, "LATE", 60.0)
    monkeypatch.setattr(agenda, "LATE_KEY", 60.0)


def test_each_sounds_at_its_time_and_none_before() -> None:
    served, now = Served(PIANO), time.monotonic()
    served.tell(
        Schedule(0, KeyDown(now + 2 * SOON, 62)),
        Schedule(1, Click(now + SOON, is_accent=True)),
        Send(2, KeyDown(0.0, 60)),
    )
    wait_until(lambda: len(served.client.sent) == 3)
    assert time.monotonic() >= now + 2 * SOON
    assert served.client.sent == [b"\x90\x3c\x40", b"\x99\x4c\x64", b"\x90\x3e\x40"]
    assert served.end() == ["open Piano:Piano MIDI 1"]


def test_when_its_orders_end_it_lets_all_go_and_sounds_nothing_more() -> None:
    served, now = Served(PIANO), time.monotonic()
    served.tell(
        Send(0, KeyDown(now, 60)),
        Light(KeyDown(now, 61, 1), 3),
        Schedule(0, KeyDown(now + SOON, 62)),
        Schedule(0, KeyDown(NEVER, 63)),
    )
    wait_until(lambda: len(served.client.sent) == 3)
    served.end()
    assert {b"\x80\x3c\x40", b"\x83\x3d\x40", b"\x80\x3e\x40"} <= set(served.client.sent)
    assert not any(message[1] == 63 for message in served.client.sent)
    assert served.client.is_deleted


def test_what_is_cancelled_or_forgotten_is_not_heard() -> None:
    served, now = Served(PIANO), time.monotonic()
    served.tell(
        Send(0, KeyDown(now, 60)),
        Send(1, KeyDown(now, 61)),
        Schedule(0, Click(now + 4 * SOON, is_accent=True)),
        Schedule(1, Click(now + 4 * SOON, is_accent=True)),
        Cancel(0),
        Forget(1),
        Schedule(2, KeyDown(now + 5 * SOON, 62)),
    )
    wait_until(lambda: len(served.client.sent) == 4)
    assert served.client.sent[2:] == [b"\x80\x3c\x40", b"\x90\x3e\x40"]
    served.end()


def test_no_output_is_answered_with_a_sentence() -> None:
    assert Served().end() == ["none There is no MIDI output to sound on."]


@pytest.mark.parametrize("order", [Send(0, KeyDown(0.0, 60)), Schedule(0, KeyUp(0.0, 60))])
def test_an_output_that_goes_is_told(order: Order) -> None:
    served = Served(PIANO)
    wait_until(lambda: served.answers.getvalue() != "")
    served.client.system.ports.clear()
    served.tell(order)
    wait_until(lambda: "gone The MIDI output does not answer." in served.answers.getvalue())
    served.end()


def test_nonsense_ends_it_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    served = Served(PIANO)
    served.tell(Send(0, KeyDown(0.0, 60)))
    os.write(served._orders, b"\xff" * 16)
    wait_until(lambda: served.client.is_deleted)
    assert b"\x80\x3c\x40" in served.client.sent
    served.end()


strands, keys = st.integers(0, 2), st.integers(60, 62)
times = st.sampled_from((0.0, NEVER))
events = st.one_of(
    st.builds(KeyDown, times, keys),
    st.builds(KeyUp, times, keys),
    st.builds(PedalMove, times, st.sampled_from(Pedal), st.sampled_from((0, 127))),
)
orders = st.one_of(
    st.builds(Schedule, strands, events | st.builds(Click, times, st.booleans(), st.booleans())),
    st.builds(Send, strands, events),
    st.builds(Light, st.builds(KeyDown, times, keys), st.integers(0, 15)),
    st.builds(Forget, strands),
    st.builds(Cancel, strands),
)


@given(st.lists(orders, max_size=12))
@example([Send(0, KeyDown(0.0, 60)), Send(1, KeyDown(0.0, 60)), Cancel(0)])
def test_whatever_it_was_told_no_key_is_down_at_the_end(told: list[Order]) -> None:
    client = FakeOutput(FakeSystem(PIANO))
    performer = Performer(Output(connect=lambda: client))
    for order in told:
        performer.take(order)
    performer.close()
    performer.run()
    down: set[tuple[int, int]] = set()
    for status, key, _ in client.sent:
        if status >> 4 == 0x9:
            down.add((status & 15, key))
        elif status >> 4 == 0x8:
            down.discard((status & 15, key))
    assert down == set()
    with pytest.raises(PortError):
        performer._output.send(KeyDown(0.0, 60))
