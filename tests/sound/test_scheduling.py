import threading
import time
from collections.abc import Iterator
from itertools import count
from threading import current_thread

import pytest

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.timetable import Click
from renshu.sound.agenda import Hands, Sound
from renshu.sound.scheduling import Scheduler
from renshu.sound.urgency import hurry
from support.waiting import wait_until


class Instrument:
    """Remembers what it was told to sound, when, and from which thread."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, Sound]] = []
        self.forgotten: list[int] = []
        self.threads: set[str] = set()
        self._hands = Hands()

    def schedule(self, strand: int, sound: Sound) -> None:
        if self._hands.take(strand, sound):
            self._hear(sound)

    def send(self, strand: int, event: PlayedEvent) -> None:
        self.schedule(strand, event)

    def forget(self, strand: int) -> None:
        self.forgotten.append(strand)

    def cancel(self, strand: int) -> None:
        for event in self._hands.release(strand, time.monotonic()):
            self._hear(event)

    def _hear(self, sound: Sound) -> None:
        self.heard.append((time.monotonic(), sound))
        self.threads.add(current_thread().name)

    @property
    def sounds(self) -> list[Sound]:
        return [sound for _, sound in self.heard]

    @property
    def down(self) -> set[int]:
        """The keys that are down."""
        found: set[int] = set()
        for sound in self.sounds:
            if isinstance(sound, KeyDown):
                found.add(sound.pitch)
            elif isinstance(sound, KeyUp):
                found.discard(sound.pitch)
        return found


@pytest.fixture
def instrument() -> Instrument:
    return Instrument()


@pytest.fixture
def scheduler(instrument: Instrument) -> Iterator[Scheduler]:
    scheduler = Scheduler(instrument, 0.0)
    yield scheduler
    scheduler.close()


def note(start: float, pitch: int, seconds: float = 60.0) -> tuple[PlayedEvent, PlayedEvent]:
    return KeyDown(start, pitch), KeyUp(start + seconds, pitch)


def test_sounds_come_in_order_and_never_early(scheduler: Scheduler, instrument: Instrument) -> None:
    start = time.monotonic() + 0.02
    clicks = [Click(start + i * 0.01, is_accent=i == 0) for i in range(4)]
    metronome = scheduler.strand()
    for i in (2, 0, 1, 3):
        metronome.schedule([clicks[i]])
    scheduler.strand().schedule([KeyDown(start + 0.015, 60), KeyUp(start + 0.035, 60)])
    wait_until(lambda: len(instrument.heard) == 6)
    assert [sound.time for sound in instrument.sounds] == sorted(
        sound.time for sound in instrument.sounds
    )
    assert all(moment >= sound.time for moment, sound in instrument.heard)
    assert instrument.threads == {"sounds"}


def test_a_sound_before_the_one_waited_for_is_not_late(
    scheduler: Scheduler, instrument: Instrument
) -> None:
    now, strand = time.monotonic(), scheduler.strand()
    strand.schedule([Click(now + 60, is_accent=False)])
    strand.schedule([Click(now + 0.02, is_accent=True)])
    wait_until(lambda: [s.time for s in instrument.sounds] == [now + 0.02])


def test_endless_music_is_asked_for_as_it_sounds(
    scheduler: Scheduler, instrument: Instrument
) -> None:
    start, asked = time.monotonic(), []

    def clicks() -> Iterator[Click]:
        for number in count():
            asked.append(number)
            yield Click(start + number * 0.01, is_accent=False)

    strand = scheduler.strand()
    strand.schedule(clicks())
    wait_until(lambda: len(instrument.heard) >= 5)
    strand.cancel()
    assert len(asked) <= len(instrument.heard) + 1


def test_what_is_cancelled_does_not_sound_and_lets_its_keys_go(
    scheduler: Scheduler, instrument: Instrument
) -> None:
    now, strand, other = time.monotonic(), scheduler.strand(), scheduler.strand()
    strand.schedule([KeyDown(now, 60), PedalMove(now, Pedal.SUSTAIN, 127)])
    other.schedule([KeyDown(now, 64)])
    wait_until(lambda: len(instrument.heard) == 3)
    strand.schedule([Click(now + 0.1, is_accent=True)])
    strand.cancel()
    assert instrument.down == {64}
    assert isinstance(instrument.sounds[-1], PedalMove)
    strand.schedule([KeyDown(now + 0.15, 62)])
    wait_until(lambda: 62 in instrument.down)
    assert not any(isinstance(sound, Click) for sound in instrument.sounds)


def test_a_new_plan_takes_the_place_of_what_was_to_come(
    scheduler: Scheduler, instrument: Instrument
) -> None:
    now, strand = time.monotonic(), scheduler.strand()
    strand.schedule(note(now, 60))
    wait_until(lambda: instrument.down == {60})
    strand.schedule(note(now + 30, 61))
    strand.replace([KeyUp(now, 60), KeyDown(now, 62)])
    wait_until(lambda: instrument.down == {62})


def test_a_key_that_two_hold_comes_up_with_the_last(
    scheduler: Scheduler, instrument: Instrument
) -> None:
    one, other = scheduler.strand(), scheduler.strand()
    for strand in (one, other):
        strand.send(KeyDown(0.0, 60))
    one.send(KeyUp(0.0, 60))
    assert instrument.down == {60}
    other.cancel()
    assert instrument.down == set()


def test_a_sink_is_told_ahead_and_told_to_forget(instrument: Instrument) -> None:
    scheduler = Scheduler(instrument, 30.0)
    moment = time.monotonic() + 20
    strand = scheduler.strand()
    strand.schedule([KeyDown(moment, 60), Click(moment, is_accent=True), KeyDown(moment + 20, 61)])
    wait_until(lambda: len(instrument.heard) == 2)
    strand.replace([KeyDown(moment, 62)])
    wait_until(lambda: len(instrument.heard) == 3)
    assert instrument.forgotten == [strand.number]
    assert instrument.down == {60, 62}
    scheduler.close()
    assert instrument.down == set()


def test_another_sink_is_told_from_then_on(instrument: Instrument) -> None:
    scheduler, other = Scheduler(instrument, 0.0), Instrument()
    strand = scheduler.strand()
    strand.schedule([KeyDown(time.monotonic() + 20, 60)])
    scheduler.sound_on(other, 30.0)
    wait_until(lambda: other.down == {60})
    assert instrument.heard == []
    scheduler.close()


def test_closing_waits_for_nothing_lets_go_and_does_no_harm_twice(instrument: Instrument) -> None:
    scheduler = Scheduler(instrument, 0.0)
    now = time.monotonic()
    strand = scheduler.strand()
    strand.schedule(note(now, 60))
    wait_until(lambda: instrument.down == {60})
    scheduler.close()
    scheduler.close()
    assert time.monotonic() - now < 30
    assert instrument.down == set()


@pytest.fixture
def strays(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is handed to those who log and tell."""
    said: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: said.append(str(fault.exc_value)))
    return said


