from math import exp, log

import numpy as np
import pytest

from renshu.follow.melody.rhythm import LEAST_WEIGHT, likelihood_of, weight_of


def bell(deviation: float, width: float) -> float:
    return exp(-0.5 * (deviation / width) ** 2) / width


@pytest.mark.parametrize("deviation", [-2.0, -0.7, -0.3, 0.0, 0.1, 0.5, 1.2])
def test_a_step_is_remembered_right_or_in_one_case_of_five_wrong(deviation: float) -> None:
    right, wrong = bell(deviation, 0.3), bell(deviation, 0.9)
    expected = log((0.8 * right + 0.2 * wrong) / wrong)
    (said,) = likelihood_of(np.array([deviation], np.float32)).tolist()
    assert said == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("times", "weight"),
    [
        ([], 0.3),
        ([0.0], 0.3),
        ([0.0, 1.0], 0.3),
        ([0.0, 1.0, 3.0], 0.3 + 0.7 * (log(2) / 2 - 0.15) / 0.25),
        ([0.0, 1.0, 2.0, 3.0], 0.3),
        ([0.0, 1.0, 2.2, 3.2], 0.3),
        ([0.0, 1.0, 4.0], 1.0),
        ([0.0, 0.0, 0.02], 0.3),
        ([float(at) for at in range(12)], 0.3),
        ([0.0, 5.0, 5.5, *(6.0 + at for at in range(11))], 0.3 + 0.7 * (0.19926 - 0.15) / 0.25),
        ([0.0, 5.0, *(6.0 + at for at in range(11))], 0.3),
    ],
    ids=lambda value: str(value)[:30],
)
def test_rhythm_counts_for_what_the_last_notes_have_of_it(
    times: list[float], weight: float
) -> None:
    assert weight_of(times) == pytest.approx(weight, abs=1e-3)
    assert LEAST_WEIGHT <= weight_of(times) <= 1
