"""The parts of the review by themselves: aligning one key, the clock, the local tempo."""

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


def test_a_chord_that_came_at_once_is_no_tempo_of_the_whole() -> None:
    assert clock([10.0, 10.0, 14.0]).at(4.0) == pytest.approx(18)


@pytest.mark.parametrize("unit", [0.02, 0.3, 1.0, 8.0])
def test_the_local_tempo_knows_no_unit(unit: float) -> None:
    played = np.array([0.0, 0.5, 1.1, 1.5, 2.0, 2.4, 3.1, 3.5, 4.0, 4.6, 5.0, 5.5])
    written = np.arange(12, dtype=float)
    plain = due_times(Clock(np.arange(12), written, played))
    scaled = due_times(Clock(np.arange(12), unit * written, played))
    assert scaled == pytest.approx(plain, abs=1e-6)
