from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.bars import (
    bars_of,
    last_printed,
    looped,
    measure_at,
    parse_bars,
    span_text,
    stretch,
)
from renshu.score.passage import Hands, Passage, bars, whole
from support.notation import score

SONG = score(" | ".join(["C4 D4 E4 F4"] * 8))


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        (whole(SONG), ""),
        (looped(SONG, range(1, 4), Hands.BOTH), "loop 2–4"),
        (looped(SONG, range(1, 2), Hands.BOTH), "loop 2"),
        (bars(SONG, 2, 4), "bars 3–5"),
        (bars(SONG, 2, 7), "from bar 3"),
        (Passage(Fraction(5), Fraction(9)), "bars 2.2–3.1"),
    ],
)
def test_a_stretch_in_words(passage: Passage, told: str) -> None:
    assert stretch(SONG, passage) == told


@pytest.mark.parametrize(
    ("numbers", "last"), [("1 2 3", "3"), ("0 1 2", "2"), ("1 2 X1", "2"), ("a b c", "3")]
)
def test_the_last_bar_is_called_what_is_printed(numbers: str, last: str) -> None:
    measures = zip(SONG.measures[:3], numbers.split(), strict=True)
    named = tuple(replace(measure, number=number) for measure, number in measures)
    assert last_printed(replace(SONG, measures=named)) == last


@pytest.mark.parametrize("text", ["", "0", "9", "4-2", "1-9", "x", "2-", "-3", "2-3-4", "１０"])
def test_what_names_no_bars(text: str) -> None:
    assert parse_bars(SONG, text) is None


@given(st.integers(0, 7), st.integers(0, 7))
def test_bars_that_are_told_can_be_asked_for(one: int, other: int) -> None:
    wanted = range(min(one, other), max(one, other) + 1)
    passage = looped(SONG, wanted, Hands.BOTH)
    assert bars_of(SONG, passage) == wanted
    assert parse_bars(SONG, span_text(SONG, passage.start, passage.end)) == wanted


@given(st.fractions(0, 40))
def test_every_time_has_a_measure(onset: Fraction) -> None:
    measure = SONG.measures[measure_at(SONG, onset)]
    assert measure.onset <= onset
    assert onset < measure.end or measure is SONG.measures[-1]
