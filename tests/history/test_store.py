import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from renshu.errors import HistoryError
from renshu.follow.alignment import Deletion, Insertion
from renshu.history.facts import TakeFacts
from renshu.history.listing import take_json
from renshu.history.store import History
from renshu.performance.events import KeyDown
from renshu.practice.take import EndedBy, Take, Tally
from renshu.score.passage import ScorePosition
from support.takes import EVENING, Bar, later, make_facts, make_take, takes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    opened = History(path)
    yield opened
    opened.close()


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
@given(take=takes())
def test_a_take_comes_back_as_it_went_in(history: History, take: Take) -> None:
    history.finish(take)
    assert history.take(take.id) == take
    assert [row.facts for row in history.takes() if row.id == take.id] == [TakeFacts.of(take)]


def test_takes_are_listed_newest_first(history: History) -> None:
    made = [make_take(started_at=later(minutes)) for minutes in (5, 1, 9, 3)]
    for take in made:
        history.finish(take)
    assert [row.id for row in history.takes()] == [made[n].id for n in (2, 0, 3, 1)]
    assert [row.id for row in history.takes(limit=1)] == [made[2].id]


def test_takes_of_one_score(history: History) -> None:
    for score_id in ("a", "b", "a"):
        history.finish(make_take(score_id))
    assert len(history.takes("a")) == 2
    assert history.takes("c") == ()


def test_when_each_score_was_played_last(history: History) -> None:
    for score_id, minutes in (("a", 5), ("b", 9), ("a", 2)):
        history.finish(make_take(score_id, later(minutes)))
    assert history.last_played() == {"a": later(5), "b": later(9)}


def test_a_bar_is_learnt_as_it_went_the_last_time_it_was_played(history: History) -> None:
    right, wrong = Bar(matched=4), Bar(matched=3, wrong=1)
    history.finish(make_take("a", later(3), [right, wrong, right]))
    history.finish(make_take("a", later(1), [wrong, right, wrong, right]))
    history.finish(make_take("b", later(2), [wrong]))
    assert history.learnt() == {"a": 3}
    assert history.learnt(least=0.7) == {"a": 4, "b": 1}


def test_a_row_carries_the_counts(history: History) -> None:
    history.finish(make_take())
    (row,) = history.takes()
    assert row.tally == Tally(matched=6, wrong=1, missed=1, extra=1)
    assert (row.title, row.seconds, row.ended_by) == ("宝物", 60.0, EndedBy.PLAYER)


def test_measures_through_time(history: History) -> None:
    first = make_take(bars=(Bar(matched=4), Bar(wrong=2)))
    second = make_take(started_at=later(1), bars=(Bar(matched=3, missed=1),))
    for take in (first, second, make_take("other")):
        history.finish(take)
    newest, oldest = history.measures("score")
    assert (newest.row.id, newest.per_measure) == (second.id, {0: Tally(3, 0, 1, 0)})
    assert oldest.per_measure == {0: Tally(matched=4), 1: Tally(wrong=2)}


def test_a_wrong_note_counts_in_the_measure_of_the_note_that_was_meant(history: History) -> None:
    meant, heard = ScorePosition(Fraction(3), 0), ScorePosition(Fraction(4), 1)
    labels = (Insertion(KeyDown(1.0, 61), heard, "n9"), Deletion("n9", meant, 1.0))
    history.finish(make_facts().take((KeyDown(1.0, 61),), labels, EndedBy.PLAYER))
    (measures,) = history.measures("score")
    assert measures.per_measure == {0: Tally(wrong=1)}


def test_a_take_judged_again_replaces_its_verdict(history: History) -> None:
    take = make_take()
    history.finish(take)
    again = replace(take, labels=take.labels[:3])
    history.finish(again)
    (row,) = history.takes()
    assert row.tally == Tally(matched=3)
    assert history.measures("score")[0].per_measure == {0: Tally(matched=3)}


def test_an_unknown_take_is_one_sentence(history: History) -> None:
    with pytest.raises(HistoryError, match="There is no take wat"):
        history.take("wat")


