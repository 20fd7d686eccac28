"""What is left to the accompaniment: places of the score in performed time, and windows between."""

from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.practice.accompaniment import Accompaniment
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, ScorePosition, bars, whole
from support.notation import score

SONG = score("C3 C5 . | D3 E5 F3=2 | G5=4", qpm=60)
"""Left at 0, 3 and 5; right at 1, 4 and 7; the last bar line at 11."""
TURN = score("C3 C5 D3 D5 | E3 E5 F3 F5", qpm=[(0, 60), (4, 120)])
"""Left at 0, 2, 4, 6, right at 1, 3, 5, 7; the second bar goes twice as fast."""


def accompaniment(music: Score = SONG, *, is_looped: bool = False) -> Accompaniment:
    return Accompaniment(music, replace(whole(music, Hands.RIGHT), is_looped=is_looped))


def strokes(music: Accompaniment, place: float) -> list[tuple[int, float]]:
    return [(one.pitch, one.start) for one in music.window(place).strokes]


def test_the_player_has_moments_and_the_other_hand_what_lies_between() -> None:
    music = accompaniment()
    assert music.moments == [1, 4, 7]
    assert music.quarters == 11
    before = music.before_all()
    assert (before.start, before.end, [one.pitch for one in before.strokes]) == (0, 1, [48])
    assert strokes(music, 1.0) == [(50, 3)]
    assert strokes(music, 4.0) == [(53, 5)]
    assert strokes(music, 7.0) == []


def test_where_the_player_has_nothing_all_is_played_before() -> None:
    alone = accompaniment(score("C3 D3 E3 F3"))
    assert (alone.before_all().end, len(alone.before_all().strokes)) == (4, 4)
    assert (alone.after(0.0), alone.before(4.0)) == (4, None)
    looped = accompaniment(score("C3 D3 E3 F3"), is_looped=True)
    assert (looped.after(0.0), looped.before(4.0)) == (4, None)


@pytest.mark.parametrize(
    ("place", "after", "before"),
    [(0.0, 1, None), (1.0, 4, None), (1.5, 4, 1), (4.0, 7, 1), (7.0, 11, 4), (9.0, 11, 7)],
)
def test_moments_before_and_after(place: float, after: float, before: float | None) -> None:
    music = accompaniment()
    assert (music.after(place), music.before(place)) == (after, before)


def test_a_loop_goes_on_with_its_first_moment() -> None:
    music = accompaniment(TURN, is_looped=True)
    assert music.after(7.0) == 9
    assert music.before(1.0) == 7
    assert (music.ahead(1.0, 7.0), music.ahead(7.0, 1.0)) == (2, 6)
    (stroke,) = music.window(7.0).strokes
    assert (stroke.pitch, stroke.start) == (48, 8)
    (first,) = music.before_all().strokes
    assert stroke.end == first.end + 8


def test_without_a_loop_what_lies_behind_is_behind() -> None:
    music = accompaniment(TURN)
    assert (music.ahead(1.0, 7.0), music.ahead(7.0, 1.0)) == (-6, 6)
    assert strokes(music, 7.0) == []


def test_written_seconds_go_on_in_the_next_lap() -> None:
    """Four quarters of a second each, then four of half a second."""
    looped, plain = accompaniment(TURN, is_looped=True), accompaniment(TURN)
    assert [looped.seconds(place) for place in (0.0, 4.0, 8.0)] == [0, 4, 6]
    assert [looped.seconds(place) for place in (9.0, 13.0, 16.0)] == [7, 10.5, 12]
    assert plain.seconds(9.0) == 6.5


def test_bars_that_are_played_twice_are_found_near_where_the_player_is() -> None:
    music = accompaniment(score("C5 D5 E5 F5 | G5 A5 B5 C6", order=[0, 0, 1]))
    first = ScorePosition(Fraction(1), 0)
    assert [music.find(first, near) for near in (0.0, 2.0, 4.0, 9.0)] == [1, 1, 5, 5]
    assert music.find(ScorePosition(Fraction(5), 1), 0.0) == 9
    assert music.find(ScorePosition(Fraction(1), 7), 0.0) is None


def test_a_place_behind_counts_a_quarter_farther_than_one_ahead() -> None:
    """From 2.78 the first time lies 1.78 × 1.25 behind, the second 2.22 ahead."""
    music = accompaniment(score("C5 D5 E5 F5 | G5 A5 B5 C6", order=[0, 0, 1]))
    assert music.find(ScorePosition(Fraction(1), 0), 2.8) == 5
    assert music.find(ScorePosition(Fraction(1), 0), 2.7) == 1


def test_every_bar_comes_once_as_written() -> None:
    music = score("C3 D5 E5 F5 | G5 A5 B5 C6", order=[0, 0, 1])
    assert Accompaniment(music, whole(music, Hands.RIGHT)).quarters == 12
    once = Accompaniment(music, whole(music, Hands.RIGHT), as_written=True)
    assert (once.quarters, once.moments) == (8, [1, 2, 3, 4, 5, 6, 7])
    assert once.find(ScorePosition(Fraction(5), 1), 0.0) == 5
    assert len(once.before_all().strokes) == 1


def test_a_passage_counts_from_its_own_beginning() -> None:
    second = Accompaniment(TURN, bars(TURN, 1, 1, Hands.RIGHT))
    assert (second.moments, second.quarters) == ([1, 3], 4)
    assert second.find(ScorePosition(Fraction(5), 1), 0.0) == 1
    half = Accompaniment(TURN, Passage(Fraction(2), Fraction(6), Hands.RIGHT))
    assert half.moments == [1, 3]
    assert half.find(ScorePosition(Fraction(3), 0), 0.0) == 1
    assert half.find(ScorePosition(Fraction(5), 1), 0.0) == 3


def test_grace_notes_are_no_moments() -> None:
    assert accompaniment(score("C3 ~D5 C5 ~E5 F5")).moments == [1, 2]
