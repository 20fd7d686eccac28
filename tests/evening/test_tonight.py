"""The plan of somebody with a library, a history, or nothing yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from renshu.evening.plan_words import plan_json, plan_lines
from renshu.evening.services import Services
from renshu.evening.tonight import Evening, evening
from renshu.history.store import History
from renshu.practice.plan.goal import Goal
from renshu.practice.plan.item import Why
from support.evenings import NOW, card, keep_cards, make_services, open_score, song
from support.takes import make_take

SCORES = {"air.musicxml": song(16), "canon.musicxml": song(8, 1), "largo.musicxml": song(12, 2)}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = make_services(tmp_path, SCORES)
    yield services
    services.catalogue.close()
    if isinstance(services.opened_history, History):
        services.opened_history.close()


def tonight(services: Services, minutes: int = 40) -> Evening:
    return evening(services, minutes, NOW)


def kinds(found: Evening) -> list[Why]:
    return [item.why for item in found.tonight.plan.items]


def test_who_has_played_nothing_is_given_pieces_to_begin_with(services: Services) -> None:
    found = tonight(services)
    items = found.tonight.plan.items
    assert [item.candidate.title for item in items[:3]] == ["air", "canon", "largo"]
    assert items[0].reason == "Nothing is known of your playing yet: a piece to begin with."
    assert items[0].candidate.tempo == 0.6
    assert all(item.candidate.score_id in found.entries for item in items)


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    found = tonight(make_services(tmp_path, {}))
    assert found.tonight.plan.items == ()
    assert list(plan_lines(found))[-1] == (
        "There is nothing to plan with yet: `renshu import` adds scores."
    )


def test_what_is_due_is_played_and_then_a_new_step_and_a_run_through(services: Services) -> None:
    air, canon = open_score(services, "air.musicxml"), open_score(services, "canon.musicxml")
    keep_cards(
        services,
        air,
        [
            card(air, range(4)),
            card(air, range(4, 8), chance=0.5),
            card(air, range(8, 16), ago=None),
        ],
    )
    keep_cards(
        services,
        canon,
        [card(canon, range(4 * n, 4 * n + 4), chance=0.95, due_in=9) for n in range(2)],
    )
    found = tonight(services)
    assert kinds(found) == [Why.DUE, Why.DUE, Why.NEW, Why.JOY]
    items = found.tonight.plan.items
    assert [item.candidate.bars for item in items] == ["5–8", "1–4", "9–16", "1–8"]
    assert items[0].candidate.tempo == 0.75
    assert items[-1].candidate.passage.end == canon.end
    assert not items[-1].candidate.passage.is_looped


def test_a_piece_that_was_away_comes_back(services: Services) -> None:
    air = open_score(services, "air.musicxml")
    keep_cards(
        services,
        air,
        [card(air, range(8), ago=41), card(air, range(8, 16), ago=43, chance=0.4, name="bridge")],
    )
    items = tonight(services).tonight.plan.items
    assert items[0].reason == "You last played air 41 days ago; the bridge goes first."


def test_a_goal_has_its_sections_before_it_was_ever_begun(services: Services) -> None:
    largo = open_score(services, "largo.musicxml")
    services.history.goals.set(Goal(largo.id, "largo", date(2026, 12, 12), 0.8))
    found = tonight(services)
    assert {item.candidate.score_id for item in found.tonight.plan.items} == {largo.id}
    assert found.tonight.plan.items[0].candidate.tempo == 0.5
    (one,) = found.forecasts
    assert one.fits
    assert list(plan_lines(found))[-1].startswith("At 4 evenings a week of 20 minutes (yours")


def test_who_has_played_other_things_is_not_told_that_nothing_is_known(services: Services) -> None:
    services.history.finish(make_take("gone"))
    items = tonight(services).tonight.plan.items
    assert items[0].reason == "A piece you have not begun yet."


def test_a_score_that_is_gone_is_not_planned(services: Services) -> None:
    air = open_score(services, "air.musicxml")
    keep_cards(services, air, [card(air, range(4))])
    next(e for e in services.catalogue.entries() if e.path.name == "air.musicxml").path.unlink()
    services.catalogue.refresh()
    assert all(item.candidate.title != "air" for item in tonight(services).tonight.plan.items)


def test_evenings_and_the_streak_are_told(services: Services) -> None:
    for ago in range(4):
        services.history.finish(make_take(started_at=NOW - timedelta(days=ago), seconds=600))
    found = tonight(services)
    assert (found.streak, found.played) == (4, 10.0)
    assert next(plan_lines(found)).endswith("; 10 minutes played today; 4 days in a row.")


def test_the_json_is_as_it_is_documented(services: Services) -> None:
    air = open_score(services, "air.musicxml")
    keep_cards(services, air, [card(air, range(4), due_in=-2)])
    told = plan_json(tonight(services, 2).tonight.plan)
    assert told == {
        "minutes": 2,
        "items": [
            {
                "minutes": 2,
                "reason": "Due for 2 days: you last played it 3 days ago.",
                "score": air.id,
                "passage": {"start": "0/1", "end": "16/1", "is_looped": True},
                "hands": "both",
                "tempo": 0.75,
            }
        ],
    }
    assert air.measures[4].onset == Fraction(16)
