"""Which hands played, and from when."""

import pytest

from renshu.practice.diary.hands import changes, hands_of
from renshu.practice.diary.moments import Moments
from renshu.score.passage import Hands
from support.notation import score
from support.pressed import pressed, stray

BOTH = score(" | ".join(["[C4 C3] [D4 D3] [E4 E3] [F4 F3]"] * 8))
"""32 moments of both hands."""
MOMENTS = Moments(BOTH)
L, R, B = Hands.LEFT, Hands.RIGHT, Hands.BOTH


@pytest.mark.parametrize(
    ("parts", "hands"),
    [
        ([(range(8), B)], B),
        ([(range(8), R)], R),
        ([(range(8), L)], L),
        ([(range(8), R), ([7], L)], R),
        ([(range(8), R), ([6, 7], L)], B),
        ([(range(4), R), (range(4, 8), L)], B),
    ],
)
def test_a_hand_plays_that_has_a_quarter_of_its_moments(
    parts: list[tuple[range, Hands]], hands: Hands
) -> None:
    played = [press for places, its in parts for press in pressed(BOTH, places, its)]
    assert hands_of(played, MOMENTS) is hands


def test_a_hand_that_has_nothing_to_play_is_not_silent() -> None:
    alone = score("C4 D4 E4 F4 | C3 D3 E3 F3")
    right = pressed(alone, range(4))
    assert hands_of(right, Moments(alone)) is B
    further = score("C4 D4 E4 [F4 C3]")
    assert hands_of(pressed(further, range(3)), Moments(further)) is B
    assert hands_of(pressed(further, range(4), R), Moments(further)) is R


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(range(32), B)], []),
        ([(range(8), B), (range(8, 16), R)], [16]),
        ([(range(8), B), (range(8, 16), L)], [16]),
        ([(range(8), B), (range(8, 15), R)], []),
        ([(range(7), B), (range(7, 17), R)], []),
        ([(range(8), R), (range(8, 16), B)], [8]),
        ([(range(8), R), (range(8, 15), B)], []),
        ([(range(8), B), (range(8, 16), R), (range(16, 24), B)], [16, 24]),
        ([(range(8), B), (range(8, 16), R), (range(16, 20), B)], [16]),
        ([(range(8), R), (range(8, 16), L)], [8]),
        ([(range(16), R)], []),
    ],
)
def test_a_hand_falls_silent_or_joins_in_for_eight_moments(
    parts: list[tuple[range, Hands]], expected: list[int]
) -> None:
    played = [press for places, its in parts for press in pressed(BOTH, places, its)]
    assert changes(played, 0, len(played), MOMENTS) == expected


def test_changes_count_from_the_beginning_of_the_take() -> None:
    before = [*pressed(BOTH, range(20, 24)), stray(30.0)]
    part = [*pressed(BOTH, range(8)), *pressed(BOTH, range(8, 16), R)]
    played = [*before, *part]
    assert changes(played, len(before), len(played), MOMENTS) == [len(before) + 16]


def test_a_rest_of_both_hands_is_no_change() -> None:
    """Somebody who leaves out two bars with both has not put one hand down."""
    played = [*pressed(BOTH, range(8)), *pressed(BOTH, range(18, 28))]
    assert changes(played, 0, len(played), MOMENTS) == []
