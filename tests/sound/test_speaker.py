"""The sound device without a loudspeaker: miniaudio's null device asks for samples all the same."""

import subprocess
import sys

import pytest

from renshu.performance.events import KeyDown
from renshu.sound import speaker as speaker_module
from renshu.sound.speaker import BLOCK, PERIODS, Latency, NoSoundError, Speaker
from renshu.sound.synth import Synth
from support.waiting import wait_until

pytest.importorskip("miniaudio")


def test_the_device_asks_the_synthesiser_for_sound() -> None:
    import miniaudio

    synth = Synth()
    speaker = Speaker(synth, [miniaudio.Backend.NULL])
    synth.send(KeyDown(0.0, 60, 80))
    wait_until(lambda: bool(synth._voices))
    speaker.close()
    speaker.close()


def test_the_latency_is_that_of_the_blocks_that_the_device_asks_for() -> None:
    import miniaudio

    speaker = Speaker(Synth(), [miniaudio.Backend.NULL])
    latency = speaker.latency(10.0)
    speaker.close()
    assert latency is not None
    assert latency.frames == pytest.approx(BLOCK * latency.rate, rel=0.5)
    assert latency.seconds == pytest.approx((PERIODS + 1) * latency.frames / latency.rate)
    told = Latency(882, 44_100)
    assert str(told) == "80 ms (3 buffers of 882 frames at 44100 a second)"


def test_a_device_that_asks_no_more_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    import miniaudio

    monkeypatch.setattr(speaker_module, "SILENCE", 0.3)
    speaker = Speaker(Synth(), [miniaudio.Backend.NULL])
    assert speaker.latency(10.0)
    assert not speaker.has_ended
    speaker._device.stop()
    wait_until(lambda: speaker.has_ended)
    speaker.close()


def test_a_synthesiser_that_fails_prints_nothing_and_has_ended() -> None:
    program = """
import time, miniaudio
from renshu.sound.speaker import Speaker
from renshu.sound.synth import Synth
class Failing(Synth):
    def render(self, frames, now):
        raise ZeroDivisionError
speaker = Speaker(Failing(), [miniaudio.Backend.NULL])
end = time.monotonic() + 10
while not speaker.has_ended and time.monotonic() < end:
    time.sleep(0.01)
print(speaker.has_ended)
speaker.close()
"""
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("True\n", "")


def test_a_device_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import miniaudio

    def refuse(*_: object) -> None:
        raise miniaudio.MiniaudioError("failed to start audio device")

    monkeypatch.setattr(miniaudio.PlaybackDevice, "start", refuse)
    with pytest.raises(NoSoundError, match="does not start"):
        Speaker(Synth(), [miniaudio.Backend.NULL])


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(NoSoundError, match=r"pip install 'renshu\[audio\]'"):
        Speaker(Synth())


def test_a_machine_without_sound_is_told_and_nothing_is_printed() -> None:
    program = """
from renshu.sound.speaker import NoSoundError, Speaker
from renshu.sound.synth import Synth
try:
    Speaker(Synth()).close()
except NoSoundError as error:
    assert error.sentence.endswith(".")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
