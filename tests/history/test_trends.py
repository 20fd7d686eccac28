from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from renshu.follow.follower import Mode
from renshu.history.figures import enter_tempo
from renshu.history.listing import take_json
from renshu.history.store import History
from renshu.practice.take import Take, Tally
from renshu.practice.trends.milestones import Milestone
from renshu.score.notation import Hand
from renshu.score.passage import Hands, Passage
from support.takes import Bar, later, make_take

BERLIN_WINTER, BERLIN_SUMMER, TOKYO = timedelta(hours=1), timedelta(hours=2), timedelta(hours=9)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "history.db")) as opened:
        yield opened


def write_diary(history: History, take: Take, *rows: tuple[object, ...], tempo: float) -> None:
    """A stretch of the whole piece, and bars: measure, hand, tempo, counts."""
    with history._database.write() as connection:
        ((number,),) = connection.execute("SELECT number FROM take WHERE id = ?", (take.id,))
        connection.execute(
            "INSERT INTO stretch VALUES"
            " (?, 0, 'play-through', 0, 9, 0.5, 9.5, '0/1', '16/1', 'both', ?, 98, 1, 1, 0)",
            (number, tempo),
        )
        for ordinal, (measure, hand, bar_tempo, *counts) in enumerate(rows):
            connection.execute(
                "INSERT INTO bar_pass VALUES (?, ?, 0, ?, ?, 1.5, ?, 1, ?, ?, ?, ?)",
                (number, ordinal, measure, hand, bar_tempo, *counts),
            )
        enter_tempo(connection, number)


def test_days_are_summed_by_hand(history: History) -> None:
    history.finish(make_take(bars=[Bar(matched=4)], seconds=60))
    history.finish(make_take("other", later(5), [Bar(matched=2, wrong=1, extra=1)], 120))
    ((day, figures),) = history.trends.days(4)
    assert day == date(2026, 11, 22)
    assert (figures.takes, figures.seconds) == (2, 180.0)
    assert figures.tally == Tally(6, 1, 0, 1)
    assert figures.steadiness_ms == pytest.approx(3.5)
    assert figures.tempo is None
    ((_, alone),) = history.trends.days(4, ["other"])
    assert alone.tally == Tally(2, 1, 0, 1)
    assert history.trends.days(4, []) == ()


def test_the_tempo_of_a_take_is_its_clicks_or_its_diarys(history: History) -> None:
    clicked = replace(make_take(bars=[Bar(matched=10)]), mode=Mode.TEMPO, tempo=0.8)
    free = make_take(started_at=later(5), bars=[Bar(matched=10)])
    history.finish(clicked)
    history.finish(free)
    write_diary(history, free, tempo=0.6)
    ((_, figures),) = history.trends.days(4)
    assert figures.tempo == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("moment", "offset", "evenings"),
    [
        # 23:59, 3:59 and 4:00 in winter time.
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), BERLIN_WINTER, (22, 22)),
        (datetime(2026, 11, 23, 2, 59, 59, tzinfo=UTC), BERLIN_WINTER, (22, 23)),
        (datetime(2026, 11, 23, 3, 0, tzinfo=UTC), BERLIN_WINTER, (23, 23)),
        # On the night in which clocks go back, before and after.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), BERLIN_SUMMER, (24, 25)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), BERLIN_WINTER, (24, 25)),
        (datetime(2026, 10, 25, 2, 59, tzinfo=UTC), BERLIN_WINTER, (24, 25)),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), BERLIN_WINTER, (25, 25)),
        # An evening on a journey.
        (datetime(2026, 11, 22, 13, 0, tzinfo=UTC), TOKYO, (22, 22)),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), TOKYO, (22, 23)),
    ],
)
def test_the_evening_is_that_of_the_wall(
    history: History, moment: datetime, offset: timedelta, evenings: tuple[int, int]
) -> None:
    history.merge([(make_take(started_at=moment), offset)])
    for border, evening in zip((4, 0), evenings, strict=True):
        ((day, _),) = history.trends.days(border)
        assert day.day == evening
        assert history.trends.firsts(border)["score"] == day
        assert {bar.day for bar in history.trends.bars("score", border)} == {day}
        (from_days,) = history.days(border)
        assert from_days.day == day


