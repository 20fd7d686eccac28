"""The record of what was foretold, and the line that corrects what is foretold next."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.practice.mastery.record import Correction, Record, correction, record, together

BINS = 17


def likely(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


@pytest.mark.parametrize(
    ("logit", "place"),
    [
        (-9, 0),
        (-4, 0),
        (-3.7, 1),
        (-0.5, 7),
        (0, 8),
        (0.2, 8),
        (0.3, 9),
        (3.5, 15),
        (4, 16),
        (9, 16),
    ],
)
def test_what_was_foretold_alike_is_counted_together(logit: float, place: int) -> None:
    found = record([(likely(logit), True), (likely(logit), False)])
    assert len(found) == BINS
    assert found == tuple((2, 1) if at == place else (0, 0) for at in range(BINS))


def test_certainty_is_kept_at_the_ends() -> None:
    found = record([(0.0, False), (1.0, True), (1.0, True)])
    assert (found[0], found[-1]) == ((1, 0), (2, 2))


def test_records_add_up() -> None:
    one, other = record([(0.5, True)] * 3), record([(0.5, False)] * 2 + [(1.0, True)])
    both = together([one, other])
    assert (both[8], both[16]) == ((5, 3), (1, 1))
    assert together([]) == record([])


def held(found: Record, shift: float, slope: float) -> float:
    """The logarithm of how likely a line is, by the record and before it."""
    total = -((shift / 0.6) ** 2) / 2 - ((1 - slope) / 0.2) ** 2 / 2
    for place, (count, clean) in enumerate(found):
        chance = likely(shift + slope * (place / 2 - 4))
        total += clean * math.log(chance) + (count - clean) * math.log(1 - chance)
    return total


records = st.lists(
    st.tuples(st.integers(0, 500), st.floats(0, 1)), min_size=BINS, max_size=BINS
).map(lambda bins: tuple((count, round(count * share)) for count, share in bins))


@given(records)
@example(tuple((10, 5) for _ in range(BINS)))
@example(tuple((20, min(20, place)) for place in range(BINS)))
def test_no_line_near_it_is_likelier(found: Record) -> None:
    """Law: it is the maximum, by the definition of it, unless the slope came to its bounds."""
    line = correction(found)
    best = held(found, line.shift, line.slope)
    if 0.3 < line.slope < 1:
        for shift, slope in ((1e-4, 0), (-1e-4, 0), (0, 1e-4), (0, -1e-4)):
            assert held(found, line.shift + shift, line.slope + slope) <= best + 1e-12


@pytest.mark.parametrize(
    ("chances", "is_clean", "sign"),
    [([0.5] * 20, True, 1), ([0.5] * 20, False, -1), ([0.2] * 5, True, 1), ([0.9] * 5, False, -1)],
)
def test_who_does_better_is_thought_more_of(
    chances: Sequence[float], is_clean: bool, sign: int
) -> None:
    line = correction(record((chance, is_clean) for chance in chances))
    assert math.copysign(1, line.of(0.5) - 0.5) == sign


def test_the_slope_has_bounds() -> None:
    """Somebody whose chances say nothing, and somebody who is always right."""
    nothing = tuple((400, 200) for _ in range(BINS))
    sure = tuple((400, 400 if place > 8 else 0) for place in range(BINS))
    assert (correction(nothing).slope, correction(sure).slope) == (0.3, 1.0)


def test_a_correction_is_a_line_on_the_scale_of_logits() -> None:
    line = Correction(0.5, 0.8)
    assert [line.of(likely(at)) for at in (-2.0, 0.0, 3.0)] == [
        pytest.approx(likely(0.5 + 0.8 * at)) for at in (-2.0, 0.0, 3.0)
    ]
    assert [Correction().of(chance) for chance in (0.0, 1.0)] == pytest.approx([1e-4, 1 - 1e-4])
