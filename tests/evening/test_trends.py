import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from renshu.config import Folders, Settings
from renshu.errors import RenshuError
from renshu.evening import trend_words as words
from renshu.evening.services import Services
from renshu.evening.trend_pictures import bars_svg, calendar_svg, keep_picture, trend_svg
from renshu.evening.trends import (
    EVERYTHING,
    new_milestones,
    read_bars,
    read_days,
    read_milestones,
    read_trend,
    scopes,
)
from renshu.practice.take import Tally
from renshu.practice.trends.calendar import calendar
from renshu.practice.trends.figures import Figures, Point, Span, Weighed
from renshu.practice.trends.heat import Rows, heat
from renshu.practice.trends.metrics import Metric
from renshu.practice.trends.weakness import weaknesses
from support.takes import Bar, make_take

NOW = datetime(2026, 11, 22, 21, tzinfo=UTC)
HARMFUL = 'A "title" <script>&\x1b[31m'


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    folders = Folders.below(tmp_path)
    folders.prepare()
    opened = Services(folders, Settings())
    yield opened
    asyncio.run(opened.close())


def practise(services: Services, *days_ago: int, score_id: str = "score") -> None:
    for days in days_ago:
        began = NOW - timedelta(days=days, hours=1)
        bars = [Bar(matched=9, wrong=1), Bar(matched=10)]
        services.history.merge([(make_take(score_id, began, bars, 600.0), timedelta())])


def test_a_trend_is_of_the_pieces_that_are_looked_at(services: Services) -> None:
    practise(services, 0, 1, 2)
    practise(services, 2, score_id="other")
    everything = read_trend(services)
    assert everything.whole.takes == 4
    piece = scopes(services, "score", "宝物")[0]
    assert read_trend(services, piece).whole.takes == 3
    assert [one.figures.takes for one in everything.points(Span.DAY)] == [2, 1, 1]
    assert scopes(services, None) == (EVERYTHING,)


def test_the_streak_is_told_with_the_days(services: Services) -> None:
    practise(services, 1, 2, 4, 9)
    practised = read_days(services, NOW)
    assert practised.today == date(2026, 11, 22)
    assert words.streak_text(practised) == "streak of 3 days · longest 3 days"
    assert practised.minutes[date(2026, 11, 21)] == pytest.approx(10.0)


def test_nothing_played_is_nothing_told(services: Services) -> None:
    practised = read_days(services, NOW)
    assert (practised.days, words.streak_text(practised)) == ({}, "")
    assert read_trend(services).fitting is Span.DAY
    assert read_milestones(services) == ()


def test_the_border_of_the_day_is_the_players(services: Services) -> None:
    began = datetime(2026, 11, 22, 2, tzinfo=UTC)
    services.history.merge([(make_take(started_at=began), timedelta())])
    assert list(read_days(services, NOW).days) == [date(2026, 11, 21)]
    services.change_settings(day_border=1)
    assert list(read_days(services, NOW).days) == [date(2026, 11, 22)]
    assert {one.day for one in read_bars(services, "score").passes} == {date(2026, 11, 22)}


def test_what_is_reached_tonight_is_told_once(services: Services) -> None:
    practise(services, 5, 1)
    assert new_milestones(services, NOW) == ()
    practise(services, 0)
    practise(services, *([0] * 7))
    told = new_milestones(services, NOW)
    assert words.news_text(told) == "Milestone: 10 takes; 1 hour at the piano."
    assert new_milestones(services, NOW) == ()


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (59.4, "59 min"), (61, "1 h 01 min"), (60 * 322, "322 h")],
)
def test_durations_are_told_as_one_says_them(minutes: float, text: str) -> None:
    assert words.duration_text(minutes) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span.DAY, "Sun 01 Nov 2026"),
        (Span.WEEK, "week of 01 Nov 2026"),
        (Span.MONTH, "November 2026"),
        (Span.YEAR, "2026"),
    ],
)
def test_spans_are_told_as_calendars_do(span: Span, text: str) -> None:
    assert words.span_text(date(2026, 11, 1), span) == text


def figures(minutes: float = 30, right: int = 9) -> Figures:
    return Figures(1, 60 * minutes, Tally(right, 1), Weighed(0.8 * right, right), Weighed())


def test_a_point_is_the_same_in_a_table_and_in_json() -> None:
    point = Point(date(2026, 11, 1), figures())
    assert words.point_cells(point, Span.MONTH) == (
        "November 2026", "1", "30", "90%", "80%", "",
    )  # fmt: skip
    told = words.point_json(point, Span.MONTH)
    assert (told["from"], told["accuracy"], told["tempo"]) == ("2026-11-01", 0.9, 0.8)
    assert told["steadiness_ms"] is None


def test_pictures_are_well_formed_and_light(services: Services) -> None:
    practise(services, 0, 1, 2, 30)
    practised, bars = read_days(services, NOW), read_bars(services, "score").passes
    points = tuple(Point(date(2020 + year, 1, 1), figures()) for year in range(5))
    pictures = [
        calendar_svg(practised, calendar(practised.today, 53)),
        bars_svg(HARMFUL, ["1", "2"], heat(bars, Rows.DAYS)),
        *(trend_svg(HARMFUL, metric, points, Span.YEAR) for metric in Metric),
        trend_svg(HARMFUL, Metric.ACCURACY, (), Span.YEAR),
    ]
    for picture in pictures:
        root = ET.fromstring(picture)  # noqa: S314 - our own
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "<script" not in picture
        assert len(picture) < 60_000


def test_a_picture_tells_its_numbers_where_it_is_pointed_at() -> None:
    points = (Point(date(2025, 1, 1), figures()), Point(date(2026, 1, 1), figures(right=99)))
    picture = trend_svg("all", Metric.ACCURACY, points, Span.YEAR)
    assert "<title>2025: 90%</title>" in picture
    assert "<title>2026: 99%</title>" in picture


def test_a_picture_is_kept_under_a_harmless_name(services: Services) -> None:
    path = keep_picture(services.folders, "../../Bars of “宝物”/", "<svg/>")
    assert path == services.folders.data / "pictures" / "Bars of 宝物.svg"
    assert path.read_text("utf-8") == "<svg/>"


def test_a_picture_that_cannot_be_kept_is_told_in_a_sentence(services: Services) -> None:
    (services.folders.data / "pictures").write_text("in the way")
    with pytest.raises(RenshuError, match=r"^The picture cannot be written: .*\.$"):
        keep_picture(services.folders, "x", "<svg/>")


def test_weak_bars_are_told_in_words_and_in_json(services: Services) -> None:
    practise(services, 0, 1)
    bars = read_bars(services, "score").passes
    worst, clean = weaknesses(bars)
    assert words.weakness_cells(worst, "1")[2:4] == ("2 of 2", "90%")
    assert words.weakness_cells(clean, "2")[2] == "0 of 2"
    told = words.bar_json(worst, "1", heat(bars, Rows.DAYS))
    assert (told["bar"], told["faulty"], told["takes"]) == ("1", 2, 2)
    assert len(list(told["times"])) == 2  # type: ignore[call-overload]