class Unplugged(Instrument):
    """Fails at each accent, and whenever it is told to let go."""

    def schedule(self, strand: int, sound: Sound) -> None:
        if isinstance(sound, Click) and sound.is_accent:
            raise OSError("unplugged")
        super().schedule(strand, sound)

    def cancel(self, strand: int) -> None:
        raise OSError(f"no strand {strand}")


def test_a_sink_that_fails_ends_no_beat(strays: list[str]) -> None:
    unplugged = Unplugged()
    scheduler = Scheduler(unplugged, 0.0)
    now, strand = time.monotonic(), scheduler.strand()
    strand.schedule([Click(now, is_accent=True), Click(now + 0.02, is_accent=False)])
    wait_until(lambda: len(unplugged.heard) == 1)
    strand.cancel()
    assert strays == ["unplugged", f"no strand {strand.number}"]
    scheduler.close()


def test_music_that_fails_ends_no_other(
    scheduler: Scheduler, instrument: Instrument, strays: list[str]
) -> None:
    def broken() -> Iterator[Sound]:
        yield KeyDown(time.monotonic(), 60)
        raise ValueError("no more")

    scheduler.strand().schedule(broken())
    wait_until(lambda: strays == ["no more"])
    scheduler.strand().schedule([KeyDown(time.monotonic(), 62)])
    wait_until(lambda: instrument.down == {60, 62})


def test_the_system_says_how_a_thread_runs() -> None:
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(hurry()))
    thread.start()
    thread.join()
    assert said[0] in {"real time", "nice", "as usual"}


def test_asking_to_run_first_is_refused_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.sched_setscheduler", refused, raising=False)
    monkeypatch.setattr("os.setpriority", refused, raising=False)
    assert hurry() == "as usual"
