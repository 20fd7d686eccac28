"""What a trend may show, as numbers and in words."""

import pytest

from renshu.practice.take import Tally
from renshu.practice.trends.figures import Figures, Weighed
from renshu.practice.trends.metrics import Metric

EVENING = Figures(3, 1500.0, Tally(9, 1), Weighed(7.2, 9), Weighed(270.0, 9))


@pytest.mark.parametrize(
    ("metric", "value", "text"),
    [
        (Metric.ACCURACY, 90, "90%"),
        (Metric.TEMPO, 80, "80%"),
        (Metric.STEADINESS, 30, "30 ms"),
        (Metric.MINUTES, 25, "25 min"),
    ],
)
def test_a_number_with_its_unit(metric: Metric, value: float, text: str) -> None:
    assert metric.of(EVENING) == pytest.approx(value)
    assert metric.text(metric.of(EVENING)) == text
    assert metric.legend


def test_nothing_known_is_no_number() -> None:
    found = [metric.of(Figures()) for metric in Metric]
    assert found == [None, None, None, 0]
    assert Metric.ACCURACY.text(None) == ""


def test_they_go_round() -> None:
    assert [metric.next for metric in Metric] == [*list(Metric)[1:], Metric.ACCURACY]
