"""A replay in time: paused, slower, from anywhere, and what is heard of it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from renshu.evening.playback import BREATH_SECONDS
from renshu.evening.replaying import SPEEDS, Replaying
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.retelling import Retelling
from support.notation import score
from support.takes import make_take

SONG_SECONDS = 60.0


class Strand:
    """Keeps what was last given to be sounded."""

    def __init__(self) -> None:
        self.sounds: list[PlayedEvent] = []

    def replace(self, sounds: Iterable[PlayedEvent]) -> None:
        self.sounds = list(sounds)

    def cancel(self) -> None:
        self.sounds = []


class Sounding:
    """Sounds on one strand, on an output that is open."""

    is_open = True

    def __init__(self) -> None:
        self.only = Strand()

    def strand(self) -> Strand:
        return self.only

    def prepare(self) -> None:
        pass


@pytest.fixture
def sounding() -> Sounding:
    return Sounding()


@pytest.fixture
def replaying(sounding: Sounding) -> Replaying:
    take = make_take(bars=(), seconds=SONG_SECONDS)
    events = (KeyDown(10.0, 60), KeyUp(20.0, 60), KeyDown(60.0, 62))
    told = Retelling(replace(take, events=events), score("C4"))
    return Replaying(told, sounding)  # type: ignore[arg-type]


def test_it_stands_still_until_it_is_played(replaying: Replaying) -> None:
    assert not replaying.is_playing
    assert replaying.seconds(100.0) == 0.0
    assert list(replaying.advance(100.0)) == []


def test_what_was_played_is_heard_in_time(replaying: Replaying, sounding: Sounding) -> None:
    replaying.play(100.0)
    begin = 100.0 + BREATH_SECONDS
    assert [event.time - begin for event in sounding.only.sounds] == pytest.approx([10, 20, 60])
    assert [moment.told for moment in replaying.advance(begin + 10.5)] == [KeyDown(10.0, 60)]
    assert list(replaying.advance(begin + 11)) == []


def test_slower_and_faster_keep_the_place(replaying: Replaying, sounding: Sounding) -> None:
    replaying.play(100.0)
    now = 100.0 + BREATH_SECONDS + 10
    replaying.change_speed(-2, now)
    assert replaying.speed == 0.5
    assert replaying.seconds(now) == pytest.approx(10)
    begin = now + BREATH_SECONDS
    assert [event.time - begin for event in sounding.only.sounds][-2:] == pytest.approx([20, 100])
    assert replaying.seconds(begin + 20) == pytest.approx(20)


def test_there_is_a_slowest_and_a_fastest(replaying: Replaying) -> None:
    replaying.change_speed(-10, 0.0)
    assert replaying.speed == 1.0
    replaying.change_speed(len(SPEEDS) - 1 - SPEEDS.index(1.0), 0.0)
    assert replaying.speed == SPEEDS[-1]
    assert not replaying.is_playing


def test_a_pause_is_silent_and_goes_on_where_it_was(
    replaying: Replaying, sounding: Sounding
) -> None:
    replaying.play(0.0)
    replaying.pause(BREATH_SECONDS + 15)
    assert sounding.only.sounds == []
    assert replaying.seconds(1000.0) == pytest.approx(15)
    replaying.play(1000.0)
    assert [event.time for event in sounding.only.sounds] == pytest.approx(
        [1000 + BREATH_SECONDS + 5, 1000 + BREATH_SECONDS + 45]
    )


def test_from_another_moment_all_before_is_told_once(replaying: Replaying) -> None:
    replaying.play(0.0)
    before = replaying.seek(25.0, 1.0)
    assert [moment.told for moment in before] == [KeyDown(10.0, 60), KeyUp(20.0, 60)]
    assert replaying.is_playing
    rest = replaying.advance(1.0 + BREATH_SECONDS + 40)
    assert [moment.told for moment in rest] == [KeyDown(60.0, 62)]


def test_at_the_end_it_pauses_and_begins_again(replaying: Replaying) -> None:
    replaying.play(0.0)
    replaying.advance(500.0)
    assert not replaying.is_playing
    assert replaying.seconds(500.0) == SONG_SECONDS
    replaying.play(600.0)
    assert replaying.seconds(600.0) == 0.0
    assert len(replaying.advance(700.0)) == 3