def test_a_discarded_take_is_gone_with_all_it_had(history: History, path: Path) -> None:
    take = make_take()
    history.finish(take)
    history.discard(take.id)
    with sqlite3.connect(path) as connection:
        for table in ("take", "played", "outcome", "measure_outcome"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    connection.close()


def test_days_end_at_four_in_the_morning_of_the_players_clock(history: History) -> None:
    for local in ("2026-03-01T23:00", "2026-03-02T03:59", "2026-03-02T04:00"):
        started_at = datetime.fromisoformat(local).astimezone(UTC)
        history.finish(make_take(started_at=started_at, seconds=90.0))
    days = [(day.day, day.takes, day.seconds) for day in history.days()]
    assert days == [(date(2026, 3, 1), 2, 180.0), (date(2026, 3, 2), 1, 90.0)]
    assert [day.takes for day in history.days(border_hour=0)] == [1, 2]


def test_json_has_the_promised_keys(history: History) -> None:
    take = make_take()
    history.finish(take)
    (row,) = map(take_json, history.takes())
    assert row == {
        "id": take.id,
        "score": "score",
        "title": "宝物",
        "started_at": "2026-11-22T19:30:00+00:00",
        "seconds": 60.0,
        "passage": {"start": "0/1", "end": "16/1", "is_looped": False},
        "hands": "both",
        "mode": "free",
        "tempo": 1.0,
        "matched": 6,
        "wrong": 1,
        "missed": 1,
        "extra": 1,
        "ended_by": "player",
    }


class TestJournal:
    def test_a_take_being_played_is_neither_listed_nor_interrupted(self, history: History) -> None:
        journal = history.begin(make_facts())
        journal.append([KeyDown(0.1, 60)])
        journal.close()
        assert history.takes() == ()
        assert history.interrupted() == ()

    def test_what_was_played_is_interrupted_once_nobody_plays_it(self, path: Path) -> None:
        first, facts = History(path), make_facts()
        journal = first.begin(facts)
        played = tuple(KeyDown(n / 10, 60 + n) for n in range(8))
        for event in played:
            journal.append([event])
        with_it = History(path)
        assert with_it.interrupted() == ()
        first.close()
        (interrupted,) = with_it.interrupted()
        assert (interrupted.facts, interrupted.events) == (facts, played)
        with_it.finish(interrupted.take(labels=()))
        assert with_it.interrupted() == ()
        assert [row.ended_by for row in with_it.takes()] == [EndedBy.INTERRUPTED]
        with_it.close()

    def test_a_take_without_a_note_is_forgotten(self, path: Path) -> None:
        first = History(path)
        first.begin(make_facts())
        first.close()
        second = History(path)
        assert second.interrupted() == ()
        assert second._database.read("SELECT * FROM take") == []
        second.close()

    def test_finishing_puts_the_take_in_place_of_its_journal(self, history: History) -> None:
        take = make_take()
        facts = make_facts()
        history.begin(facts).append(take.events)
        whole = facts.take(take.events, take.labels, EndedBy.END)
        history.finish(whole)
        assert history.take(facts.id) == whole
        assert history._database.read("SELECT * FROM journal") == []
        assert list(history._claims.iterdir()) == []

    def test_discarding_a_take_while_it_is_played(self, history: History) -> None:
        facts = make_facts()
        history.begin(facts).append([KeyDown(0.1, 60)])
        history.discard(facts.id)
        assert history._database.read("SELECT * FROM take") == []

    def test_appending_never_waits_for_a_locked_database(
        self, history: History, path: Path
    ) -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        journal = history.begin(make_facts())
        done = threading.Event()

        def play() -> None:
            for number in range(2000):
                journal.append([KeyDown(number / 1000, 60)])
            done.set()

        threading.Thread(target=play).start()
        assert done.wait(1.0)
        other.execute("ROLLBACK")
        other.close()
        journal.close()
        assert journal.fault is None


class TestFaults:
    def test_a_take_that_cannot_be_written_is_kept_for_another_try(
        self, history: History, path: Path
    ) -> None:
        # A page limit is a full disk of our own.
        history._database._connection.execute("PRAGMA max_page_count = 1")
        take = make_take(bars=[Bar(matched=3)] * 2000)
        with pytest.raises(HistoryError, match="the disk is full") as caught:
            history.finish(take)
        assert str(path) in caught.value.sentence
        assert [kept.id for kept in history.unsaved] == [take.id]
        assert history.takes() == ()
        history._database._connection.execute("PRAGMA max_page_count = 1000000")
        history.finish(later_take := make_take(started_at=later(5)))
        assert history.unsaved == ()
        assert [row.id for row in history.takes()] == [later_take.id, take.id]

    def test_closing_is_one_more_try(self, history: History, path: Path) -> None:
        history._database._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(HistoryError, match="read-only"):
            history.finish(take := make_take())
        history._database._connection.execute("PRAGMA query_only = OFF")
        history.close()
        again = History(path)
        assert [row.id for row in again.takes()] == [take.id]
        again.close()

    def test_one_take_that_cannot_be_stored_does_not_hold_up_the_others(
        self, history: History
    ) -> None:
        with pytest.raises(HistoryError):
            history.finish(replace(make_take(), tempo=0.0))
        good = make_take()
        with pytest.raises(HistoryError):
            history.finish(good)
        assert [row.id for row in history.takes()] == [good.id]

    def test_a_journal_that_cannot_write_tells_once_and_catches_up(
        self, history: History, path: Path
    ) -> None:
        told: list[HistoryError] = []
        heard = threading.Event()

        def on_fault(error: HistoryError) -> None:
            told.append(error)
            heard.set()

        history._claims.write_text("a file where the folder of locks should be")
        facts = make_facts()
        journal = history.begin(facts, on_fault)
        journal.append([KeyDown(0.1, 60)])
        assert heard.wait(5.0)
        assert str(journal.fault) == told[0].sentence
        history._claims.unlink()
        journal.append([KeyDown(0.2, 62)])
        journal.close()
        assert len(told) == 1
        assert journal.fault is None
        history.close()
        second = History(path)
        assert [len(take.events) for take in second.interrupted()] == [2]
        second.close()

    @pytest.mark.parametrize(
        "content", [b"not a database " * 100, b"SQLite format 3\x00" + b"x" * 9]
    )
    def test_a_damaged_file_is_one_sentence_and_untouched(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        with pytest.raises(HistoryError, match="is damaged") as caught:
            History(path)
        assert "\n" not in caught.value.sentence
        assert path.read_bytes() == content

    def test_a_missing_folder_is_one_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(HistoryError, match="cannot be opened"):
            History(tmp_path / "nowhere" / "history.db")

    @pytest.mark.parametrize(
        "change",
        [
            "started_at = 'yesterday'",
            "passage_start = '1/0'",
            "passage_end = passage_start",
            "hands = 'feet'",
            "mode = ''",
            "ended_by = 'nobody'",
        ],
    )
    def test_values_that_make_no_sense_are_one_sentence(
        self, history: History, change: str
    ) -> None:
        history.finish(take := make_take())
        with history._database.write() as connection:
            connection.execute(f"UPDATE take SET {change}")  # noqa: S608
        with pytest.raises(HistoryError, match="makes no sense"):
            history.takes()
        with pytest.raises(HistoryError, match="makes no sense"):
            history.take(take.id)

    def test_a_sound_file_has_nothing_wrong(self, history: History) -> None:
        history.finish(make_take())
        assert history.check() == ()


def test_a_take_keeps_the_clock_of_the_place_it_was_played(history: History) -> None:
    history.finish(make_take())
    (row,) = history.takes()
    assert row.played_at == EVENING
    assert row.played_at.utcoffset() == EVENING.astimezone().utcoffset()
    assert row.utc_offset == (EVENING.astimezone().utcoffset() or timedelta())


def test_what_a_program_left_that_died_between_two_takes_is_swept(history: History) -> None:
    history._claims.mkdir()
    for name, age in (("old", 100), ("young", 1)):
        (history._claims / name).touch()
        os.utime(history._claims / name, (time.time() - age,) * 2)
    history.interrupted()
    assert [path.name for path in history._claims.iterdir()] == ["young"]
