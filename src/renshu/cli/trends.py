"""Day to year on the command line: `history --trends`, `--calendar`, `--bars`, `--milestones`."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from renshu.cli.finding import library_path, load_score
from renshu.cli.output import print_json, print_line, print_table
from renshu.errors import RenshuError
from renshu.evening import trend_words as words
from renshu.evening import trends
from renshu.evening.services import Services
from renshu.practice.trends.calendar import calendar
from renshu.practice.trends.figures import Span
from renshu.practice.trends.heat import Rows, heat
from renshu.practice.trends.metrics import Metric
from renshu.practice.trends.weakness import weaknesses
from renshu.score.bars import printed
from renshu.score.notation import Score

WEEKS = 53
"""Of the calendar: a year, whatever the day."""


def show(options: argparse.Namespace, services: Services) -> int:
    """Show what the options ask for."""
    views = {"trends": _trends, "calendar": _calendar, "bars": _bars, "milestones": _milestones}
    views[options.view](options, services)
    return 0


def _trends(options: argparse.Namespace, services: Services) -> None:
    trend = trends.read_trend(services, _scope(options, services))
    span = Span(options.by) if options.by else trend.fitting
    points = trend.points(span)
    if options.svg:
        from renshu.evening.trend_pictures import trend_svg

        curve = Metric(options.curve or Metric.ACCURACY)
        _write(options.svg, trend_svg(trend.scope.name, curve, points, span))
    elif options.json:
        for point in points:
            print_json(words.point_json(point, span))
    elif points:
        print_line(f"{trend.scope.name}: {words.figures_text(trend.whole)}")
        print_table(words.POINT_HEADS, (words.point_cells(one, span) for one in points))
    else:
        print_line(trends.NO_TAKE)


def _calendar(options: argparse.Namespace, services: Services) -> None:
    practised = trends.read_days(services)
    shown = calendar(practised.today, WEEKS)
    if options.svg:
        from renshu.evening.trend_pictures import calendar_svg

        _write(options.svg, calendar_svg(practised, shown))
    elif options.json:
        for day, figures in practised.days.items():
            print_json(words.day_json(day, figures))
    elif practised.days:
        for line in _grid(practised):
            print_line(line)
    else:
        print_line(trends.NO_TAKE)


def _grid(practised: trends.Practised) -> Iterator[str]:
    from renshu.tui.drawing import day_grid
    from renshu.tui.drawing.row import plain

    shown, minutes = calendar(practised.today, WEEKS), practised.minutes
    lines = [day_grid.weekday(shown, at, minutes, 1, None) for at in range(7)]
    yield plain([day_grid.months(shown, 1), *lines])
    yield plain([day_grid.legend()])
    yield words.streak_text(practised)


def _bars(options: argparse.Namespace, services: Services) -> None:
    if not options.score:
        raise RenshuError("Say of which score: `renshu history --bars SCORE`.")
    score = load_score(library_path(options.score, services.folders), services.folders)
    passes = trends.read_bars(services, score.id).passes
    rows, weak = heat(passes, Rows.DAYS), weaknesses(passes)
    if options.svg:
        from renshu.evening.trend_pictures import bars_svg

        numbers = [printed(score, measure.index) for measure in score.measures]
        _write(options.svg, bars_svg(score.title, numbers, rows))
    elif options.json:
        for one in weak:
            print_json(words.bar_json(one, _bar(score, one.measure), rows))
    elif weak:
        print_line(f"{score.title}: the bars that want practice most come first.")
        cells = (words.weakness_cells(one, _bar(score, one.measure)) for one in weak)
        print_table(words.BAR_HEADS, cells)
    else:
        print_line(f"“{score.title}” has not been played yet.")


def _milestones(options: argparse.Namespace, services: Services) -> None:
    reached = trends.read_milestones(services)
    if options.svg:
        raise RenshuError("There is no picture of milestones; --json has them.")
    if options.json:
        for one in reached:
            print_json(words.milestone_json(one))
    elif reached:
        for one in reached:
            print_line(f"{one.day}  {one.text}")
    else:
        print_line(trends.NO_TAKE)


def _scope(options: argparse.Namespace, services: Services) -> trends.Scope:
    if options.series:
        services.catalogue.refresh()
        found = trends.find_series(services, options.series)
        if found is None:
            raise RenshuError(f"There is no series “{options.series}” in the library.")
        return found
    if options.score:
        score = load_score(library_path(options.score, services.folders), services.folders)
        return trends.Scope(score.title, frozenset({score.id}))
    return trends.EVERYTHING


def _bar(score: Score, measure: int) -> str:
    """The number of a bar; its place where the score has changed since."""
    return printed(score, measure) if measure < len(score.measures) else str(measure + 1)


def _write(path: Path, picture: str) -> None:
    from renshu.evening.trend_pictures import write_picture

    write_picture(path, picture)
    print_line(f"The picture is in {path}.")
