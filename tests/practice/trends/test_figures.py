from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.take import Tally
from renshu.practice.trends.figures import (
    Figures,
    Point,
    Span,
    Weighed,
    fitting_span,
    together,
    trend,
)

counts = st.integers(0, 50)
tallies = st.builds(Tally, counts, counts, counts, counts)
# Whole numbers add up without rounding, in any order.
whole = st.integers(0, 1000).map(float)
weighed = st.builds(Weighed, whole, whole)
figures = st.builds(Figures, counts, whole, tallies, weighed, weighed)
days = st.dates(date(2020, 1, 1), date(2029, 12, 31))


FITS = [
    (10, 10, Span.DAY),
    (11, 10, Span.WEEK),
    (70, 10, Span.WEEK),
    (71, 10, Span.MONTH),
    (300, 10, Span.MONTH),
    (750, 10, Span.MONTH),
    (751, 10, Span.YEAR),
    (420, 60, Span.WEEK),
    (4500, 60, Span.MONTH),
    (4501, 60, Span.YEAR),
]
"""Days, how many points at the most, and the span."""


def test_two_evenings_by_hand() -> None:
    one = Figures(2, 600.0, Tally(90, 5, 5), Weighed(90 * 0.8, 90), Weighed(90 * 30.0, 90))
    other = Figures(1, 300.0, Tally(30, 0, 0, 10), Weighed(30 * 1.0, 30), Weighed())
    (point,) = trend([(date(2026, 11, 17), one), (date(2026, 11, 22), other)], Span.WEEK)
    assert point.first == date(2026, 11, 16)
    both = point.figures
    assert (both.takes, both.minutes) == (3, 15.0)
    assert both.accuracy == pytest.approx(120 / 140)
    assert both.tempo == pytest.approx((72 + 30) / 120)
    assert both.steadiness_ms == pytest.approx(30.0)
    assert both.tally == Tally(120, 5, 5, 10)
    assert Weighed(2.0, 1.0) + Weighed(4.0, 3.0) == Weighed(6.0, 4.0)


@given(st.lists(figures))
def test_all_together_are_one_added_after_the_other(parts: list[Figures]) -> None:
    assert together(parts) == sum(parts, Figures())


def test_nothing_known_is_no_number() -> None:
    nothing = Figures()
    assert (nothing.accuracy, nothing.tempo, nothing.steadiness_ms) == (None, None, None)


@pytest.mark.parametrize(
    ("span", "first", "after"),
    [
        (Span.DAY, date(2026, 12, 31), date(2027, 1, 1)),
        (Span.WEEK, date(2026, 12, 28), date(2027, 1, 4)),
        (Span.MONTH, date(2026, 12, 1), date(2027, 1, 1)),
        (Span.YEAR, date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_spans_begin_where_calendars_have_them(span: Span, first: date, after: date) -> None:
    assert span.begins(date(2026, 12, 31)) == first
    assert span.after(first) == after


@pytest.mark.parametrize(
    ("length", "span"),
    [(1, Span.DAY), (60, Span.DAY), (61, Span.WEEK), (421, Span.MONTH), (3650, Span.MONTH),
     (9000, Span.YEAR)],
)  # fmt: skip
def test_a_longer_time_is_shown_in_longer_spans(length: int, span: Span) -> None:
    first = date(2016, 1, 1)
    assert fitting_span(first, first + timedelta(days=length - 1)) is span


def test_spans_go_round() -> None:
    assert [span.next for span in Span] == [Span.WEEK, Span.MONTH, Span.YEAR, Span.DAY]


@pytest.mark.parametrize(("days", "most", "span"), FITS)
def test_the_shortest_span_that_fits_is_taken(days: int, most: int, span: Span) -> None:
    first = date(2016, 1, 1)
    assert fitting_span(first, first + timedelta(days=days - 1), most) is span


@given(days, st.sampled_from(Span))
def test_a_day_lies_in_its_span(day: date, span: Span) -> None:
    first = span.begins(day)
    assert first <= day < span.after(first)
    assert span.begins(span.after(first)) == span.after(first)


@given(st.lists(st.tuples(days, figures), max_size=12), st.randoms(), st.sampled_from(Span))
def test_the_order_of_import_changes_nothing(
    played: list[tuple[date, Figures]], dice: Random, span: Span
) -> None:
    points = trend(played, span)
    shuffled = list(played)
    dice.shuffle(shuffled)
    assert trend(shuffled, span) == points
    assert sum(point.figures.takes for point in points) == sum(each.takes for _, each in played)


@given(figures, st.integers(1, 99))
def test_a_perfect_take_never_lowers_accuracy(before: Figures, notes: int) -> None:
    after = before + Figures(1, 60.0, Tally(notes))
    assert (after.accuracy or 0) >= (before.accuracy or 0)


def test_empty_spans_are_left_out() -> None:
    played = [(date(2026, 1, 1), Figures(1)), (date(2026, 3, 1), Figures(2))]
    assert trend(played, Span.MONTH) == (
        Point(date(2026, 1, 1), Figures(1)),
        Point(date(2026, 3, 1), Figures(2)),
    )
