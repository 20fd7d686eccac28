"""Which takes are found among others, and that only those that are looked at are read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from renshu.errors import HistoryError
from renshu.history.finding import PAGE, Found, Wanted, folded
from renshu.history.store import History
from renshu.practice.take import JUDGE, EndedBy
from support.takes import Bar, later, make_facts, make_take


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "history.db")
    yield opened
    opened.close()


def titles(found: Found) -> list[str]:
    rows = [found.row(index) for index in range(len(found))]
    return [row.title for row in rows if row is not None]


def enter(history: History, *pieces: tuple[str, str, datetime]) -> None:
    takes = [make_facts(score, at, title).take((), (), EndedBy.END) for score, title, at in pieces]
    history.merge((take, timedelta()) for take in takes)


def test_the_newest_comes_first(history: History) -> None:
    enter(history, ("a", "One", later(0)), ("b", "Three", later(9)), ("a", "Two", later(5)))
    assert titles(history.find(Wanted())) == ["Three", "Two", "One"]
    assert titles(history.find(Wanted(score_id="a"))) == ["Two", "One"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Étude", "My Soul, Your Beats!"]),
        ("etude", ["Étude"]),
        ("BEATS soul", ["My Soul, Your Beats!"]),
        ("soul etude", []),
    ],
)
def test_words_of_the_title_in_any_order_and_case(
    history: History, words: str, found: list[str]
) -> None:
    enter(history, ("a", "My Soul, Your Beats!", later(0)), ("b", "Étude", later(1)))
    assert titles(history.find(Wanted(words=words))) == found


def test_narrow_and_wide_characters_are_one() -> None:
    assert folded("ＡＢ ｶﾞ") == folded("ab ガ")


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2026, 11, 21), None, ["evening", "night", "before"]),
        (date(2026, 11, 22), None, ["evening"]),
        (None, date(2026, 11, 21), ["night", "before"]),
        (date(2026, 11, 21), date(2026, 11, 21), ["night", "before"]),
        (date(2026, 11, 23), None, []),
        (date.min, date.max, ["evening", "night", "before"]),
    ],
)
def test_a_night_belongs_to_the_evening_before(
    history: History, since: date | None, until: date | None, found: list[str]
) -> None:
    enter(
        history,
        ("a", "before", datetime(2026, 11, 21, 20, tzinfo=UTC)),
        ("a", "night", datetime(2026, 11, 22, 1, 30, tzinfo=UTC)),
        ("a", "evening", datetime(2026, 11, 22, 20, tzinfo=UTC)),
    )
    assert titles(history.find(Wanted(since=since, until=until))) == found


def test_all_pages_hold_what_they_should(history: History) -> None:
    takes = [make_take(started_at=later(minute), bars=()) for minute in range(2 * PAGE + 3)]
    history.merge((take, timedelta()) for take in takes)
    found = history.find(Wanted())
    assert list(found.ids) == [take.id for take in reversed(takes)]
    assert [found.row(index).id for index in range(len(found))] == list(found.ids)  # type: ignore[union-attr]


def test_a_take_that_is_deleted_meanwhile_is_not_there(history: History) -> None:
    enter(history, ("a", "One", later(0)))
    found = history.find(Wanted())
    history.discard(found.ids[0])
    assert found.row(0) is None


def test_an_id_by_its_beginning(history: History) -> None:
    one, other = make_take(), make_take()
    history.finish(one)
    history.finish(other)
    assert history.full_id(one.id) == one.id
    assert history.full_id(one.id[:16]) == one.id
    with pytest.raises(HistoryError, match="There is no take zz"):
        history.full_id("zz")
    with pytest.raises(HistoryError, match="Several takes"):
        history.full_id("")


def test_a_newer_verdict_leaves_what_was_played(history: History) -> None:
    take = make_take(bars=(Bar(matched=1),))
    history.finish(take)
    labels = make_take(bars=(Bar(wrong=1), Bar(missed=2))).labels
    history.judge_again(take.id, labels, JUDGE + 1)
    judged = history.take(take.id)
    assert (judged.labels, judged.judge) == (labels, JUDGE + 1)
    assert judged.events == take.events
    (row,) = history.takes()
    assert (row.tally.wrong, row.tally.missed) == (1, 2)
    assert set(history.measures("score")[0].per_measure) == {0, 1}
    history.judge_again("no such take", labels, JUDGE)


def test_takes_of_older_judges_are_known(history: History) -> None:
    take = make_take()
    history.finish(take)
    assert history.judged_before(JUDGE) == ()
    (row,) = history.judged_before(JUDGE + 1)
    assert row.id == take.id
    history.judge_again(take.id, take.labels, JUDGE + 1)
    assert history.judged_before(JUDGE + 1) == ()
