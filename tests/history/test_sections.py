from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from renshu.errors import HistoryError
from renshu.history.sections import KeptLadder
from renshu.history.store import History
from renshu.practice.ladder import Ladder, Round, Terms
from renshu.practice.section import Section
from renshu.practice.take import Tally
from renshu.score.passage import Hands

VERSE = Section(Fraction(3), Fraction(19, 2), "Verse")
BRIDGE = Section(Fraction(10), Fraction(18), "Bridge")
LADDER = KeptLadder(
    VERSE.passage(Hands.LEFT),
    Ladder(Terms(goal=1.1, clean=3, of=4), 0.65, (True, False, True)),
    is_on=True,
)
EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "history.db")
    yield opened
    opened.close()


def test_sections_are_kept_in_the_order_of_the_piece(history: History) -> None:
    for section in (BRIDGE, VERSE):
        history.sections.keep("song", section)
    history.sections.keep("other", replace(VERSE, name="Intro"))
    assert history.sections.kept("song") == (VERSE, BRIDGE)


def test_a_name_is_kept_once(history: History) -> None:
    history.sections.keep("song", VERSE)
    longer = replace(VERSE, end=Fraction(12))
    history.sections.keep("song", longer)
    assert history.sections.kept("song") == (longer,)


def test_a_section_gets_another_name_and_goes(history: History) -> None:
    history.sections.keep("song", VERSE)
    history.sections.keep("song", BRIDGE)
    history.sections.rename("song", "Verse", " First verse ")
    assert [one.name for one in history.sections.kept("song")] == ["First verse", "Bridge"]
    with pytest.raises(HistoryError, match="already"):
        history.sections.rename("song", "First verse", "Bridge")
    with pytest.raises(HistoryError, match="name"):
        history.sections.rename("song", "Bridge", " ")
    history.sections.delete("song", "First verse")
    assert [one.name for one in history.sections.kept("song")] == ["Bridge"]


def test_a_section_without_a_name_is_not_kept(history: History) -> None:
    with pytest.raises(HistoryError, match="name"):
        history.sections.keep("song", replace(VERSE, name=""))


def test_a_ladder_and_its_log_survive_a_restart(history: History) -> None:
    rounds = [
        Round(EVENING + timedelta(minutes=n), 0.6 + n / 10, Tally(8, n), n == 0, 0.7)
        for n in range(2)
    ]
    for one in rounds:
        history.sections.add_round("song", LADDER, one)
    history.close()
    again = History(history.path)
    assert again.sections.ladder("song", LADDER.passage) == LADDER
    assert again.sections.ladders("song") == (LADDER,)
    assert again.sections.rounds("song", LADDER.passage) == tuple(rounds)
    again.close()


def test_each_hand_climbs_for_itself_and_so_does_each_piece(history: History) -> None:
    history.sections.set_ladder("song", LADDER)
    right = replace(LADDER.passage, hands=Hands.RIGHT)
    assert history.sections.ladder("song", right) is None
    assert history.sections.ladder("other", LADDER.passage) is None


def test_a_ladder_is_left_and_taken_up_again(history: History) -> None:
    history.sections.set_ladder("song", LADDER)
    history.sections.set_ladder("song", replace(LADDER, is_on=False))
    assert history.sections.ladders("song") == (replace(LADDER, is_on=False),)


def test_what_makes_no_sense_is_told_in_a_sentence(history: History) -> None:
    history.sections.set_ladder("song", LADDER)
    with history._database.write() as connection:
        connection.execute("""UPDATE ladder SET terms = '{"goal": 0.1}'""")
    with pytest.raises(HistoryError, match="no sense"):
        history.sections.ladders("song")
