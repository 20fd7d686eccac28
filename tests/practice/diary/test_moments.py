"""The moments of a score by their numbers."""

import pytest

from renshu.practice.diary.moments import Moments, Row
from renshu.score.passage import Hands
from support.notation import score

PIECE = score("[C4 C3] D4 . E3 | ~G4 F4=2 E4 D3", qpm=120)
"""Right hand at 0, 1, 4 and 6, left hand at 0, 3 and 7."""
MOMENTS = Moments(PIECE)


def test_every_onset_is_one_moment() -> None:
    assert list(map(float, MOMENTS.onsets)) == [0, 1, 3, 4, 6, 7]
    assert MOMENTS.seconds == (0, 0.5, 1.5, 2, 3, 3.5)
    assert MOMENTS.measures == [0, 0, 0, 1, 1, 1]
    assert MOMENTS.bar_ends == (2, 2, 2, 4, 4, 4)
    assert [MOMENTS.place_of[onset] for onset in MOMENTS.onsets] == list(range(6))


@pytest.mark.parametrize(
    ("hands", "places", "keys"),
    [
        (Hands.BOTH, (0, 1, 2, 3, 4, 5), [{48, 60}, {62}, {52}, {65, 67}, {64}, {50}]),
        (Hands.RIGHT, (0, 1, 3, 4), [{60}, {62}, {65, 67}, {64}]),
        (Hands.LEFT, (0, 2, 5), [{48}, {52}, {50}]),
    ],
)
def test_each_hand_has_its_own(hands: Hands, places: tuple[int, ...], keys: list[set[int]]) -> None:
    row = MOMENTS.rows[hands]
    assert row.places == places
    assert [set(one) for one in row.keys] == keys


def test_a_grace_note_on_the_same_key_is_pressed_by_itself_and_a_unison_once() -> None:
    row = Moments(score("~C4 C4 [D4> D4<]")).rows[Hands.BOTH]
    assert row.keys == ((60, 60), (62,))


@pytest.mark.parametrize(
    ("low", "high", "between"),
    [(0, 5, (2,)), (-1, 6, (0, 2, 5)), (0, 2, ()), (2, 3, ()), (1, 6, (2, 5))],
)
def test_what_lies_between_two_moments(low: int, high: int, between: tuple[int, ...]) -> None:
    row = Row((0, 2, 5), ((48,), (52,), (50,)))
    assert row.between(low, high) == between
    assert [row.index(place) for place in (0, 1, 2, 5, 6)] == [0, 1, 1, 2, 3]
