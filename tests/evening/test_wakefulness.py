import time

import pytest

from renshu.evening.wakefulness import LONGEST_LOOK, Wakefulness, seconds_asleep


class Bed:
    """How long a machine has slept, as the test says."""

    def __init__(self) -> None:
        self.seconds = 3600.0

    def asleep(self) -> float:
        return self.seconds


def test_whoever_looks_often_is_awake() -> None:
    watch = Wakefulness(Bed().asleep)
    assert [watch.look(number / 30) for number in range(3000)] == [None] * 3000


def test_a_sleep_that_the_clock_leaves_out_is_noticed_once() -> None:
    bed = Bed()
    watch = Wakefulness(bed.asleep)
    watch.look(5.0)
    bed.seconds += 8 * 3600
    assert watch.look(5.03) == 5.0
    assert watch.look(5.06) is None


def test_a_sleep_that_the_clock_counts_is_noticed_once() -> None:
    watch = Wakefulness(Bed().asleep)
    watch.look(5.0)
    assert watch.look(5.0 + 8 * 3600) == 5.0
    assert watch.look(5.0 + 8 * 3600 + 0.03) is None


@pytest.mark.parametrize("earlier", [0.05, 3600.0])
def test_an_earlier_time_means_nothing(earlier: float) -> None:
    watch = Wakefulness(Bed().asleep)
    watch.look(5000.0)
    assert watch.look(5000.0 - earlier) is None
    assert watch.look(5000.0 + LONGEST_LOOK / 2) is None


def test_two_clocks_read_one_after_the_other_are_no_sleep() -> None:
    first = seconds_asleep()
    time.sleep(0.01)
    assert seconds_asleep() == pytest.approx(first, abs=0.1)
