"""Cards are worked out when something was played or said, and kept for the plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from renshu.config import Settings
from renshu.evening.mastery import known, overrule, refresh
from renshu.evening.mastery_words import card_json, due_text, piece_line
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.practice.diary.writing import DIARIST, write_diary
from renshu.practice.mastery.scheduling import Verdict
from renshu.practice.section import Section
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import Hands, Passage, whole
from support.notation import score
from support.pianist import Wrong, play
from support.screens import make_app

MUSIC = score("[C3< C4] D4 E4 F4 | [G2< G4] A4 B4 C5 | D5 E5 F5 G5 | [C3< A5] B5 C6 D6")
PLAYED_AT = datetime(2026, 11, 2, 19, 0, tzinfo=UTC)
VERSE = Section(Fraction(0), Fraction(8), "Verse")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = make_app(tmp_path, settings=Settings()).services
    yield services
    services.history.close()


def keep(services: Services, day: int, mistakes: tuple[Wrong, ...] = ()) -> None:
    """A play-through, with its diary."""
    played = play(MUSIC, mistakes=mistakes, seed=day)
    take = Take(
        id=f"{day:032}",
        score_id=MUSIC.id,
        title=MUSIC.title,
        started_at=PLAYED_AT + timedelta(days=day),
        passage=whole(MUSIC),
        mode=Mode.FREE,
        tempo=1.0,
        events=tuple(played.events),
        labels=tuple(played.labels),
        ended_by=EndedBy.END,
    )
    services.history.finish(take)
    diary = write_diary(MUSIC, take.labels, take.passage)
    services.history.diaries.write(take.id, diary, DIARIST)


def now(day: float) -> datetime:
    return PLAYED_AT + timedelta(days=day)


def test_a_piece_nobody_has_played_is_a_guess(services: Services) -> None:
    found = known(services, MUSIC, now(0))
    assert all(card.is_new and card.due is None for card in found.cards)
    assert 0 < found.piece < 0.3
    assert found.share == 0
    assert "nothing has been practised" in piece_line(MUSIC, found)


def test_cards_are_dealt_from_the_diary_and_kept(services: Services) -> None:
    services.history.sections.keep(MUSIC.id, VERSE)
    keep(services, 0)
    keep(services, 3)
    assert services.history.mastery.stale() == (MUSIC.id,)
    assert services.history.mastery.is_stale(MUSIC.id)
    refresh(services, MUSIC, now(3.1))
    assert services.history.mastery.stale() == ()
    assert not services.history.mastery.is_stale(MUSIC.id)
    cards = services.history.mastery.cards(now(3.1), MUSIC.id)
    verse = next(card for card in cards if card.section == VERSE)
    assert verse.hands is Hands.BOTH
    assert (verse.first_bar, verse.last_bar) == ("1", "2")
    assert verse.passes == 2
    assert verse.clean_tempo == pytest.approx(1.0, abs=0.1)
    assert verse.due is not None
    assert verse.due > now(4)
    assert not verse.is_new
    assert verse.chance > known(services, MUSIC, now(60)).cards[0].chance
    assert card_json(verse)["hands"] == "both"
    assert MUSIC.id in services.history.mastery.due(verse.due)
    assert services.history.mastery.due(now(3.1)) == frozenset()


def test_what_is_kept_is_what_is_worked_out(services: Services) -> None:
    keep(services, 0, (Wrong(5),))
    keep(services, 1)
    refresh(services, MUSIC, now(1.1))
    kept = services.history.mastery.cards(now(9), MUSIC.id)
    live = known(services, MUSIC, now(9)).cards
    assert len(kept) == len(live) > 0
    for one in live:
        same = next(card for card in kept if card.section == one.section)
        assert same.chance == pytest.approx(one.chance, abs=0.02)
        assert replace(same, forecast=one.forecast, chance=one.chance) == one


def test_a_mistake_is_known_where_it_was_made(services: Services) -> None:
    for day in range(4):
        keep(services, day, (Wrong(5),))
    bars = known(services, MUSIC, now(4)).bars
    assert bars[1, Hands.BOTH] < bars[0, Hands.BOTH] - 0.2


def test_the_order_of_import_changes_nothing(tmp_path: Path) -> None:
    found = []
    for number, days in enumerate(((0, 1, 5), (5, 0, 1))):
        folder = tmp_path / str(number)
        folder.mkdir()
        services = make_app(folder, settings=Settings()).services
        for day in days:
            keep(services, day, (Wrong(2),) if day else ())
        found.append(known(services, MUSIC, now(6)))
        services.history.close()
    assert found[0].bars == found[1].bars
    assert found[0].cards == found[1].cards


def test_the_player_overrules_what_was_measured(services: Services) -> None:
    keep(services, 0, (Wrong(1), Wrong(3), Wrong(5), Wrong(6)))
    spot = Passage(Fraction(4), Fraction(8))
    overrule(services, MUSIC, spot, Verdict.KNOWN)
    cards = services.history.mastery.cards(now(0), MUSIC.id)
    card = next(one for one in cards if one.section.has_stretch_of(spot))
    assert card.due is not None
    assert card.due > datetime.now(UTC) + timedelta(days=2)
    day = datetime.now(UTC) + timedelta(days=40)
    overrule(services, MUSIC, spot, Verdict.DUE, day)
    cards = services.history.mastery.cards(now(0), MUSIC.id)
    assert day in [one.due for one in cards]


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "now"), (0, "now"), (1, "tomorrow"), (12, "in 12 days")]
)
def test_due_in_words(days: int, words: str) -> None:
    noon = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    assert due_text(noon + timedelta(days=days), noon, 4) == words
    assert due_text(None, noon, 4) == ""


def test_what_is_due_in_the_morning_is_due_tomorrow_until_the_evening_is_over() -> None:
    midnight = datetime(2026, 11, 2, 0, 30).astimezone()
    assert due_text(midnight.replace(hour=4), midnight, 4) == "tomorrow"
    assert due_text(midnight.replace(hour=4), midnight.replace(hour=4), 4) == "now"
    assert due_text(midnight.replace(hour=4), midnight, 0) == "now"
