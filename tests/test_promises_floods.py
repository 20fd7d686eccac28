"""Whatever pours out of a keyboard, every note is recorded, and no bytes are an exception."""

import asyncio
import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renshu.config import Settings
from renshu.follow.follower import Mode
from renshu.midi.keyboard import Keyboard
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.session import Command, Session, Setup
from renshu.practice.take import EndedBy
from renshu.score.passage import Hands, Passage
from support.flooded import flooded
from support.jack import jack_server
from support.midi_ports import FakeSystem
from support.notation import score
from support.plugged import PIANO, plugged
from support.screens import practise
from support.takes import EVENING

MUSIC = score(" | ".join(["C4 D4 E4 F4"] * 4))
ATTEMPTS = 3
"""A server without hardware may drop a note on a busy machine."""


@pytest.fixture
def jack(tmp_path: Path) -> Iterator[None]:
    with jack_server(tmp_path / "jackd.log"):
        yield


@pytest.mark.usefixtures("jack")
def test_a_thousand_other_messages_a_second_lose_no_note_and_cost_little() -> None:
    for _ in range(ATTEMPTS):
        flood = flooded(seconds=2, notes=10, others=1000)
        assert flood.sent >= 20
        assert flood.cost < 0.1
        if flood.heard == flood.sent:
            return
    pytest.fail(f"{flood.heard} of {flood.sent} notes were heard")


async def test_two_hundred_notes_a_second_for_ten_seconds_are_all_in_the_take(
    tmp_path: Path,
) -> None:
    async with plugged(tmp_path, settings=Settings(mode=Mode.FREE)) as piano:
        await practise(piano.pilot, MUSIC)
        started = time.monotonic()
        for second in range(10):
            await piano.play(hail(started + second, seconds=1))
        assert piano.app._practice is not None
        await asyncio.to_thread(piano.app._practice.finish_now)
        (found,) = piano.app.services.history.takes()
        take = piano.app.services.history.take(found.id)
    struck = [event for event in take.events if isinstance(event, KeyDown)]
    assert len(struck) == 2000
    assert struck[-1].time == pytest.approx(9.995, abs=0.001)


def hail(start: float, seconds: int, notes: int = 200) -> Iterator[PlayedEvent]:
    """So many notes a second, each let go before the next."""
    for number in range(notes * seconds):
        moment, pitch = start + number / notes, 21 + number % 88
        yield KeyDown(moment, pitch)
        yield KeyUp(moment + 0.4 / notes, pitch)


status_bytes = st.integers(0x80, 0xFF)
data_bytes = st.integers(0, 0x7F)
messages = st.one_of(
    st.tuples(status_bytes, data_bytes, data_bytes),
    st.tuples(st.sampled_from([0x80, 0x90]), st.just(60), st.sampled_from([0, 64])),
    st.tuples(st.integers(0x90, 0x9F), st.integers(58, 62), data_bytes),
    st.tuples(st.integers(0xB0, 0xBF), st.sampled_from([64, 66, 67]), data_bytes),
    st.tuples(data_bytes, data_bytes),  # running status that a driver did not resolve
    st.lists(st.integers(0, 0xFF), max_size=12),
)
streams = st.lists(messages, max_size=60)
ON, OFF = (0x90, 60, 64), (0x80, 60, 64)


def heard_of(stream: list[list[int]]) -> list[PlayedEvent]:
    """What a keyboard that sends these bytes is heard to play, until its plug is pulled."""
    system, events, errors = FakeSystem(PIANO), list[PlayedEvent](), list[BaseException | None]()
    keyboard = Keyboard(events.append, lambda _: None, connect=system.connect)
    keyboard.start()
    (client,) = system.clients
    assert client.receive is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading, "excepthook", lambda fault: errors.append(fault.exc_value))
        for number, data in enumerate(stream):
            client.receive(list(data), time.monotonic() + number * 1e-6)
    keyboard.close()
    assert errors == []
    return events


@given(streams)
@example([ON])  # on without off
@example([OFF])  # off without on
@example([ON, ON, OFF])
@example([(0x99, 38, 100)])  # channel 10
@example([(0x90 | channel, 60, 64) for channel in range(16)])
@example([ON, (62, 64), (64, 64)])  # running status
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_keyboard_and_no_key_stays_down(stream: list[list[int]]) -> None:
    down: set[int] = set()
    for event in heard_of(stream):
        if isinstance(event, KeyDown):
            down.add(event.pitch)
        elif isinstance(event, KeyUp):
            down.discard(event.pitch)
    assert down == set()


@pytest.mark.parametrize("mode", Mode)
@given(stream=streams)
@example(stream=[ON])
@example(stream=[OFF, OFF, ON, ON])
@settings(max_examples=40, deadline=None)
def test_no_bytes_break_a_take(mode: Mode, stream: list[list[int]]) -> None:
    passage = Passage(Fraction(0), Fraction(16), Hands.BOTH)
    session = Session(MUSIC, Setup(passage, mode, count_in=0))
    now = time.monotonic()
    if mode is Mode.TEMPO:
        session.command(Command.START, now)
    for event in heard_of(stream):
        session.feed(event)
    take = session.take("take", EVENING, EndedBy.PLAYER)
    times = [event.time for event in take.events]
    assert times == sorted(times)
