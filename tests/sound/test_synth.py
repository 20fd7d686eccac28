import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.sound.agenda import LATE
from renshu.sound.synth import MAX_VOICES, Synth
from renshu.sound.voices import RATE

BLOCK = 882
Sound = NDArray[np.float32]


def render(synth: Synth, seconds: float, block: int = BLOCK, start: float = 100.0) -> Sound:
    """Sound from `start` on, asked for punctually in blocks."""
    frames = round(seconds * RATE)
    sizes = [min(block, frames - at) for at in range(0, frames, block)]
    ends = np.cumsum(sizes) / RATE + start
    return np.concatenate([synth.render(n, end) for n, end in zip(sizes, ends, strict=True)])


def play(*events: PlayedEvent, seconds: float = 1.0) -> Sound:
    synth = Synth()
    for event in events:
        synth.send(event)
    return render(synth, seconds)


def onset(sound: Sound) -> int:
    return int(np.flatnonzero(np.abs(sound) > 1e-4)[0])


def loudness(sound: Sound) -> float:
    return float(np.sqrt(np.mean(sound.astype(float) ** 2)))


def test_silence_is_silent() -> None:
    assert not np.any(play())


@pytest.mark.parametrize("pitch", [33, 60, 69, 96])
def test_a_note_sounds_at_its_pitch(pitch: int) -> None:
    sound = play(KeyDown(100.0, pitch, 80))
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 4 * len(sound)))
    heard = np.fft.rfftfreq(4 * len(sound), 1 / RATE)[int(np.argmax(spectrum))]
    assert heard == pytest.approx(440 * 2 ** ((pitch - 69) / 12), rel=0.005)


@given(st.floats(100.0, 100.5), st.sampled_from([64, 441, 882, 5000]))
@settings(deadline=None)
def test_a_click_begins_at_its_frame_whatever_the_blocks(moment: float, block: int) -> None:
    synth = Synth()
    synth.schedule(moment, is_accent=True)
    expected = round((moment - 100.0) * RATE)
    assert onset(render(synth, 0.6, block)) == pytest.approx(expected, abs=2)


def test_clicks_keep_their_distance_when_blocks_are_asked_for_irregularly() -> None:
    synth, unsteady = Synth(), np.random.default_rng(1)
    for beat in range(1, 9):
        synth.schedule(100.0 + beat * 0.25, is_accent=False)
    ends = 100.0 + np.arange(1, 120) * 0.02
    late = unsteady.exponential(0.003, len(ends))
    sound = np.concatenate(
        [synth.render(BLOCK, end + d) for end, d in zip(ends, late, strict=True)]
    )
    quiet_before = np.convolve(np.abs(sound) > 1e-4, np.ones(2000), "full")[: len(sound)]
    onsets = np.flatnonzero((np.abs(sound) > 1e-4) & (quiet_before == 1))
    assert len(onsets) == 8
    assert np.diff(onsets) / RATE == pytest.approx(0.25, abs=0.002)


def test_cancelled_clicks_do_not_sound_and_notes_do() -> None:
    synth = Synth()
    synth.schedule(100.1, is_accent=True)
    synth.send(KeyDown(100.5, 60, 80))
    synth.cancel()
    assert onset(render(synth, 1.0)) == pytest.approx(0.5 * RATE, abs=200)


def test_an_accent_is_louder() -> None:
    accent, beat = Synth(), Synth()
    accent.schedule(100.0, is_accent=True)
    beat.schedule(100.0, is_accent=False)
    assert loudness(render(accent, 0.2)) > 1.3 * loudness(render(beat, 0.2))


def test_a_harder_stroke_is_louder() -> None:
    assert loudness(play(KeyDown(100.0, 60, 100))) > 1.5 * loudness(play(KeyDown(100.0, 60, 50)))


def test_a_damper_ends_the_tone_and_the_pedal_holds_it() -> None:
    down, up = KeyDown(100.0, 60, 80), KeyUp(100.2, 60)
    pedal, no_pedal = PedalMove(100.1, Pedal.SUSTAIN, 127), PedalMove(100.5, Pedal.SUSTAIN, 0)
    late = slice(int(0.8 * RATE), None)
    ringing = loudness(play(down)[late])
    assert loudness(play(down, up)[late]) < ringing / 100
    assert loudness(play(down, pedal, up)[late]) == pytest.approx(ringing, rel=0.01)
    assert loudness(play(down, pedal, up, no_pedal)[late]) < ringing / 10


def test_a_key_struck_again_under_the_pedal_is_held_by_the_finger() -> None:
    events: list[PlayedEvent] = [
        KeyDown(100.0, 60, 80),
        PedalMove(100.05, Pedal.SUSTAIN, 127),
        KeyUp(100.1, 60),
        KeyDown(100.2, 60, 80),
        PedalMove(100.3, Pedal.SUSTAIN, 0),
    ]
    assert loudness(play(*events)[int(0.8 * RATE) :]) > 0.001


def test_what_is_late_sounds_at_once() -> None:
    assert onset(play(KeyDown(90.0, 60, 80))) < 200


def test_a_click_that_is_too_late_is_left_out() -> None:
    synth = Synth()
    synth.schedule(100.0 - LATE * 2, is_accent=True)
    assert not np.any(render(synth, 0.2))
    synth.schedule(100.2 - LATE / 2, is_accent=True)
    assert onset(render(synth, 0.2, start=100.2)) < 50


notes = st.builds(KeyDown, st.floats(100.0, 100.2), st.integers(0, 127), st.integers(1, 127))


@given(st.lists(notes, max_size=MAX_VOICES * 2))
@settings(deadline=None, max_examples=25)
def test_no_chord_is_too_loud_for_the_device(events: list[KeyDown]) -> None:
    sound = play(*events, seconds=0.3)
    assert np.all(np.abs(sound) <= 1.0)


def test_more_tones_than_there_are_voices_end_the_oldest() -> None:
    synth = Synth()
    for pitch in range(30, 30 + MAX_VOICES + 10):
        synth.send(KeyDown(100.0, pitch, 80))
    render(synth, 0.1)
    assert len(synth._voices) == MAX_VOICES


def test_tones_that_have_died_away_cost_nothing() -> None:
    synth = Synth()
    synth.send(KeyDown(100.0, 100, 80))
    synth.schedule(100.0, is_accent=True)
    render(synth, 15.0, block=RATE)
    assert synth._voices == []
