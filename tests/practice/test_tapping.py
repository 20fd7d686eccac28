import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.tapping import tapped_bpm


def taps(*gaps: float) -> list[float]:
    times = [10.0]
    for gap in gaps:
        times.append(times[-1] + gap)
    return times


def test_four_taps_are_a_tempo_and_three_are_none() -> None:
    assert tapped_bpm(taps(0.5, 0.5)) is None
    assert tapped_bpm(taps(0.5, 0.5, 0.5)) == pytest.approx(120)


def test_a_missed_and_a_doubled_tap_change_nothing() -> None:
    assert tapped_bpm(taps(0.6, 0.6, 1.2, 0.6, 0.2, 0.6)) == pytest.approx(100)


def test_a_pause_begins_anew() -> None:
    assert tapped_bpm(taps(0.5, 0.5, 0.5, 4.0, 1.0, 1.0)) is None
    assert tapped_bpm(taps(0.5, 0.5, 0.5, 4.0, 1.0, 1.0, 1.0)) == pytest.approx(60)


def test_what_is_told_is_the_mean_of_the_steady_intervals() -> None:
    assert tapped_bpm(taps(0.5, 0.5, 0.56)) == pytest.approx(60 / 0.52)
    assert tapped_bpm(taps(1.0, 1.0, 1.25, 0.6)) == pytest.approx(180 / 3.25)
    assert tapped_bpm(taps(0.4, 0.4, 1.0, 1.0)) == pytest.approx(60 / 0.7)


def test_the_slowest_beat_is_no_pause() -> None:
    assert tapped_bpm(taps(2.5, 2.5, 2.5)) == pytest.approx(24)
    assert tapped_bpm(taps(2.6, 0.5, 0.5)) is None


@given(st.floats(0.25, 2.0), st.lists(st.floats(-0.05, 0.05), min_size=3, max_size=8))
def test_unsteady_taps_give_a_tempo_near_what_was_meant(gap: float, slips: list[float]) -> None:
    """Law: within ten percent, where each interval is within ten."""
    told = tapped_bpm(taps(*(gap * (1 + 2 * slip) for slip in slips)))
    assert told == pytest.approx(60 / gap, rel=0.12)
