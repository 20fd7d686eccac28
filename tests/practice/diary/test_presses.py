"""Key presses with their places, and how far a stretch of them reaches."""

import pytest

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press, extent, presses
from renshu.practice.marking import place_of
from support.notation import score

PIECE = score("C4 D4 E4 F4")
HERE = place_of(PIECE, PIECE.notes[1].onset)


def test_every_label_of_a_key_is_a_press() -> None:
    labels: list[Label] = [
        Match(KeyDown(1.0, 62), "n2", HERE),
        Insertion(KeyDown(2.0, 70), HERE),
        Deletion("n3", HERE, 2.5),
        Insertion(KeyDown(3.0, 64), HERE, is_ornament=True),
        Match(KeyDown(4.0, 65), "a note that is gone", HERE),
    ]
    assert presses(labels, PIECE, Moments(PIECE)) == (
        Press(1.0, 62, 1, PIECE.notes[1], is_stray=False),
        Press(2.0, 70, None, None, is_stray=True),
        Press(3.0, 64, None, None, is_stray=False),
        Press(4.0, 65, None, None, is_stray=True),
    )


@pytest.mark.parametrize(
    ("places", "reached"),
    [
        ([3], (3, 3)),
        ([5, 4, 6, None, 9], (4, 9)),
        ([0, 12, 24], (0, 24)),
        ([0, 13, 14], (13, 14)),
        ([0, 1, 14], (0, 1)),
        ([0, 20], (0, 0)),
        ([0, 20, 21, 22, 50, 51], (20, 22)),
    ],
)
def test_keys_that_lie_far_from_the_others_are_misplaced(
    places: list[int | None], reached: tuple[int, int]
) -> None:
    assert extent([Press(0.0, 60, place, None, is_stray=False) for place in places]) == reached
