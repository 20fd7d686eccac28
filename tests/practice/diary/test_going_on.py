"""What it costs to take presses as going on: a table, with the prices in stray keys."""

import pytest

from renshu.practice.diary.going_on import OMITTED, STRAY, course
from renshu.practice.diary.moments import Row

SCALE = Row(tuple(range(5)), ((60,), (62,), (64,), (65,), (67,)))
CHORDS = Row((0, 3, 6), ((60, 64), (62, 65), (67, 71)))


def prices(*costs: float) -> tuple[float, ...]:
    """In all after each press, of the price of each."""
    return tuple(sum(costs[:count]) for count in range(len(costs) + 1))


@pytest.mark.parametrize(
    ("place", "pitches", "costs", "moves"),
    [
        (0, [], [], None),
        (0, [62, 64, 65], [0, 0, 0], 0),
        (0, [64], [OMITTED], 0),
        (0, [64, 67], [OMITTED, OMITTED], 0),
        (0, [65], [STRAY], None),
        (0, [61, 62], [STRAY, 0], 1),
        (0, [60], [STRAY], None),
        (3, [67, 67], [0, STRAY], 0),
        (4, [60], [STRAY], None),
        (9, [62], [STRAY], None),
    ],
)
def test_on_through_a_scale(
    place: int, pitches: list[int], costs: list[float], moves: int | None
) -> None:
    found = course(SCALE, place, (), pitches)
    assert (found.prices, found.moves) == (prices(*costs), moves)


@pytest.mark.parametrize(
    ("place", "pitches", "costs", "moves"),
    [
        (4, [65, 64, 62], [0, 0, 0], 0),
        (4, [64, 60], [OMITTED, OMITTED], 0),
        (2, [67], [STRAY], None),
        (0, [62], [STRAY], None),
        (9, [65], [0], 0),
    ],
)
def test_back_from_where_it_leads(
    place: int, pitches: list[int], costs: list[float], moves: int | None
) -> None:
    found = course(SCALE, place, (), pitches, -1)
    assert (found.prices, found.moves) == (prices(*costs), moves)


@pytest.mark.parametrize(
    ("is_open", "pitches", "costs", "moves"),
    [
        ([60, 64], [64, 60, 62], [0, 0, 0], 2),
        ([64], [64, 64], [0, STRAY], None),
        ([64], [62, 64, 65], [0, 0, 0], 0),
        ([64], [62, 65, 67, 64], [0, 0, 0, STRAY], 0),
        ([], [65, 62, 62], [0, 0, STRAY], 0),
        ([], [71, 67], [OMITTED, 0], 0),
    ],
)
def test_the_keys_of_a_chord_come_in_any_order_and_a_little_late(
    is_open: list[int], pitches: list[int], costs: list[float], moves: int | None
) -> None:
    found = course(CHORDS, 0, is_open, pitches)
    assert (found.prices, found.moves) == (prices(*costs), moves)


def test_a_place_where_the_hand_rests_counts_as_its_next_one() -> None:
    assert course(CHORDS, 1, (), [67, 71]).prices == prices(0, 0)
