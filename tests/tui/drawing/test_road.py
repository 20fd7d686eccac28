from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.passage import Passage, ScorePosition, bars, whole
from renshu.tui.drawing.road import Road
from support.notation import score

SONG = score("C4 D4 E4 F4 | G4=2 A4=2 | B4=4")
TWICE = score("C4 D4 | E4 F4 | G4=2", order=[0, 1, 0, 2])


def looped(first: int, last: int) -> Road:
    passage = bars(SONG, first, last)
    return Road(SONG, Passage(passage.start, passage.end, is_looped=True))


def onsets(road: Road, low: float, high: float) -> list[tuple[str, float]]:
    found = road.notes_between(low, high)
    return [(one.note.name, one.note.start + one.shift) for one in found]


def test_notes_come_in_playing_order() -> None:
    road = Road(TWICE, whole(TWICE))
    assert [name for name, _ in onsets(road, 0, 99)] == ["C", "D", "E", "F", "C", "D", "G"]
    assert [(bar.number, bar.is_jump) for _, bar in road.bars_between(0, 99)] == [
        ("1", False), ("2", False), ("1", True), ("3", True),
    ]  # fmt: skip


def test_as_written_every_bar_comes_once() -> None:
    road = Road(TWICE, whole(TWICE), as_written=True)
    assert [bar.number for _, bar in road.bars_between(0, 99)] == ["1", "2", "3"]


def test_a_note_is_there_as_long_as_it_sounds() -> None:
    road = Road(SONG, whole(SONG))
    assert onsets(road, 5.5, 6.5) == [("G", 4.0), ("A", 6.0)]
    assert onsets(road, 6.0, 6.5) == [("A", 6.0)]


def test_a_loop_goes_on_without_end() -> None:
    road = looped(1, 1)
    assert onsets(road, 6.5, 10.5) == [("A", 6.0), ("G", 8.0), ("A", 10.0)]
    assert [onset for onset, _ in road.bars_between(0, 9)] == [0, 4, 8]
    assert {bar.is_jump for _, bar in road.bars_between(0, 9)} == {True}
    assert list(road.beats_between(7, 9)) == [7, 8]
    assert road.next_onset(2.0) == 4.0
    assert road.measure_at(9.0) == 1


def test_a_grace_note_comes_before_its_note() -> None:
    ornamented = score("C4 ~D4 E4")
    assert [name for name, _ in onsets(Road(ornamented, whole(ornamented)), 0, 9)] == [
        "C", "D", "E",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("near", "found"),
    [(0.0, 0.0), (1.0, 0.0), (1.5, 4.0), (3.9, 4.0), (4.0, 4.0), (4.5, 4.0), (7.0, 4.0)],
)
def test_a_place_is_found_where_it_is_nearest_and_rather_ahead(near: float, found: float) -> None:
    assert Road(TWICE, whole(TWICE)).find(ScorePosition(Fraction(0), 0), near) == found


def test_in_a_loop_the_beginning_follows_the_end() -> None:
    place = ScorePosition(Fraction(4), 1)
    assert looped(1, 2).find(place, 7.0) == 8.0
    assert looped(1, 2).find(ScorePosition(Fraction(0), 0), 0.0) is None


def test_the_end_is_followed_by_nothing() -> None:
    assert Road(SONG, whole(SONG)).next_onset(8.0) == 8.0
    assert Road(SONG, whole(SONG)).measure_at(12.0) is None
    assert Road(SONG, whole(SONG)).measure_at(-1.0) is None


@given(st.floats(0, 40), st.floats(0.1, 20), st.booleans())
def test_every_occurrence_is_one_of_its_own(low: float, length: float, is_looped: bool) -> None:
    road = looped(0, 1) if is_looped else Road(TWICE, whole(TWICE))
    found = list(road.notes_between(low, low + length))
    assert len({one.key for one in found}) == len(found)
    for one in found:
        start = one.note.start + one.shift
        assert road.start_of(one.key) == start
        assert start < low + length
        assert one.note.end + one.shift > low


@given(st.integers(0, 60))
def test_the_occurrence_of_a_note_is_the_nearest(key: int) -> None:
    road = looped(0, 1)
    start = road.start_of(key)
    note = road.notes[key % len(road.notes)]
    assert road.occurrence(note.id, start) == key
    assert road.occurrence(note.id, start + 1.9) == key
