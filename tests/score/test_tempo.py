from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.tempo import DEFAULT_QPM, TempoMap, TempoMark

quarters = st.fractions(0, 500, max_denominator=48)
tempos = st.lists(st.builds(TempoMark, quarters, st.floats(5, 1000)), max_size=8).map(TempoMap.of)


def test_a_file_without_a_mark_gets_a_default_and_says_so() -> None:
    tempo = TempoMap.of([])
    assert tempo.qpm_at(Fraction(7)) == DEFAULT_QPM
    assert not tempo.is_written


def test_the_first_mark_holds_from_the_beginning() -> None:
    assert TempoMap.of([TempoMark(Fraction(4), 60)]).qpm_at(Fraction(0)) == 60


def test_the_last_of_several_marks_at_one_place_counts() -> None:
    tempo = TempoMap.of([TempoMark(Fraction(0), 60), TempoMark(Fraction(0), 90)])
    assert tempo.qpm_at(Fraction(0)) == 90


def test_seconds_add_up_over_a_change() -> None:
    tempo = TempoMap.of([TempoMark(Fraction(0), 60), TempoMark(Fraction(4), 120)])
    assert tempo.seconds_at(Fraction(6)) == pytest.approx(5.0)


@given(tempos, quarters)
def test_onset_at_undoes_seconds_at(tempo: TempoMap, onset: Fraction) -> None:
    assert tempo.onset_at(tempo.seconds_at(onset)) == pytest.approx(float(onset), abs=1e-6)


@given(tempos, quarters, quarters)
def test_time_never_runs_backwards(tempo: TempoMap, one: Fraction, other: Fraction) -> None:
    early, late = sorted((one, other))
    assert tempo.seconds_at(early) <= tempo.seconds_at(late)
