"""The latency that taps with the click show."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from renshu.errors import CalibrationError
from renshu.practice.calibration import (
    EARLIEST,
    INTERVAL,
    LEAST_TAPS,
    LISTENED,
    TAPS,
    Tapping,
    asynchrony,
    estimate,
)

START = 1000.0


def tapped(delays: list[float]) -> Tapping:
    """Somebody who answers the clicks after so many seconds each."""
    tapping = Tapping(START)
    for number, delay in enumerate(delays):
        tapping.tap(START + (LISTENED + number) * INTERVAL + delay)
    return tapping


def uneven(delay: float, spread: float, seed: int) -> list[float]:
    chance = Random(seed)  # noqa: S311 - no secrets
    return [delay + chance.gauss(0.0, spread) for _ in range(TAPS)]


@pytest.mark.parametrize("delay", [-0.05, 0.0, 0.04, 0.12, 0.3])
@pytest.mark.parametrize("seed", range(5))
def test_a_planted_delay_is_found(delay: float, seed: int) -> None:
    found = tapped(uneven(delay, 0.008, seed)).result()
    assert found.latency == pytest.approx(delay, abs=0.005)
    assert found.taps <= TAPS
    assert found.uncertainty < 0.005


def test_the_fewest_taps_are_enough() -> None:
    found = tapped([0.1] * LEAST_TAPS).result()
    assert found.latency == pytest.approx(0.1)
    assert found.taps == LEAST_TAPS


def test_taps_astray_change_nothing() -> None:
    delays = uneven(0.04, 0.006, 1)
    delays[3], delays[9], delays[15] = 0.25, -0.15, 0.3
    found = tapped(delays).result()
    assert found.latency == pytest.approx(0.04, abs=0.005)
    assert found.taps == TAPS - 3


def test_a_click_that_is_left_out_changes_nothing() -> None:
    tapping = Tapping(START)
    for number in (n for n in range(TAPS + 5) if n % 5):
        tapping.tap(START + (LISTENED + number) * INTERVAL + 0.04)
    assert tapping.result().latency == pytest.approx(0.04)


@pytest.mark.parametrize("seed", range(10))
def test_erratic_taps_are_refused(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secrets
    with pytest.raises(CalibrationError, match="uneven"):
        tapped([chance.uniform(-0.2, 0.39) for _ in range(TAPS)]).result()


def test_a_few_taps_are_refused() -> None:
    with pytest.raises(CalibrationError, match=str(LEAST_TAPS)):
        tapped([0.0] * (LEAST_TAPS - 1)).result()


def test_nobody_taps_before_the_clicks_have_been_heard() -> None:
    tapping = Tapping(START)
    tapping.tap(START + 0.1)
    assert tapping.count == 0


def test_the_clicks_come_once_each_and_end_with_the_last_tap() -> None:
    tapping = Tapping(START)
    clicks = [*tapping.clicks(START + 1.0), *tapping.clicks(START + 3.0)]
    assert [round((one.time - START) / INTERVAL) for one in clicks] == list(range(6))
    assert [one.is_accent for one in clicks] == [True, False, False, False, True, False]
    for number in range(TAPS):
        tapping.tap(START + (LISTENED + number) * INTERVAL)
    assert tapping.is_done
    assert not list(tapping.clicks(START + 100.0))


@given(st.floats(-10, 100))
def test_every_tap_belongs_to_one_click(seconds: float) -> None:
    late = asynchrony(seconds)
    assert EARLIEST - 1e-9 <= late < EARLIEST + INTERVAL + 1e-9
    clicks = (seconds - late) / INTERVAL
    assert clicks == pytest.approx(round(clicks), abs=1e-6)


@given(st.lists(st.floats(-0.03, 0.03), min_size=TAPS, max_size=TAPS), st.floats(-0.1, 0.3))
def test_a_longer_way_moves_the_latency_and_nothing_else(taps: list[float], way: float) -> None:
    try:
        near = estimate(taps)
    except CalibrationError:
        assume(False)
    far = estimate([tap + way for tap in taps])
    assume(near.taps == far.taps)
    assert far.latency == pytest.approx(near.latency + way, abs=1e-6)
    assert far.spread == pytest.approx(near.spread, abs=1e-6)
