"""The cards of a piece, dealt from a handful of passes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from renshu.practice.mastery.card import HORIZONS, SectionCard
from renshu.practice.mastery.clock import Clock
from renshu.practice.mastery.dealing import Facts, deal
from renshu.practice.mastery.evidence import PlayedBar
from renshu.practice.mastery.piece import of_bars, piece_mastery
from renshu.practice.mastery.scheduling import Overrule, Verdict
from renshu.practice.section import Section
from renshu.score.passage import Hands, Passage
from support.bars_played import FIRST_EVENING, passed_section
from support.notation import score

PIECE = score(" | ".join(["[C4 C3] D4 E4 F4"] * 4) + " | G4=4", qpm=60, title="Song")
"""Four bars of both hands, and one of the right hand alone; four seconds each."""
FIRST = Section(PIECE.measures[0].onset, PIECE.measures[1].end, "verse")
SECOND = Section(PIECE.measures[2].onset, PIECE.measures[3].end)
LAST = Section(PIECE.measures[4].onset, PIECE.measures[4].end)
NOW = FIRST_EVENING + timedelta(days=1)
DAY = timedelta(days=1)


def key(section: Section, hands: Hands = Hands.BOTH) -> Passage:
    return Passage(section.start, section.end, hands)


def facts(played: Sequence[PlayedBar] = (), *sections: Section) -> Facts:
    return Facts(PIECE, sections or (FIRST,), tuple(played), {}, {})


def dealt(known: Facts) -> tuple[SectionCard, ...]:
    return deal(known, piece_mastery(known.notes, known.played), NOW)


def test_what_was_not_played_is_new_and_has_no_card_for_one_hand() -> None:
    found = dealt(facts((), FIRST, SECOND))
    assert [(card.section, card.hands) for card in found] == [
        (FIRST, Hands.BOTH),
        (SECOND, Hands.BOTH),
    ]
    card = found[0]
    assert card.is_new
    assert (card.score_id, card.title) == (PIECE.id, "Song")
    assert (card.first_bar, card.last_bar) == ("1", "2")
    assert (card.due, card.stability, card.difficulty) == (None, 0, 0)
    assert (card.practised_at, card.clean_tempo, card.passes) == (None, None, 0)
    assert (card.seconds, card.goal_tempo) == (8, 1.0)
    assert [found[1].first_bar, found[1].last_bar, found[1].seconds] == ["3", "4", 8]


def test_a_card_says_how_it_went_and_when_it_is_due() -> None:
    clean, fast = passed_section("++", 0, tempo=0.8), passed_section("+-", 0.01, tempo=1.0)
    (card,) = dealt(facts([*fast, *clean]))
    assert not card.is_new
    assert card.clean_tempo == 0.8
    assert card.practised_at == fast[0].at
    assert card.passes == 2
    assert card.due == datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    assert card.stability == pytest.approx(1.2931)
    assert 1 < card.difficulty < 10


def test_part_of_a_section_is_no_pass_of_it() -> None:
    (card,) = dealt(facts(passed_section("+")))
    assert (card.passes, card.clean_tempo) == (0, None)
    assert card.practised_at == FIRST_EVENING


def test_a_hand_that_was_practised_alone_has_its_own_card() -> None:
    found = dealt(facts(passed_section("++", hands=Hands.LEFT)))
    by_hands = {card.hands: card for card in found}
    assert set(by_hands) == {Hands.BOTH, Hands.LEFT}
    assert by_hands[Hands.BOTH].is_new
    assert by_hands[Hands.LEFT].passes == 1


def test_a_hand_that_rests_has_no_card() -> None:
    left = Hands.LEFT
    known = replace(facts((), LAST), overrules={key(LAST, left): (Overrule(NOW, Verdict.KNOWN),)})
    assert [card.hands for card in dealt(known)] == [Hands.BOTH]


def test_a_goal_of_its_own_goes_before_the_usual_one() -> None:
    known = replace(facts((), FIRST, SECOND), usual_goal=0.8, goals={key(SECOND): 0.5})
    first, second = dealt(known)
    assert (first.goal_tempo, first.seconds) == (0.8, 10)
    assert (second.goal_tempo, second.seconds) == (0.5, 16)
    assert second.forecast.chances[0] > first.forecast.chances[0]


def test_a_forecast_has_the_chances_of_its_bars_from_now_on() -> None:
    known = facts(passed_section("++"))
    mastery = piece_mastery(known.notes, known.played)
    (card,) = deal(known, mastery, NOW)
    assert card.forecast.known_at == NOW
    assert card.forecast.chances == tuple(
        of_bars(mastery.bars(NOW + ahead * DAY), (0, 1), Hands.BOTH) for ahead in HORIZONS
    )


class TestOverruling:
    """The player's own word, on a section that went badly on the first evening."""

    PLAYED = passed_section("--")

    def card(self, *said: Overrule, clock: Clock | None = None) -> SectionCard:
        known = facts(self.PLAYED)
        known = replace(known, overrules={key(FIRST): said}, clock=clock or Clock())
        return dealt(known)[0]

    def test_known_is_easy_on_its_day(self) -> None:
        said = Overrule(FIRST_EVENING + timedelta(hours=1), Verdict.KNOWN)
        plain, known = self.card(), self.card(said)
        assert plain.due is not None
        assert known.due is not None
        assert known.due - plain.due == 7 * DAY
        assert known.stability > plain.stability

    @pytest.mark.parametrize(("hours", "is_asked"), [(-1, False), (0, True), (1, True)])
    def test_a_day_holds_until_it_is_played_again(self, hours: int, is_asked: bool) -> None:
        asked = NOW + 40 * DAY
        said = Overrule(FIRST_EVENING + timedelta(hours=hours), Verdict.DUE, asked)
        assert (self.card(said).due == asked) is is_asked

    def test_the_latest_word_holds(self) -> None:
        asked = NOW + 40 * DAY
        day = Overrule(FIRST_EVENING + timedelta(hours=1), Verdict.DUE, asked)
        later = Overrule(FIRST_EVENING + timedelta(hours=2), Verdict.AGAIN)
        assert self.card(later, day).due == self.card(later).due
        assert self.card(day, replace(later, said_at=FIRST_EVENING)).due == asked

    def test_a_day_may_be_named_for_what_was_never_played(self) -> None:
        asked = NOW + 40 * DAY
        known = replace(facts(), overrules={key(FIRST): (Overrule(NOW, Verdict.DUE, asked),)})
        (card,) = dealt(known)
        assert (card.due, card.is_new) == (asked, True)

    def test_days_begin_by_the_clock_of_the_player(self) -> None:
        tokyo = self.card(clock=Clock(timedelta(hours=9)))
        assert tokyo.due is not None
        assert (tokyo.due.hour, tokyo.due.utcoffset()) == (19, timedelta())
