from fractions import Fraction

import pytest

from renshu.score.notation import Measure, Score, TimeSignature
from renshu.score.printing import beat_of, playing_order, score_table
from support.musicxml import backup, barline, note, rest, score_of, words


def small() -> Score:
    return score_of(
        note("C5", 0) + note("D5", 8) + note("F#5", 8, chord=True) + rest(8)
        + backup(16) + note("D3", 16, staff=2),
        note("D5", 3) + note("E5", 1) + note("E5", 0) + rest(12) + barline(backward="2"),
        head="<work><work-title>Morning</work-title></work>"
        "<identification><creator type='composer'>Nobody</creator></identification>",
    )  # fmt: skip


def test_the_table_says_who_and_when_and_which_keys() -> None:
    assert score_table(small()).splitlines() == [
        "Morning",
        "Nobody",
        "2 bars · 7 notes · ♩ = 100 (not in the file)",
        "played: 1–2, 1–2",
        "",
        "bar  beat   right hand       left hand",
        "1    1      (C5) D5:2 F♯5:2  D3:4",
        "2    1      D5:3/4",
        "     1+3/4  E5:1/4",
        "     2      (E5)",
    ]


def test_a_straight_piece_needs_no_playing_order() -> None:
    score = score_of(note("C4", 16), note("C4", 16))
    assert playing_order(score) == "1–2"
    assert "played" not in score_table(score)


def test_notices_stand_at_the_end() -> None:
    score = score_of(note("C4", 8) + note("H4", 8), words("Fine") + note("C4", 16))
    assert score_table(score).endswith("bar 1: step H cannot be read, note left out")


@pytest.mark.parametrize(
    ("signature", "onset", "beat"),
    [
        (TimeSignature(4, 4), "0", "1"),
        (TimeSignature(4, 4), "5/2", "3+1/2"),
        (TimeSignature(6, 8), "3/2", "2"),
        (TimeSignature(6, 8), "2", "2+1/3"),
        (TimeSignature(3, 8), "1/2", "2"),
    ],
)
def test_beats_are_counted_as_they_are_felt(
    signature: TimeSignature, onset: str, beat: str
) -> None:
    measure = Measure(1, "2", Fraction(0), signature.measure_duration, signature)
    assert beat_of(measure, Fraction(onset)) == beat


def test_a_pickup_bar_ends_on_the_last_beat() -> None:
    pickup = Measure(0, "0", Fraction(0), Fraction(1), TimeSignature(4, 4))
    assert beat_of(pickup, Fraction(0)) == "4"
