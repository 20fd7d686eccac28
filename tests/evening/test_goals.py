"""What a player types to set a goal."""

from datetime import date

import pytest

from renshu.errors import RenshuError
from renshu.evening.goals import goal_for, parse_day
from support.notation import score

TODAY = date(2026, 11, 22)
SONG = score("C4 D4 E4 F4")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("24 December", date(2026, 12, 24)),
        ("24. dec", date(2026, 12, 24)),
        ("1 March", date(2027, 3, 1)),
        ("22 November", TODAY),
        ("29 February", None),
        ("3 weeks", date(2026, 12, 13)),
        ("in 1 day", date(2026, 11, 23)),
        ("soon", None),
        ("31 June", None),
        ("5 monkeys", None),
        ("", None),
    ],
)
def test_days_are_read_as_they_are_said(text: str, day: date | None) -> None:
    assert parse_day(text, TODAY) == day


def test_a_goal_has_a_day_and_a_tempo() -> None:
    goal = goal_for(SONG, "24 December", "80%", TODAY)
    assert (goal.by, goal.tempo, goal.score_id) == (date(2026, 12, 24), 0.8, SONG.id)
    assert goal_for(SONG, "3 weeks", "", TODAY).tempo == 1.0


@pytest.mark.parametrize(
    ("by", "tempo", "sentence"),
    [
        ("soon", "", "“soon” is no day."),
        ("2026-11-21", "", "2026-11-21 has passed; a goal lies ahead."),
        ("3 weeks", "quick", "“quick” is no tempo"),
    ],
)
def test_what_makes_no_sense_is_told(by: str, tempo: str, sentence: str) -> None:
    with pytest.raises(RenshuError, match=sentence):
        goal_for(SONG, by, tempo, TODAY)
