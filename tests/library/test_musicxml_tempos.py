from fractions import Fraction

import pytest

from renshu.score.notation import Score
from support.musicxml import note, score_of, words

N = note("C4", 16)


def metronome(unit: str, per_minute: str, *, dot: bool = False) -> str:
    return (
        f"<direction><direction-type><metronome><beat-unit>{unit}</beat-unit>"
        f"{'<beat-unit-dot/>' if dot else ''}<per-minute>{per_minute}</per-minute></metronome>"
        "</direction-type></direction>"
    )


def tempo_at(score: Score, onset: float) -> float:
    return score.tempo.qpm_at(Fraction(onset))


def test_no_mark_is_said_to_be_none() -> None:
    assert not score_of(N).tempo.is_written


@pytest.mark.parametrize(
    ("mark", "qpm"),
    [
        (metronome("quarter", "72"), 72),
        (metronome("half", "60"), 120),
        (metronome("quarter", "60", dot=True), 90),
        (metronome("eighth", "c. 132"), 66),
        (metronome("quarter", "60-66"), 63),
        ('<direction><sound tempo="88"/></direction>', 88),
        ('<sound tempo="77.5"/>', 77.5),
        (metronome("quarter", "72").replace("</direction>", '<sound tempo="70"/></direction>'), 70),
    ],
)
def test_marks(mark: str, qpm: float) -> None:
    score = score_of(mark + N)
    assert tempo_at(score, 0) == qpm
    assert score.tempo.is_written


@pytest.mark.parametrize("mark", [metronome("quarter", "fast"), metronome("quarter", "4")])
def test_a_mark_without_a_sensible_number_is_none(mark: str) -> None:
    assert not score_of(mark + N).tempo.is_written


def test_a_mark_in_the_middle_of_a_bar_begins_there() -> None:
    half = note("C4", 8)
    score = score_of(metronome("quarter", "60") + half + metronome("quarter", "90") + half)
    assert (tempo_at(score, 1.5), tempo_at(score, 2)) == (60, 90)


def test_a_ritardando_slows_down_and_the_tempo_comes_back() -> None:
    score = score_of(metronome("quarter", "100") + N, words("rit.") + N, words("a tempo") + N)
    speeds = [tempo_at(score, onset) for onset in (3.5, 4, 5, 6, 7, 7.5)]
    assert speeds == sorted(speeds, reverse=True)
    assert speeds[-1] == pytest.approx(75)
    assert tempo_at(score, 8) == 100


def test_a_ritardando_leads_to_the_slower_mark_that_follows() -> None:
    score = score_of(
        metronome("quarter", "100") + N, words("rallentando") + N, metronome("quarter", "50") + N
    )
    assert tempo_at(score, 7.5) == pytest.approx(50)


def test_an_accelerando_hurries_for_two_bars_at_most() -> None:
    score = score_of(metronome("quarter", "80") + words("accel.") + N, N, N)
    assert tempo_at(score, 7.5) == pytest.approx(100)
    assert tempo_at(score, 8) == 80


def test_words_that_say_nothing_of_tempo_leave_it() -> None:
    assert (
        len(score_of(metronome("quarter", "80") + words("espressivo, ritmico?") + N).tempo.marks)
        == 1
    )
