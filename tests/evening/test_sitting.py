"""The evening changes with what is played."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renshu.evening.services import Services
from renshu.evening.sitting import Sitting
from renshu.history.facts import TakeFacts
from renshu.practice.plan.adapting import Went
from renshu.practice.plan.item import Item, Why
from support.evenings import card, keep_cards, make_services, open_score, song
from support.takes import Bar, make_take


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = make_services(tmp_path, {"air.musicxml": song(16), "canon.musicxml": song(16, 1)})
    now = datetime.now(UTC)
    for name in ("air.musicxml", "canon.musicxml"):
        score = open_score(services, name)
        cards = [card(score, range(4 * n, 4 * n + 4), chance=0.5, now=now) for n in range(4)]
        keep_cards(services, score, cards)
    yield services
    services.catalogue.close()
    services.history.close()


def look(sitting: Sitting) -> tuple[Item, ...]:
    return sitting.look(datetime.now().astimezone()).tonight.plan.items


def play(services: Services, item: Item, bar: Bar, seconds: float = 120) -> None:
    """A take of an item that begins now."""
    started = datetime.now(UTC) + timedelta(milliseconds=1)
    made = make_take(item.candidate.score_id, started, [bar], seconds)
    facts = replace(TakeFacts.of(made), passage=item.candidate.passage)
    services.history.finish(facts.take(made.events, made.labels, made.ended_by))


def test_what_was_played_is_done_and_the_rest_goes_on(services: Services) -> None:
    sitting = Sitting(services)
    first, second, *_ = look(sitting)
    sitting.begin(first)
    play(services, first, Bar(matched=20))
    assert look(sitting)[0].key == second.key
    assert sitting.evening is not None
    (visit,) = sitting.evening.tonight.visits
    assert (visit.item, visit.went, round(visit.minutes, 3)) == (first, Went.WELL, 2.0)


def test_what_went_badly_comes_back(services: Services) -> None:
    sitting = Sitting(services)
    first = look(sitting)[0]
    sitting.begin(first)
    play(services, first, Bar(matched=5, missed=15))
    assert [item.key for item in look(sitting) if item.why is Why.AGAIN] == [first.key]


def test_who_leaves_without_playing_finds_all_as_it_was(services: Services) -> None:
    sitting = Sitting(services)
    before = look(sitting)
    sitting.begin(before[0])
    assert look(sitting) == before


def test_what_is_played_elsewhere_is_not_taken_for_it(services: Services) -> None:
    sitting = Sitting(services)
    before = look(sitting)
    sitting.begin(before[0])
    play(services, before[1], Bar(matched=20))
    assert look(sitting) == before


def test_minutes_and_skips_last_for_the_evening(services: Services) -> None:
    sitting = Sitting(services)
    first = look(sitting)[0]
    sitting.skip(first)
    sitting.give(10)
    again = look(sitting)
    assert first.key not in {item.key for item in again}
    assert sum(item.minutes for item in again) <= 10
    sitting.give(0)
    assert sitting.minutes == 5
