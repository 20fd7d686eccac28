from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.marking import Marking, place_of, places
from renshu.practice.section import Section
from renshu.score.passage import ScorePosition
from support.notation import score

PIECE = score("[C3 C4] D4 E4 F4 | [C3 C4] A4 B4 C5 | [G3 D5] E5 F5 G5")


def play(marking: Marking, *chords: Iterable[int]) -> Marking:
    for number, chord in enumerate(chords):
        for pitch in chord:
            marking.feed(KeyDown(float(number), pitch))
        for pitch in chord:
            marking.feed(KeyUp(number + 0.5, pitch))
    return marking


@pytest.mark.parametrize(
    ("pitches", "there"),
    [
        ({64}, [2]),
        ({48, 60}, [0, 4]),
        ({60}, [0, 4]),
        ({55, 74, 75}, [8]),
        ({100}, []),
        ({55, 100, 101}, []),
    ],
)
def test_a_chord_is_found_where_most_of_it_is_written(pitches: set[int], there: list[int]) -> None:
    assert list(places(PIECE, frozenset(pitches))) == there


@pytest.mark.parametrize(("here", "start"), [(0, 0), (1, 4), (9, 0)])
def test_the_first_chord_means_the_next_of_its_places(here: int, start: int) -> None:
    marking = play(Marking(PIECE, Fraction(here)), (48, 60))
    assert marking.first == start
    assert marking.section is None


def test_the_last_chord_is_the_first_one_after_it() -> None:
    marking = play(Marking(PIECE, Fraction(1)), (48, 60), (76,))
    assert marking.section == Section(Fraction(4), Fraction(10))


def test_a_chord_that_is_nowhere_marks_nothing() -> None:
    marking = play(Marking(PIECE, Fraction(0)), (100, 101))
    assert marking.is_lost
    assert marking.first is None
    assert not play(marking, (64,), (62,)).section
    assert marking.is_lost
    assert play(marking, (67,), (69,)).section == Section(Fraction(2), Fraction(6))


def test_a_chord_is_not_over_while_a_key_is_down() -> None:
    marking = Marking(PIECE, Fraction(0))
    marking.feed(KeyUp(0.0, 30))
    marking.feed(KeyDown(0.0, 48))
    marking.feed(KeyDown(0.1, 60))
    marking.feed(KeyUp(0.2, 48))
    assert marking.first is None
    marking.feed(KeyUp(0.3, 60))
    assert marking.first == 0


@pytest.mark.parametrize(("onset", "measure"), [(0, 0), (3, 0), (4, 1), (11, 2), (12, 2), (99, 2)])
def test_an_onset_lies_in_its_measure_and_the_end_in_the_last(onset: int, measure: int) -> None:
    assert place_of(PIECE, Fraction(onset)) == ScorePosition(Fraction(onset), measure)
    assert place_of(score("C4"), Fraction(1)).measure == 0
    assert place_of(replace(PIECE, measures=()), Fraction(onset)).measure == 0


def test_a_piece_without_notes_has_no_places() -> None:
    empty = score(". . | .")
    assert places(empty, frozenset({60})) == ()
