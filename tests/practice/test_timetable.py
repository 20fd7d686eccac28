"""When the moments of a passage are due at a share of the written tempo, and its clicks."""

from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest

from renshu.errors import NotAllowedError
from renshu.practice.subdivision import Subdivision
from renshu.practice.timetable import Timetable
from renshu.score.notation import Score
from renshu.score.passage import Passage, bars, whole
from support.notation import score

TWO = score("C4 D4 E4 F4 | G4 A4 B4 C5", qpm=[(0, 60), (4, 120)])
"""Four seconds, then two."""


def timetable(
    music: Score = TWO, share: float = 1.0, *, is_looped: bool = False, as_written: bool = False
) -> Timetable:
    passage = replace(whole(music), is_looped=is_looped)
    return Timetable(music, passage, share, as_written=as_written)


def test_seconds_are_those_of_the_written_tempo_and_its_share() -> None:
    for share in (1.0, 0.5):
        found = timetable(share=share)
        assert found.seconds == 6 / share
        assert [found.seconds_at(at) for at in (0, 4, 6)] == [0, 4 / share, 5 / share]
        assert [found.quarters_at(at / share) for at in (0, 4, 5)] == [0, 4, 6]
        assert found.quarters_at(-1 / share) == -1


def test_only_a_loop_has_a_period_and_goes_on_counting() -> None:
    assert timetable().period is None
    looped = timetable(is_looped=True)
    assert looped.period == 6
    assert [looped.quarters_at(at) for at in (5.0, 6.0, 10.0, 11.0)] == [6, 8, 12, 14]
    halved = timetable(share=0.5, is_looped=True)
    assert [halved.quarters_at(at) for at in (10.0, 12.0, 22.0)] == [6, 8, 14]


def test_repeats_count_unless_every_bar_comes_once() -> None:
    music = score("C4 D4 E4 F4 | G4 A4 B4 C5", order=[0, 0, 1])
    assert timetable(music).seconds == Timetable(music, whole(music), 1.0).seconds == 12
    assert timetable(music, as_written=True).seconds == 8


def test_clicks_come_on_every_beat_with_an_accent_on_the_first() -> None:
    clicks = list(timetable().clicks(0.0))
    assert [click.time for click in clicks] == [0, 1, 2, 3, 4, 4.5, 5, 5.5]
    assert [click.is_accent for click in clicks] == [True, False, False, False] * 2
    assert not any(click.is_division for click in clicks)
    assert [click.time for click in timetable().clicks(4.5)] == [4.5, 5, 5.5]


def test_clicks_of_a_loop_are_endless() -> None:
    clicks = islice(timetable(is_looped=True).clicks(5.5), 4)
    assert [click.time for click in clicks] == [5.5, 6, 7, 8]


def test_divisions_lie_between_the_beats() -> None:
    second = bars(TWO, 1, 1)
    clicks = list(Timetable(TWO, second, 1.0, subdivision=Subdivision.EIGHTHS).clicks(0.0))
    assert [click.time for click in clicks] == [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75]
    assert [click.is_division for click in clicks] == [False, True] * 4


@pytest.mark.parametrize(
    ("entry", "count", "times", "seconds"),
    [
        (0.0, 1, [-4, -3, -2, -1], 4),
        (0.0, 2, [-8, -7, -6, -5, -4, -3, -2, -1], 8),
        (0.0, 0, [], 0),
        (-3.0, 1, [-4, -3, -2, -1], 4),
        (1.0, 1, [-5, -4, -3, -2, -1], 5),
        (4.0, 1, [-2, -1.5, -1, -0.5], 2),
        (5.0, 1, [-3, -2.5, -2, -1.5, -1, -0.5], 3),
        (99.0, 1, [-2, -1.5, -1, -0.5], 2),
    ],
)
def test_the_count_before_an_entry_is_in_the_tempo_there(
    entry: float, count: int, times: list[float], seconds: float
) -> None:
    found = timetable().count_in(entry, count)
    assert ([click.time for click in found.clicks], found.seconds) == (times, seconds)
    slow = timetable(share=0.5).count_in(2 * entry, count)
    assert [click.time for click in slow.clicks] == [2 * time for time in times]


def test_a_loop_counts_in_its_next_lap_as_in_its_first() -> None:
    looped = timetable(is_looped=True)
    assert looped.count_in(10.0, 1) == looped.count_in(4.0, 1)
    (first, *_) = looped.count_in(1.0, 1).clicks
    assert first.is_accent


def test_a_passage_without_a_bar_has_no_timetable() -> None:
    with pytest.raises(NotAllowedError):
        Timetable(TWO, Passage(Fraction(40), Fraction(44)), 1.0)
