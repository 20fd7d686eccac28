"""The sentences of a plan, and the words for days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from renshu.practice.plan.goal import Goal, Situation
from renshu.practice.plan.item import Why
from renshu.practice.plan.reasons import day_text, days_text, reason
from renshu.score.passage import Hands
from support.candidates import TODAY, practised, run_through, section


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "22 November"),
        (9, "1 December"),
        (40, "1 January"),
        (300, "18 September"),
        (301, "19 September 2027"),
        (-327, "30 December"),
    ],
)
def test_a_day_is_told_with_its_year_where_it_is_far(days: int, text: str) -> None:
    assert day_text(TODAY + timedelta(days=days), TODAY) == text


def test_a_day_of_this_year_is_told_without_it_however_far() -> None:
    assert day_text(date(2026, 12, 31), date(2026, 1, 1)) == "31 December"


def test_days_in_words() -> None:
    assert [days_text(days) for days in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


@pytest.mark.parametrize(
    ("due_in", "ago", "sentence"),
    [
        (0, 3, "Due today: you last played it 3 days ago."),
        (0, 1, "Due today: you last played it 1 day ago."),
        (-1, 2, "Due for 1 day: you last played it 2 days ago."),
        (-1, 1, "Due for 1 day: so far you have played only a part of it."),
        (-5, 9, "Due for 5 days: you last played it 9 days ago."),
        (0, 0, "Due today: so far you have played only a part of it."),
    ],
)
def test_since_when_it_is_due(due_in: int, ago: int, sentence: str) -> None:
    one = practised("a", 0, due_in=due_in, ago=ago)
    assert reason(Why.DUE, one, Situation(TODAY)) == sentence


def test_a_goal_is_told_except_with_joy() -> None:
    known = Situation(TODAY, {"a": Goal("a", "A", TODAY + timedelta(days=1))})
    new = "A new step: the next section you have not practised yet."
    assert reason(Why.NEW, section("a", 0), known) == f"{new} Your goal is 23 November."
    assert reason(Why.NEW, section("b", 0), known) == new
    assert "goal" not in reason(Why.JOY, run_through("a"), known)


def test_what_comes_back_is_told_with_the_last_day_of_the_piece() -> None:
    one = replace(practised("a", 0, ago=50), title="Air")
    known = Situation(TODAY, played={"a": TODAY - timedelta(days=41)})
    told = "You last played Air 41 days ago; bars 1–4 go first."
    assert reason(Why.RETURNING, one, known) == told
    assert "50 days" in reason(Why.RETURNING, one, Situation(TODAY))


@pytest.mark.parametrize(
    ("bars", "name", "hands", "place", "is_plural"),
    [
        ("5–8", "", Hands.BOTH, "bars 5–8", True),
        ("5", "", Hands.BOTH, "bar 5", False),
        ("5–8", "", Hands.LEFT, "the left hand of bars 5–8", False),
        ("5–8", "", Hands.RIGHT, "the right hand of bars 5–8", False),
        ("5–8", "bridge", Hands.BOTH, "the bridge", False),
        ("5–8", "Bridge", Hands.BOTH, "Bridge", False),
        ("5–8", "bridge", Hands.LEFT, "the left hand of the bridge", False),
    ],
)
def test_a_place_in_words(bars: str, name: str, hands: Hands, place: str, is_plural: bool) -> None:
    one = section("a", 0, hands=hands)
    one = replace(one, bars=bars, name=name)
    assert (one.place, one.is_plural) == (place, is_plural)


def test_music_is_shared_where_bars_and_hands_are() -> None:
    one = section("a", 1)
    assert one.shares_music_with(one)
    assert not one.shares_music_with(section("a", 0))
    assert not one.shares_music_with(section("a", 2))
    assert not one.shares_music_with(section("b", 1))
    assert not one.shares_music_with(section("a", 1, hands=Hands.LEFT))
    wide = replace(one, passage=replace(one.passage, start=one.passage.start - 15))
    assert wide.shares_music_with(section("a", 0))
    assert section("a", 0).shares_music_with(wide)