def test_bars_are_those_of_the_diary_where_it_is_written(history: History) -> None:
    old, new = make_take(), make_take(started_at=later(60))
    history.finish(old)
    history.finish(new)
    write_diary(
        history, new, (0, "right", 0.9, 2, 0, 0, 0), (0, "left", None, 1, 1, 0, 0), tempo=0.9
    )
    bars = history.trends.bars("score", 4)
    assert [
        (bar.measure, bar.hand, bar.tempo, bar.tally) for bar in bars if bar.take == new.id
    ] == [
        (0, Hand.RIGHT, 0.9, Tally(2)),
        (0, Hand.LEFT, None, Tally(1, 1)),
    ]
    assert [(bar.measure, bar.hand, bar.tally) for bar in bars if bar.take == old.id] == [
        (0, None, Tally(4)),
        (1, None, Tally(2, 1, 1, 1)),
    ]


def test_a_list_of_takes_has_the_tempo_that_trends_have(history: History) -> None:
    history.finish(take := make_take())
    assert [row.played_tempo for row in history.takes()] == [None]
    assert "played_tempo" not in take_json(history.takes()[0])
    write_diary(history, take, tempo=0.8125)
    ((_, figures),) = history.trends.days(4)
    (row,) = history.takes("score")
    assert row.played_tempo == figures.tempo == 0.8125
    assert take_json(row)["played_tempo"] == 0.812
    assert take_json(row)["tempo"] == row.facts.tempo == 1.0


def test_without_a_diary_a_take_of_one_hand_is_that_hands(history: History) -> None:
    take = make_take(bars=[Bar(matched=4)])
    history.finish(replace(take, passage=replace(take.passage, hands=Hands.LEFT)))
    (bar,) = history.trends.bars("score", 4)
    assert bar.hand is Hand.LEFT


def test_only_the_latest_takes_are_looked_at(history: History) -> None:
    for minutes in range(5):
        history.finish(make_take(started_at=later(minutes), bars=[Bar(matched=minutes + 1)]))
    bars = history.trends.bars("score", 4, takes=2)
    assert sorted(bar.tally.matched for bar in bars) == [4, 5]


def test_a_run_goes_as_far_as_the_piece_is_known_to(history: History) -> None:
    through = make_take()
    history.finish(through)
    write_diary(history, through, tempo=1.0)
    (run,) = history.trends.runs(4)
    assert (run.title, run.tempo, run.is_right) == ("宝物", 1.0, True)
    longer = make_take(started_at=later(9))
    history.finish(replace(longer, passage=Passage(longer.passage.start, longer.passage.end + 1)))
    assert history.trends.runs(4) == ()


def test_a_milestone_is_told_once(history: History) -> None:
    first, second = (
        Milestone(key, date(2026, 11, 22), "first take") for key in ("take 1", "take 10")
    )
    assert history.trends.tell([first]) == (first,)
    assert history.trends.tell([first, second]) == (second,)
    assert history.trends.tell([first, second]) == ()


def test_a_take_that_is_discarded_is_in_no_sum(history: History) -> None:
    take = make_take()
    history.finish(take)
    history.discard(take.id)
    assert history.trends.days(4) == ()


def test_judging_again_puts_new_figures_in_the_place_of_the_old(history: History) -> None:
    take = make_take()
    history.finish(take)
    history.judge_again(take.id, make_take(bars=[Bar(matched=9)]).labels, 2)
    ((_, figures),) = history.trends.days(4)
    assert figures.tally == Tally(9)


def test_the_order_of_import_changes_nothing(tmp_path: Path) -> None:
    made = [
        (make_take(f"score {n % 2}", later(500 * n), [Bar(n, n % 3, 1)]), BERLIN_WINTER)
        for n in range(8)
    ]
    found = []
    for seed in range(3):
        shuffled = Random(seed).sample(made, len(made))  # noqa: S311
        with closing(History(tmp_path / f"{seed}.db")) as history:
            for take in shuffled:
                history.merge([take])
            bars = sorted(history.trends.bars("score 0", 4), key=lambda bar: (bar.at, bar.measure))
            found.append((history.trends.days(4), history.trends.firsts(4), bars))
    assert found[0] == found[1] == found[2]
