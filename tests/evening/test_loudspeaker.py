import time

import pytest

from renshu.errors import RenshuError
from renshu.evening.loudspeaker import Loudspeaker
from renshu.performance.events import KeyDown
from renshu.sound.synth import Synth
from support.sounding import FakeDevice, no_device, opened
from support.waiting import wait_until


def test_opening_waits_for_no_device_and_what_comes_before_is_silent() -> None:
    device = FakeDevice()
    device.may_open.clear()
    loudspeaker = Loudspeaker(device.connect)
    started = time.monotonic()
    loudspeaker.prepare()
    loudspeaker.prepare()
    assert time.monotonic() - started < 2
    assert not loudspeaker.is_open
    loudspeaker.send(KeyDown(100.0, 60, 80))
    loudspeaker.schedule(100.0, is_accent=True)
    loudspeaker.cancel()
    device.may_open.set()
    wait_until(lambda: loudspeaker.is_open)
    assert device.onsets(100.0, 0.2) == []
    loudspeaker.close()
    assert device.is_closed


def test_clicks_and_notes_sound_at_their_time_and_cancelled_clicks_do_not() -> None:
    device = FakeDevice()
    loudspeaker = opened(device)
    loudspeaker.schedule(100.3, is_accent=True)
    loudspeaker.cancel()
    loudspeaker.schedule(100.1, is_accent=True)
    loudspeaker.send(KeyDown(100.5, 60, 80))
    assert device.onsets(100.0, 0.7) == pytest.approx([0.1, 0.5], abs=0.003)
    loudspeaker.close()


def test_no_device_is_silence() -> None:
    loudspeaker = Loudspeaker(no_device)
    loudspeaker.prepare()
    loudspeaker.close()
    loudspeaker.send(KeyDown(100.0, 60, 80))
    loudspeaker.schedule(100.0, is_accent=True)
    assert not loudspeaker.is_open


def test_one_that_was_never_needed_is_closed_at_once() -> None:
    Loudspeaker(no_device).close()


def test_a_device_that_ends_is_told_once_and_opened_anew() -> None:
    faults: list[RenshuError] = []
    devices = [FakeDevice(), FakeDevice()]
    waiting = iter(devices)
    loudspeaker = Loudspeaker(lambda synth: next(waiting).connect(synth), faults.append)
    loudspeaker.prepare()
    wait_until(lambda: loudspeaker.is_open)
    devices[0].has_ended = True
    for moment in (100.1, 100.2, 100.3):
        loudspeaker.schedule(moment, is_accent=False)
    wait_until(lambda: loudspeaker.is_open)
    loudspeaker.schedule(100.5, is_accent=True)
    assert devices[0].is_closed
    assert 0.5 in [pytest.approx(one, abs=0.003) for one in devices[1].onsets(100.0, 0.7)]
    assert [fault.sentence for fault in faults] == [
        "The sound device has ended, and is opened anew."
    ]
    loudspeaker.close()
    assert devices[1].is_closed


def test_a_device_that_does_not_come_back_is_silence() -> None:
    device, faults = FakeDevice(), list[RenshuError]()
    connects = iter([device.connect, no_device, no_device])

    def connect(synth: Synth) -> FakeDevice:
        return next(connects)(synth)

    loudspeaker = Loudspeaker(connect, faults.append)
    loudspeaker.prepare()
    wait_until(lambda: loudspeaker.is_open)
    device.has_ended = True
    for _ in range(3):
        loudspeaker.send(KeyDown(100.0, 60, 80))
    loudspeaker.close()
    assert not loudspeaker.is_open
    assert len(faults) == 1
