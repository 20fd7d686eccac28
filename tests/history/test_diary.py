from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from renshu.history.store import History
from renshu.practice.diary.stretches import BarPass, Diary, Stretch, StretchKind
from renshu.practice.take import Tally
from renshu.score.notation import Hand
from renshu.score.passage import Hands, Passage
from support.takes import later, make_take

SPOT = Passage(Fraction(4), Fraction(25, 3), Hands.RIGHT)
RUN = Stretch(StretchKind.RUN, 0, 9, 0.25, 8.5, Passage(Fraction(0), Fraction(8)), 0.91, Tally(10))
AGAIN = Stretch(StretchKind.REPEAT, 10, 14, 10.0, 12.5, SPOT, None, Tally(3, 1, 2, 1))
PASSES = (
    BarPass(0, 0, Hand.LEFT, 0.25, 0.9, True, Tally(4)),
    BarPass(0, 0, Hand.RIGHT, 0.25, None, True, Tally(6)),
    BarPass(1, 1, Hand.RIGHT, 10.0, 0.5, False, Tally(3, 1, 2, 1)),
)
DIARY = Diary((RUN, AGAIN), PASSES)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "history.db")
    yield opened
    opened.close()


def test_a_diary_is_given_back_as_it_was_written(history: History) -> None:
    take = make_take()
    history.finish(take)
    assert history.diaries.of(take.id) == Diary()
    history.diaries.write(take.id, DIARY, 1)
    assert history.diaries.of(take.id) == DIARY
    history.diaries.write(take.id, Diary((RUN,), PASSES[:2]), 2)
    assert history.diaries.of(take.id) == Diary((RUN,), PASSES[:2])


def test_a_take_that_has_gone_has_no_diary(history: History) -> None:
    take = make_take()
    history.diaries.write(take.id, DIARY, 1)
    history.finish(take)
    history.diaries.write(take.id, DIARY, 1)
    history.discard(take.id)
    assert history.diaries.of(take.id) == Diary()


def test_takes_without_a_diary_or_with_an_older_one(history: History) -> None:
    first, second = make_take(), make_take(started_at=later(5))
    for take in (first, second):
        history.finish(take)
    assert [row.id for row in history.diaries.without(1)] == [second.id, first.id]
    history.diaries.write(second.id, Diary(), 1)
    assert [row.id for row in history.diaries.without(1)] == [first.id]
    assert [row.id for row in history.diaries.without(2)] == [second.id, first.id]


def test_a_new_verdict_takes_the_diary_away(history: History) -> None:
    take = make_take()
    history.finish(take)
    history.diaries.write(take.id, DIARY, 1)
    history.judge_again(take.id, take.labels, 9)
    assert history.diaries.of(take.id) == Diary()
    assert [row.id for row in history.diaries.without(1)] == [take.id]


def test_stretches_belong_to_the_evening_they_were_played_in(history: History) -> None:
    night = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    for started in (later(0), night, datetime(2026, 11, 23, 18, 0, tzinfo=UTC)):
        take = replace(make_take(), started_at=started)
        history.finish(take)
        history.diaries.write(take.id, DIARY, 1)
    sunday = date(2026, 11, 22)
    kept = history.diaries.stretches(sunday, sunday, border_hour=4)
    assert [one.stretch for one in kept] == [RUN, AGAIN, RUN, AGAIN]
    assert {one.day for one in kept} == {sunday}
    assert kept[1].played_at.astimezone(UTC) == night.replace(second=10)
    assert len(history.diaries.stretches(border_hour=4)) == 6
    assert history.diaries.stretches(border_hour=4, score_id="other") == ()
