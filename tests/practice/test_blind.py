"""Which piece is named: one that is known, and rather one that is due."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.blind import KNOWN, Candidate, choose, weight

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
chances = st.floats(0, 1, exclude_max=True)
candidates = st.builds(
    Candidate,
    st.integers(0, 99),
    st.floats(0, 1),
    st.timedeltas(timedelta(0), timedelta(days=900)).map(lambda ago: NOW - ago),
)


def piece(number: int, known: float, days: float) -> Candidate:
    return Candidate(number, known, NOW - timedelta(days=days))


@given(pieces=st.lists(candidates, max_size=8), chance=chances)
def test_a_piece_is_named_if_one_is_known_and_it_is_as_well_known_as_can_be(
    pieces: list[Candidate], chance: float
) -> None:
    named = choose(pieces, NOW, chance)
    if named is None:
        assert all(one.known < KNOWN[-1] for one in pieces)
    else:
        assert named in pieces
        if any(one.known >= KNOWN[0] for one in pieces):
            assert named.known >= KNOWN[0]


@given(one=candidates, other=candidates)
def test_what_was_played_longer_ago_is_more_due(one: Candidate, other: Candidate) -> None:
    if one.played_at <= other.played_at:
        assert weight(one, NOW) >= weight(other, NOW)


def test_what_is_due_is_named_more_often_but_not_always() -> None:
    pieces = [piece(1, 1.0, 0), piece(2, 0.9, 30), piece(3, 0.4, 400)]
    drawn = (choose(pieces, NOW, step / 1000) for step in range(1000))
    counts = Counter(one.number for one in drawn if one)
    assert counts[2] > 10 * counts[1] > 0
    assert counts[3] == 0


def test_a_week_makes_a_piece_as_likely_faded_as_not() -> None:
    weights = [weight(piece(1, 1.0, days), NOW) for days in (0, 7, 14, 21)]
    assert weights == [0.05, 0.5, 0.75, 0.875]


@pytest.mark.parametrize(
    ("chance", "number"),
    [(0.0, 1), (0.19, 1), (0.21, 2), (0.59, 2), (0.61, 3), (0.79, 3), (0.81, 4), (0.99, 4)],
)
def test_chance_goes_through_the_pieces_by_their_weights(chance: float, number: int) -> None:
    """Two parts of ten, four, two and two."""
    pieces = [piece(1, 0.8, 1), piece(5, 0.79, 900), piece(2, 1.0, 2), piece(3, 0.9, 1)]
    pieces = [*pieces, piece(4, 0.8, 1)]
    heavy = [replace(one, played_at=NOW - timedelta(days=_days(one.number))) for one in pieces]
    named = choose(heavy, NOW, chance)
    assert named is not None
    assert named.number == number


def _days(number: int) -> float:
    """Since when a piece has half the weight of number 2, which has three quarters."""
    return 14.0 if number == 2 else 7 * log2(1 / 0.625)


def test_where_no_piece_is_known_none_is_named() -> None:
    assert choose([], NOW, 0.5) is None
    assert choose([piece(1, 0.2, 3)], NOW, 0.5) is None
    assert choose([piece(1, 0.6, 3)], NOW, 0.5) == piece(1, 0.6, 3)


def test_a_clock_that_went_back_does_no_harm() -> None:
    assert choose([piece(1, 1.0, -5)], NOW, 0.99) is not None
