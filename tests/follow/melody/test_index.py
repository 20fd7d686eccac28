from math import exp, log

import numpy as np
import pytest

from renshu.follow.melody.index import ANYWHERE, INSIDE, MARGIN, MelodyIndex
from renshu.follow.melody.lines import melody_of
from support.melodies import MELODIES
from support.notation import score

TUNE = melody_of(score("C4 D4 | E4 . C4=1/100 D4"))
ARRANGED = melody_of(score("[C3 E5] [E3 F5] | [G3 G5] [C4< A5]"))


@pytest.fixture
def index() -> MelodyIndex:
    return MelodyIndex({"tune": TUNE, "arranged": ARRANGED})


def rows(*lines: list[int]) -> list[int]:
    """The places of lines, with empty ones before each and behind the last."""
    return [cell for line in lines for cell in [*[-1] * MARGIN, *line]] + [-1] * MARGIN


def test_the_lines_lie_one_behind_the_other(index: MelodyIndex) -> None:
    pitches = rows([60, 62, 64, 60, 62], [76, 77, 79, 81], [48, 52, 55, 60])
    assert np.maximum(index.pitch, -1).tolist() == pitches
    is_place = index.pitch >= 0
    assert index.onset[is_place].tolist() == pytest.approx(
        [0, 1, 2, 4, 4.01, 0, 1, 2, 3, 0, 1, 2, 3]
    )
    assert index.measure[is_place].tolist() == [0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]
    assert index.piece[is_place].tolist() == [0] * 5 + [1] * 8
    assert index.is_start[is_place].tolist() == [1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]
    assert index.pieces == ("tune", "arranged")
    assert len(index) == len(pitches)


@pytest.mark.parametrize("reach", [1, 2])
def test_no_interval_leads_from_one_line_into_another(index: MelodyIndex, reach: int) -> None:
    pitch = index.pitch.astype(int)
    for place in range(reach, len(pitch)):
        if abs(pitch[place] - pitch[place - reach]) <= 127:
            assert (pitch[place - reach : place + 1] >= 0).all()


@pytest.mark.parametrize(
    ("interval", "reached"),
    [
        (2, [4, 5, 7, 13, 14]),
        (1, [12]),
        (-4, [6]),
        (3, [20]),
        (4, [19]),
        (5, [21]),
        (0, []),
        (7, []),
    ],
)
def test_the_places_to_which_an_interval_leads(
    index: MelodyIndex, interval: int, reached: list[int]
) -> None:
    assert index.steps[index.after(interval)].tolist() == reached


def test_each_step_is_found_by_its_interval() -> None:
    index = MelodyIndex(MELODIES)
    steps = np.diff(index.pitch.astype(int), prepend=10_000)
    for interval in (-127, *range(-13, 14), 127):
        found = index.steps[index.after(interval)]
        assert sorted(found.tolist()) == np.flatnonzero(steps == interval).tolist()


def test_a_step_of_the_widest_interval_is_found() -> None:
    widest = melody_of(score("C-1 G9 C-1 G9"))
    index = MelodyIndex({"widest": widest})
    assert index.steps[index.after(127)].tolist() == [4, 6]
    assert index.steps[index.after(-127)].tolist() == [5]
    assert index.surprise(127) == pytest.approx(log((3 + 97) / (2 + 1)))


def test_what_a_step_takes_is_written(index: MelodyIndex) -> None:
    taken = dict(zip(index.steps.tolist(), index.steps_written.tolist(), strict=True))
    assert [taken[place] for place in range(4, 8)] == pytest.approx(
        [log(1), log(1), log(2), log(0.02)], abs=1e-6
    )


def test_rare_intervals_say_more() -> None:
    index = MelodyIndex({"tune": melody_of(score("C4 D4 E4 D4 E4 C4"))})
    possible = 2 * 48 + 1  # each of them is counted once more than it was seen
    assert index.surprise(2) == pytest.approx(log((5 + possible) / 4))
    assert index.surprise(-2) == pytest.approx(log((5 + possible) / 2))
    assert index.surprise(-4) == pytest.approx(log((5 + possible) / 2))
    assert index.surprise(1) == pytest.approx(log((5 + possible) / 1))


def test_the_widest_intervals_are_all_as_rare() -> None:
    wide = melody_of(score("C2 C6 C2 C#6 C1"))
    index = MelodyIndex({"wide": wide})
    assert index.surprise(48) == index.surprise(49) == index.surprise(100)
    assert index.surprise(-48) == index.surprise(-61) == index.surprise(-127)
    assert index.surprise(48) == index.surprise(-48) == pytest.approx(log((4 + 97) / (2 + 1)))
    assert index.surprise(47) == index.surprise(-47) == pytest.approx(log((4 + 97) / 1))


def test_a_melody_begins_with_a_phrase_on_top_of_its_piece_and_pieces_are_equals() -> None:
    index = MelodyIndex({"tune": TUNE, "arranged": ARRANGED})
    shares = {
        "tune": [1, exp(ANYWHERE), 1, 1, exp(ANYWHERE)],
        "arranged": [rank * start for rank in (1, exp(INSIDE)) for start in (1, exp(ANYWHERE)) * 2],
    }
    mean = sum(map(sum, shares.values())) / 2
    expected = [log(one / sum(all_) * mean) for all_ in shares.values() for one in all_]
    begun = dict(zip(index.steps.tolist(), index.steps_prior.tolist(), strict=True))
    places = np.flatnonzero(index.pitch >= 0).tolist()
    assert [begun[place + 1] for place in places] == pytest.approx(expected, abs=1e-5)


def test_a_piece_without_a_line_is_no_obstacle() -> None:
    index = MelodyIndex({"none": melody_of(score("C4")), "tune": TUNE})
    assert index.piece[MARGIN : MARGIN + 5].tolist() == [1] * 5
    assert len(MelodyIndex({})) == MARGIN
    assert MelodyIndex({}).surprise(2) == pytest.approx(log(97))


def test_a_place_costs_few_bytes() -> None:
    index = MelodyIndex(MELODIES)
    columns = [column for column in vars(index).values() if isinstance(column, np.ndarray)]
    per_place = [column.itemsize for column in columns if len(column) == len(index)]
    assert sum(per_place) == 2 + 4 + 4 + 4 + 1 + 1 + 4 + 4 + 4
    assert sum(column.nbytes for column in columns if len(column) != len(index)) < 4000


@pytest.mark.parametrize("line", ["C4 D4 E4 F4", "C-1 D-1 E-1 F-1"])
def test_the_beginnings_of_a_short_piece_are_as_likely_as_all_of_a_long_one(line: str) -> None:
    """A bar of four notes has one beginning, and three unlikely ones."""
    short = melody_of(score(line))
    beginnings = 1 + 3 * exp(ANYWHERE)
    alone = MelodyIndex({"short": short})
    assert max(alone.steps_prior[alone.steps > MARGIN].tolist()) == pytest.approx(0)
    both = MelodyIndex({"short": short, "tune": TUNE})
    begun = dict(zip(both.steps.tolist(), both.steps_prior.tolist(), strict=True))
    mean = (beginnings + 3 + 2 * exp(ANYWHERE)) / 2
    assert begun[MARGIN + 1] == pytest.approx(log(mean / beginnings), abs=1e-5)
