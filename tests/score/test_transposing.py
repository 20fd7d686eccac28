"""Laws of transposing a score, and a table of keys that every pianist knows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.notation import Mark, Score
from renshu.score.pitch import Spelling
from renshu.score.transposing import (
    FARTHEST,
    Interval,
    chord_transposed,
    interval,
    reach,
    transposed,
)
from support.notation import score

semitones = st.integers(-FARTHEST, FARTHEST)
fifths = st.integers(-7, 7)
spellings = st.builds(Spelling, st.sampled_from("CDEFGAB"), st.integers(-2, 2), st.integers(1, 7))


def in_key(song: Score, signs: int) -> Score:
    return replace(song, measures=tuple(replace(one, key_fifths=signs) for one in song.measures))


SONG = score("C4 D4 [E4 G4] F4 | G4 A4 B4 C5")


@given(signs=fifths, by=semitones)
def test_a_key_gets_no_more_signs_than_there_are_on_paper(signs: int, by: int) -> None:
    assert abs(signs + interval(signs, by).fifths) <= 6 or by in {-12, 0, 12}


@given(signs=fifths, by=semitones)
def test_there_is_no_key_with_fewer_signs(signs: int, by: int) -> None:
    others = [Interval(steps, by) for steps in range(-9, 10)]
    least = min(abs(signs + way.fifths) for way in others)
    assert abs(signs + interval(signs, by).fifths) == least


@pytest.mark.parametrize(
    ("signs", "by", "becomes"),
    [
        (0, 1, -5),
        (0, 2, 2),
        (0, -1, 5),
        (0, 3, -3),
        (1, 1, -4),
        (-3, 2, -1),
        (2, -2, 0),
        (4, 1, -1),
    ],
)
def test_keys_become_those_that_are_usual(signs: int, by: int, becomes: int) -> None:
    assert signs + interval(signs, by).fifths == becomes


@given(spelling=spellings, signs=fifths, by=semitones)
def test_a_spelling_sounds_where_it_should_and_has_two_signs_at_most(
    spelling: Spelling, signs: int, by: int
) -> None:
    moved = interval(signs, by).of(spelling)
    assert moved.pitch == spelling.pitch + by
    assert abs(moved.alter) <= 2


@given(signs=fifths, by=semitones)
def test_what_needs_no_accidental_needs_none_there(signs: int, by: int) -> None:
    """The notes of a key become those of the other key."""
    way = interval(signs, by)
    for step in "CDEFGAB":
        moved = way.of(Spelling(step, signed(step, signs), 4))
        assert moved.alter == signed(moved.step, signs + way.fifths)


def signed(step: str, signs: int) -> int:
    """What a key signature makes of a step."""
    place = "FCGDAEB".index(step)
    return (signs + 6 - place) // 7


@given(by=semitones, signs=fifths)
def test_all_but_pitch_stays(by: int, signs: int) -> None:
    song = in_key(SONG, signs)
    moved = transposed(song, by)
    assert moved.id == song.id
    assert [note.pitch - by for note in moved.notes] == [note.pitch for note in song.notes]
    assert all(note.spelling.pitch == note.pitch for note in moved.notes)
    for one, other in zip(moved.notes, song.notes, strict=True):
        assert replace(one, pitch=other.pitch, spelling=other.spelling) == other


@given(by=semitones)
def test_there_and_back_is_where_it_was(by: int) -> None:
    song = in_key(SONG, 0)
    assert [n.pitch for n in transposed(transposed(song, by), -by).notes] == [
        n.pitch for n in song.notes
    ]


@pytest.mark.parametrize("pitches", ["C-1", "G9"])
def test_it_goes_no_further_than_there_are_numbers(pitches: str) -> None:
    song = score(pitches)
    for by in range(-FARTHEST, FARTHEST + 1):
        if by in reach(song):
            assert 0 <= transposed(song, by).notes[0].pitch <= 127
        else:
            with pytest.raises(ValueError, match="there is no note"):
                transposed(song, by)


def test_too_far_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        transposed(SONG, 13)


@pytest.mark.parametrize(
    ("symbol", "way", "becomes"),
    [
        ("C", Interval(1, 2), "D"),
        ("F♯m7/C♯", Interval(1, 1), "Gm7/D"),
        ("B♭maj7", Interval(1, 2), "Cmaj7"),
        ("N.C.", Interval(1, 2), "N.C."),
        ("", Interval(1, 2), ""),
    ],
)
def test_chord_symbols_move_with_their_bass(symbol: str, way: Interval, becomes: str) -> None:
    assert chord_transposed(symbol, way) == becomes


def test_the_marks_of_a_score_move() -> None:
    marks = (
        Mark("chord", SONG.measures[1].onset, "Am"),
        Mark("words", SONG.measures[1].onset, "A"),
    )
    moved = transposed(replace(in_key(SONG, 0), marks=marks), 2)
    assert [mark.text for mark in moved.marks] == ["Bm", "A"]
