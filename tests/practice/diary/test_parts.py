"""A take cut into parts, with the missed notes that belong to each."""

from fractions import Fraction

import pytest

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.parts import Part, parts
from renshu.practice.diary.presses import presses
from renshu.score.passage import ScorePosition
from support.notation import score

PIECE = score("C4 D4 E4 F4 | G4 A4 B4 C5")
HERE = ScorePosition(Fraction(0), 0)


def match(time: float, note: str = "n1") -> Match:
    return Match(KeyDown(time, 60), note, HERE)


def missed(time: float, note: str = "n8") -> Deletion:
    return Deletion(note, HERE, time)


def cut(labels: list[Label], begins: list[int], repeats: tuple[int, ...] = ()) -> list[Part]:
    return list(parts(presses(labels, PIECE, Moments(PIECE)), labels, begins, repeats))


EIGHT: list[Label] = [match(float(second)) for second in range(8)]


def test_every_press_is_in_one_part_with_its_label() -> None:
    found = cut(EIGHT, [0, 3, 5])
    assert [(part.first, part.stop) for part in found] == [(0, 3), (3, 5), (5, 8)]
    assert [label for part in found for label in part.labels] == EIGHT
    assert [len(part.presses) for part in found] == [3, 2, 3]


@pytest.mark.parametrize(
    ("time", "number"), [(-1.0, 0), (0.0, 0), (2.9, 0), (3.0, 1), (4.5, 1), (5.0, 2), (99.0, 2)]
)
def test_a_missed_note_is_where_it_was_due(time: float, number: int) -> None:
    found = cut([*EIGHT, missed(time)], [0, 3, 5])
    assert [len(part.missed) for part in found] == [int(n == number) for n in range(3)]


def test_a_missed_note_goes_with_the_wrong_key_that_stands_for_it() -> None:
    wrong = Insertion(KeyDown(2.5, 61), HERE, wrong_for="n8")
    labels: list[Label] = [*EIGHT[:3], wrong, *EIGHT[3:], missed(7.0)]
    found = cut(labels, [0, 4])
    assert [len(part.missed) for part in found] == [1, 0]


def test_of_several_wrong_keys_each_stands_for_one_the_nearest_first() -> None:
    first, second = (Insertion(KeyDown(time, 61), HERE, wrong_for="n8") for time in (1.5, 6.5))
    labels: list[Label] = [*EIGHT[:2], first, *EIGHT[2:7], second, EIGHT[7]]
    for times, counts in (([6.0], [0, 1]), ([2.0], [1, 0]), ([6.0, 6.1], [1, 1])):
        found = cut([*labels, *(missed(time) for time in times)], [0, 5])
        assert [len(part.missed) for part in found] == counts
    three = cut([*labels, missed(6.0), missed(6.1), missed(7.0)], [0, 5])
    assert [len(part.missed) for part in three] == [1, 2]


def test_repeats_inside_a_part_are_its_legs() -> None:
    """A part that begins where a repeat leads to has no leg there."""
    first, second = cut(EIGHT, [0, 4], (2, 3, 4, 6))
    assert (first.legs, second.legs) == ((2, 3), (2,))
    assert [first.leg(time) for time in (0.0, 1.9, 2.0, 2.5, 3.0, 9.0)] == [0, 0, 1, 1, 2, 2]
    assert [second.leg(time) for time in (4.0, 5.9, 6.0)] == [0, 0, 1]
