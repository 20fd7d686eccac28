"""The parts of the review by themselves: aligning one key, the clock, the local tempo."""

from random import Random
from statistics import fmean, median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.follow.assignment import Clock, align_key
from renshu.follow.local_tempo import due_times

TIMES = st.lists(st.floats(0, 20), max_size=12).map(sorted)


def clock(played: list[float]) -> Clock:
    written = np.arange(len(played), dtype=float)
    return Clock(np.arange(len(played)), written, np.array(played))


@pytest.mark.parametrize(
    ("played", "due", "pairs"),
    [
        ([], [], []),
        ([1.0], [], []),
        ([0.1, 1.1], [0.0, 1.0], [(0, 0), (1, 1)]),
        ([0.06, 0.16, 0.26], [0.0, 0.1, 0.2], [(0, 0), (1, 1), (2, 2)]),
        ([0.0, 0.4, 1.0], [0.0, 1.0], [(0, 0), (2, 1)]),
        ([1.0], [0.0, 1.0, 2.0], [(0, 1)]),
        ([5.0], [0.0], []),
        ([0.0, 0.3, 0.7], [0.0, 0.3], [(0, 0), (1, 1)]),
        ([0.0, 0.3, 0.6, 0.9], [0.3, 0.6], [(1, 0), (2, 1)]),
    ],
)
def test_one_key_is_aligned_in_order_and_closely(
    played: list[float], due: list[float], pairs: list[tuple[int, int]]
) -> None:
    assert align_key(played, due) == pairs


@given(TIMES, TIMES)
def test_no_press_and_no_note_is_used_twice(played: list[float], due: list[float]) -> None:
    pairs = align_key(played, due)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(abs(played[i] - due[j]) <= 1.0 for i, j in pairs)


def test_the_clock_goes_on_at_the_tempo_of_the_whole() -> None:
    slow = clock([10.0, 12.0, 14.0])
    assert slow.at(0.5) == pytest.approx(11)
    assert slow.at(-1.0) == pytest.approx(8)
    assert slow.at(4.0) == pytest.approx(18)


def test_a_late_chord_does_not_make_its_neighbours_early() -> None:
    played = [0.5 * count for count in range(12)]
    played[6] += 0.2
    off = np.array(played) - due_times(clock(played))
    assert off[6] == pytest.approx(0.2, abs=0.01)
    assert np.abs(np.delete(off, 6)).max() < 0.02


def test_a_gradual_ritardando_is_the_players_own_tempo() -> None:
    played = np.cumsum([0.5 * 1.03**count for count in range(16)]).tolist()
    off = np.array(played) - due_times(clock(played))
    assert np.abs(off[2:-2]).max() < 0.06


def test_a_few_chords_are_no_tempo() -> None:
    assert np.isnan(due_times(clock([0.0, 0.5, 1.0]))).all()


def test_the_clock_of_one_moment_goes_as_written() -> None:
    assert clock([5.0]).at(2.0) == pytest.approx(7)
    assert clock([5.0, 5.0]).at(2.0) == pytest.approx(6)


def test_the_clock_of_one_moment_may_stand_anywhere() -> None:
    late = Clock(np.array([7]), np.array([30.0]), np.array([5.0]))
    assert late.at(31.0) == pytest.approx(6)
    assert late.at(28.5) == pytest.approx(3.5)


def test_the_clock_of_two_moments_has_their_tempo() -> None:
    near = Clock(np.array([0, 1]), np.array([2.0, 2.5]), np.array([10.0, 11.0]))
    assert near.at(3.0) == pytest.approx(12)
    assert clock([10.0, 14.0, 14.0]).at(3.0) == pytest.approx(16)


def test_a_chord_that_came_at_once_is_no_tempo_of_the_whole() -> None:
    assert clock([10.0, 10.0, 14.0]).at(4.0) == pytest.approx(18)


@pytest.mark.parametrize("unit", [0.02, 0.3, 1.0, 8.0])
def test_the_local_tempo_knows_no_unit(unit: float) -> None:
    played = np.array([0.0, 0.5, 1.1, 1.5, 2.0, 2.4, 3.1, 3.5, 4.0, 4.6, 5.0, 5.5])
    written = np.arange(12, dtype=float)
    plain = due_times(Clock(np.arange(12), written, played))
    scaled = due_times(Clock(np.arange(12), unit * written, played))
    assert scaled == pytest.approx(plain, abs=1e-6)


def plain_due(x: list[float], y: list[float], at: float) -> float:
    """A line through points by Cleveland's robust regression, as its paper has it."""
    far = max(abs(one - at) for one in x)
    near = [(1 - (abs(one - at) / (1.1 * far)) ** 3) ** 3 for one in x]
    pairs = [(i, j) for i in range(len(x)) for j in range(i + 1, len(x))]
    slope = median((y[j] - y[i]) / (x[j] - x[i]) for i, j in pairs)
    rest = [b - slope * a for a, b in zip(x, y, strict=True)]
    off = [one - median(rest) for one in rest]
    height = fmean(y)
    for _ in range(2):
        scale = 4.685 * max(0.01, 1.4826 * median(map(abs, off)))
        weights = [
            w * max(1e-3, 1 - (one / scale) ** 2) ** 2 for w, one in zip(near, off, strict=True)
        ]
        total = sum(weights)
        middle = sum(w * a for w, a in zip(weights, x, strict=True)) / total
        centre = sum(w * b for w, b in zip(weights, y, strict=True)) / total
        spread = sum(w * (a - middle) ** 2 for w, a in zip(weights, x, strict=True))
        slope = (
            sum(w * (a - middle) * (b - centre) for w, a, b in zip(weights, x, y, strict=True))
            / spread
        )
        off = [b - centre - slope * (a - middle) for a, b in zip(x, y, strict=True)]
        height = centre + slope * (at - middle)
    return height


@pytest.mark.parametrize("seed", range(12))
def test_the_local_tempo_is_that_of_the_plain_rules(seed: int) -> None:
    """Four chords on each side, where there are as many; the chord itself is left out."""
    chance = Random(seed)  # noqa: S311 - a test keeps no secrets
    written, played = [0.0], [0.0]
    for _ in range(14):
        step = chance.choice([0.25, 0.5, 1.0, 2.0])
        written.append(written[-1] + step)
        slip = chance.choice([1.0, 1.0, 1.0, 1.6, 0.5])
        played.append(played[-1] + step * slip * chance.gauss(1.0, 0.03))
    due = due_times(Clock(np.arange(15), np.array(written), np.array(played)))
    for index in range(15):
        around = [at for at in range(index - 4, index + 5) if 0 <= at < 15 and at != index]
        expected = plain_due(
            [written[at] for at in around], [played[at] for at in around], written[index]
        )
        assert due[index] == pytest.approx(expected, abs=1e-9)
