import time
from functools import partial

import pytest

from renshu.midi import output
from renshu.practice.timetable import Click
from renshu.sound import clicking
from renshu.tui.loudspeaker import Loudspeaker
from renshu.tui.metronome import Metronome
from support.midi_ports import FakeOutput, FakeSystem
from support.sounding import FakeDevice, no_device
from support.waiting import wait_until

ACCENT, BEAT = Click(100.1, is_accent=True), Click(100.35, is_accent=False)


@pytest.fixture
def silent() -> Metronome:
    return Metronome(None, Loudspeaker(no_device))


def plug(monkeypatch: pytest.MonkeyPatch, *ports: str) -> FakeOutput:
    """Let the machine have these MIDI outputs."""
    client = FakeOutput(FakeSystem(*ports))
    monkeypatch.setattr(output, "Output", partial(output.Output, connect=lambda: client))
    return client


def prepared(device: FakeDevice) -> Metronome:
    """A metronome that knows where to sound."""
    metronome = Metronome(None, Loudspeaker(device.connect))
    metronome.prepare()
    wait_until(lambda: metronome._clicks is not None)
    return metronome


def test_beats_are_counted_as_they_pass(silent: Metronome) -> None:
    silent.schedule([Click(1.0, is_accent=True), Click(1.5, is_accent=False)])
    silent.schedule([Click(2.0, is_accent=False), Click(2.5, is_accent=True)])
    assert [silent.beat(now) for now in (0.9, 1.0, 1.4, 1.6, 2.1, 2.5)] == [0, 1, 1, 2, 3, 1]


def test_a_pause_forgets_the_beats_ahead(silent: Metronome) -> None:
    silent.schedule([Click(1.0, is_accent=True)])
    silent.stop()
    assert silent.beat(2.0) == 0
    silent.close()


def test_without_a_midi_output_the_loudspeaker_clicks_at_the_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, device = plug(monkeypatch), FakeDevice()
    metronome = prepared(device)
    wait_until(lambda: device.synth is not None and metronome._loudspeaker.is_open)
    metronome.schedule([ACCENT, BEAT])
    assert device.onsets(100.0, 0.5) == pytest.approx([0.1, 0.35], abs=0.001)
    metronome.schedule([Click(100.6, is_accent=True)])
    metronome.stop()
    assert device.onsets(100.5, 0.5) == []
    metronome.close()
    assert client.is_deleted
    assert not device.is_closed


def test_a_midi_output_is_preferred_to_the_loudspeaker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clicking, "LATE", 60.0)
    client, device = plug(monkeypatch, "Piano:Piano MIDI 1 20:0"), FakeDevice()
    metronome = prepared(device)
    metronome.schedule([Click(time.monotonic() + 0.02, is_accent=True)])
    wait_until(lambda: bool(client.sent))
    assert device.synth is None
    metronome.close()


def test_no_output_and_no_sound_device_is_ordinary(
    silent: Metronome, monkeypatch: pytest.MonkeyPatch
) -> None:
    plug(monkeypatch)
    silent.prepare()
    wait_until(lambda: silent._clicks is not None)
    silent.schedule([ACCENT, BEAT])
    assert silent.beat(100.4) == 2
    silent.close()
