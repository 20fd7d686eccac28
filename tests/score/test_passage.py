from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.notation import Score
from renshu.score.passage import (
    Hands,
    Passage,
    bars,
    performed_tempo,
    played_measures,
    unfold,
    whole,
)
from support.musicxml import barline, note, score_of

FOUR = tuple(note(pitch, 16) for pitch in ("C4", "D4", "E4", "F4"))


def repeated() -> Score:
    """Bars 1 to 4 with a repeat around bars 2 and 3."""
    first, second, third, last = FOUR
    return score_of(first, barline(forward=True) + second, third + barline(backward="2"), last)


def played(score: Score, passage: Passage, *, as_written: bool = False) -> list[int]:
    return [part.measure.index for part in played_measures(score, passage, as_written=as_written)]


def test_an_empty_stretch_is_refused() -> None:
    with pytest.raises(ValueError, match="is empty"):
        Passage(Fraction(4), Fraction(4))


def test_the_whole_score_follows_the_roadmap() -> None:
    score = repeated()
    assert played(score, whole(score)) == [0, 1, 2, 1, 2, 3]


def test_as_written_every_bar_comes_once() -> None:
    score = repeated()
    assert played(score, whole(score), as_written=True) == [0, 1, 2, 3]


def test_a_loop_over_a_repeat_sign_runs_straight_through() -> None:
    score = repeated()
    assert played(score, bars(score, 2, 3)) == [2, 3]


def test_chords_know_their_place_and_pass() -> None:
    chords = unfold(repeated(), whole(repeated()))
    assert [str(chord.onset) for chord in chords] == ["0", "4", "8", "12", "16", "20"]
    assert [chord.position.pass_number for chord in chords] == [1, 1, 1, 2, 2, 1]


def test_part_of_a_bar() -> None:
    score = score_of(*(note("C4") + note("D4") + note("E4") + note("F4"),) * 2)
    chords = unfold(score, Passage(Fraction(2), Fraction(6)))
    assert [(str(c.onset), str(c.notes[0].spelling)) for c in chords] == [
        ("0", "E4"),
        ("1", "F4"),
        ("2", "C4"),
        ("3", "D4"),
    ]


def test_one_hand_alone() -> None:
    score = score_of(
        note("C5", 16) + "<backup><duration>16</duration></backup>" + note("C3", 16, staff=2)
    )
    right, left = unfold(score, whole(score, Hands.RIGHT)), unfold(score, whole(score, Hands.LEFT))
    assert [chord.notes[0].pitch for chord in right] == [72]
    assert [chord.notes[0].pitch for chord in left] == [48]


def test_grace_notes_come_in_chords_of_their_own() -> None:
    score = score_of(note("D5", 0) + note("E5", 0) + note("C5", 16))
    assert [chord.is_grace for chord in unfold(score, whole(score))] == [True, True, False]


def test_the_tempo_follows_the_playing_order() -> None:
    tempo = '<direction><sound tempo="60"/></direction>'
    first, second, third, last = FOUR
    score = score_of(
        first, barline(forward=True) + second, tempo + third + barline(backward="2"), last
    )
    performed = performed_tempo(score, played_measures(score, whole(score)))
    assert performed.qpm_at(Fraction(8)) == 60
    assert performed.qpm_at(Fraction(12)) == score.tempo.qpm_at(Fraction(4))


@given(st.fractions(0, 15, max_denominator=4), st.fractions(0, 15, max_denominator=4))
def test_performed_time_has_no_gaps(one: Fraction, other: Fraction) -> None:
    score = repeated()
    start, end = sorted((one, other))
    if start == end:
        return
    parts = played_measures(score, Passage(start, end))
    for before, after in pairwise(parts):
        assert after.onset == before.onset + before.end - before.start
