"""Beats: a capital letter is an accent, so `1 0 0` of a 3/4 bar reads `X..`."""

from fractions import Fraction

import pytest

from renshu.practice.metronome import beats, count_in, count_in_duration
from renshu.score.notation import Score
from renshu.score.passage import Passage, played_measures, whole
from support.notation import score


def written(score: Score, passage: Passage | None = None) -> list[tuple[Fraction, bool]]:
    played = played_measures(score, passage or whole(score))
    return [(beat.onset, beat.is_accent) for beat in beats(score, played)]


@pytest.mark.parametrize(
    ("meter", "line", "onsets", "accents"),
    [
        ("4/4", "C4=4 | C4=4", "0 1 2 3 4 5 6 7", "X...X..."),
        ("3/4", "C4=3 | C4=3", "0 1 2 3 4 5", "X..X.."),
        ("2/2", "C4=4 | C4=4", "0 2 4 6", "X.X."),
        ("6/8", "C4=3 | C4=3", "0 3/2 3 9/2", "X.X."),
        ("12/8", "C4=6", "0 3/2 3 9/2", "X..."),
        ("3/8", "C4=3/2 | C4=3/2", "0 1/2 1 3/2 2 5/2", "X..X.."),
        ("7/8", "C4=7/2", "0 1/2 1 3/2 2 5/2 3", "X......"),
        ("4/4", "C4 | C4=4", "0 1 2 3 4", ".X..."),
        ("4/4", "C4=3/2 | C4=4", "1/2 3/2 5/2 7/2 9/2", ".X..."),
        ("4/4", "C4=4 | C4=3 | C4 | C4=4", "0 1 2 3 4 5 6 7 8 9 10 11", "X...X...X..."),
        ("4/4", "C4=2", "0 1", "X."),
    ],
)
def test_beats_of_a_metre(meter: str, line: str, onsets: str, accents: str) -> None:
    found = written(score(line, meter=meter))
    assert [onset for onset, _ in found] == [Fraction(text) for text in onsets.split()]
    assert "".join("X" if is_accent else "." for _, is_accent in found) == accents


def test_repeats_are_clicked_as_they_are_played() -> None:
    found = written(score("C4=4 | C4=3", order=[0, 0, 1]))
    assert len(found) == 11
    assert [onset for onset, is_accent in found if is_accent] == [0, 4, 8]


def test_a_passage_from_the_middle_of_a_bar_keeps_its_beats() -> None:
    whole_score = score("C4=4 | C4=4")
    found = written(whole_score, Passage(Fraction(5, 2), Fraction(8)))
    assert found[0] == (Fraction(1, 2), False)
    assert found[1] == (Fraction(3, 2), True)


@pytest.mark.parametrize(
    ("meter", "line", "bars", "skipped", "onsets", "accents"),
    [
        ("4/4", "C4=4", 1, "0", "-4 -3 -2 -1", "X..."),
        ("3/4", "C4=3", 2, "0", "-6 -5 -4 -3 -2 -1", "X..X.."),
        ("6/8", "C4=3", 1, "0", "-3 -3/2", "X."),
        ("3/4", "C4 | C4=3", 1, "0", "-5 -4 -3 -2 -1", "X..X."),
        ("4/4", "C4=1/2 | C4=4", 1, "0", "-15/2 -13/2 -11/2 -9/2 -7/2 -5/2 -3/2 -1/2", "X...X..."),
        ("4/4", "C4=4", 1, "2", "-6 -5 -4 -3 -2 -1", "X...X."),
        ("4/4", "C4=4", 1, "1/2", "-9/2 -7/2 -5/2 -3/2 -1/2", "X...X"),
        ("4/4", "C4=4", 0, "1", "", ""),
    ],
)
def test_the_count_in_leads_into_the_bar(
    meter: str, line: str, bars: int, skipped: str, onsets: str, accents: str
) -> None:
    music = score(line, meter=meter)
    part = played_measures(music, whole(music))[0]
    found = count_in(music, part, bars, Fraction(skipped))
    assert [beat.onset for beat in found] == [Fraction(text) for text in onsets.split()]
    assert "".join("X" if beat.is_accent else "." for beat in found) == accents
    assert count_in_duration(found) == (-found[0].onset if found else 0)
