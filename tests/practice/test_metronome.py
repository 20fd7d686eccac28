"""Beats: a capital letter is an accent, so `1 0 0` of a 3/4 bar reads `X..`."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.metronome import beats, count_in, count_in_duration
from renshu.practice.subdivision import Subdivision
from renshu.score.notation import Score, TimeSignature
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
        ("4/4", "C4=4 | C4=3 | C4=2 | C4=4", "0 1 2 3 4 5 6 7 8 9 10 11 12", "X...X..X.X..."),
    ],
)
def test_beats_of_a_metre(meter: str, line: str, onsets: str, accents: str) -> None:
    found = written(score(line, meter=meter))
    assert [onset for onset, _ in found] == [Fraction(text) for text in onsets.split()]
    assert "".join("X" if is_accent else "." for _, is_accent in found) == accents


@pytest.mark.parametrize(
    ("signature", "subdivision", "clicks"),
    [
        (TimeSignature(2, 4), Subdivision.OFF, "X:0 x:1"),
        (TimeSignature(2, 4), Subdivision.EIGHTHS, "X:0 .:1/2 x:1 .:3/2"),
        (TimeSignature(1, 4), Subdivision.TRIPLETS, "X:0 .:1/3 .:2/3"),
        (TimeSignature(1, 4), Subdivision.SIXTEENTHS, "X:0 .:1/4 .:1/2 .:3/4"),
        (TimeSignature(6, 8), Subdivision.EIGHTHS, "X:0 .:1/2 .:1 x:3/2 .:2 .:5/2"),
        (TimeSignature(6, 8), Subdivision.TRIPLETS, "X:0 .:1/2 .:1 x:3/2 .:2 .:5/2"),
        (TimeSignature(3, 8), Subdivision.EIGHTHS, "X:0 x:1/2 x:1"),
        (TimeSignature(5, 8, (3, 2)), Subdivision.OFF, "X:0 x:3/2"),
        (TimeSignature(5, 8, (2, 3)), Subdivision.EIGHTHS, "X:0 .:1/2 x:1 .:3/2 .:2"),
        (TimeSignature(7, 8, (2, 2, 3)), Subdivision.OFF, "X:0 x:1 x:2"),
    ],
)
def test_subdivisions_and_groups(
    signature: TimeSignature, subdivision: Subdivision, clicks: str
) -> None:
    music = in_metre(signature)
    found = beats(music, played_measures(music, whole(music)), subdivision)
    signs = (("." if b.is_division else "X" if b.is_accent else "x", b.onset) for b in found)
    assert " ".join(f"{sign}:{onset}" for sign, onset in signs) == clicks


def in_metre(signature: TimeSignature) -> Score:
    music = score(f"C4={signature.measure_duration}")
    return replace(music, measures=(replace(music.measures[0], time_signature=signature),))


@given(st.integers(1, 12), st.sampled_from([2, 4, 8, 16]), st.sampled_from(Subdivision), st.data())
def test_subdivisions_add_clicks_and_move_none(
    count: int, beat_type: int, subdivision: Subdivision, data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, count))
    groups = (first, count - first) if first < count else ()
    music = in_metre(TimeSignature(count, beat_type, groups))
    part = played_measures(music, whole(music))
    plain, divided = beats(music, part), beats(music, part, subdivision)
    assert tuple(beat for beat in divided if not beat.is_division) == plain
    onsets = [beat.onset for beat in divided]
    assert onsets == sorted(set(onsets))
    assert onsets[-1] < music.end


def test_a_count_in_counts_the_groups() -> None:
    music = in_metre(TimeSignature(5, 8, (3, 2)))
    found = count_in(music, played_measures(music, whole(music))[0], 1, Fraction(0))
    assert [beat.onset for beat in found] == [Fraction(-5, 2), -1]


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
