"""Trends as pictures to keep or send: SVG, drawn by ourselves, without a script or a font.

Each cell says its number when it is pointed at, and shows it by height or size as well as colour.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from renshu.config import Folders
from renshu.errors import RenshuError
from renshu.evening.percent import percent
from renshu.evening.trend_words import duration_text, span_text
from renshu.evening.trends import Practised
from renshu.harmless import harmless
from renshu.practice.take import Tally
from renshu.practice.trends.calendar import Calendar, level
from renshu.practice.trends.figures import Point, Span
from renshu.practice.trends.heat import HeatRow
from renshu.practice.trends.metrics import Metric

PAPER, INK, QUIET, LINE = "#f6f2e8", "#2a2823", "#6b6555", "#2f4f9e"
RIGHT, FAIR, WRONG = "#177545", "#8f6400", "#c9252d"

_WIDTH, _HEIGHT, _MARGIN = 800, 320, 48
_CELL = 13
_FONT = 'role="img" font-family="sans-serif" font-size="11"'
_MOST_ROWS = 60
"""Days or takes of a heat map."""


def trend_svg(title: str, metric: Metric, points: Sequence[Point], span: Span) -> str:
    """One curve: a dot for each span, joined where spans follow each other."""
    known = [(one.first, value) for one in points if (value := metric.of(one.figures)) is not None]
    heading = f"{title}: {metric.legend}"
    return _page(_WIDTH, _HEIGHT, heading, _curve(known, metric, span))


def calendar_svg(practised: Practised, shown: Calendar) -> str:
    """A square for each day, larger and darker for a longer evening."""
    width = _MARGIN + shown.weeks * _CELL + 16
    return _page(width, 7 * _CELL + 80, "Days of practice", _calendar(practised, shown))


def bars_svg(title: str, numbers: Sequence[str], rows: Sequence[HeatRow]) -> str:
    """A row for each day or take, the newest at the top; the height of a cell is its accuracy."""
    rows = rows[:_MOST_ROWS]
    width = 2 * _MARGIN + 40 + len(numbers) * _CELL
    return _page(max(320, width), 72 + (len(rows) + 1) * _CELL, title, _bars(numbers, rows))


def _page(width: int, height: int, heading: str, body: Iterable[str]) -> str:
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {_FONT}>',
        f"<title>{_safe(heading)}</title>",
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        _text(16, 26, heading, INK, 15),
        *body,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _curve(known: Sequence[tuple[date, float]], metric: Metric, span: Span) -> Iterator[str]:
    if not known:
        yield _text(_MARGIN, _HEIGHT // 2, "nothing is known yet", QUIET)
        return
    first, last = known[0][0], known[-1][0]
    low, high = bounds(metric, [value for _, value in known])
    right, bottom = _WIDTH - 24, _HEIGHT - 36

    def place(day: date, value: float) -> tuple[float, float]:
        along = (day - first).days / max(1, (last - first).days)
        up = (value - low) / (high - low)
        return _MARGIN + 8 + along * (right - _MARGIN - 8), bottom - up * (bottom - 48)

    for value in (low, (low + high) / 2, high):
        _, y = place(first, value)
        yield f'<path d="M{_MARGIN} {y:.1f}H{right}" stroke="{QUIET}" stroke-opacity=".3"/>'
        yield _text(_MARGIN - 6, y + 4, metric.text(value), QUIET, anchor="end")
    yield _text(_MARGIN, _HEIGHT - 12, span_text(first, span), QUIET)
    yield _text(right, _HEIGHT - 12, span_text(last, span), QUIET, anchor="end")
    path = " ".join("{:.1f},{:.1f}".format(*place(day, value)) for day, value in known)
    yield f'<polyline points="{path}" fill="none" stroke="{LINE}" stroke-width="1.5"/>'
    for day, value in known:
        x, y = place(day, value)
        told = f"{span_text(day, span)}: {metric.text(value)}"
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{LINE}">{_told(told)}</circle>'


def bounds(metric: Metric, values: Sequence[float]) -> tuple[float, float]:
    """The lowest and the highest number of the scale, round and never the same."""
    step = 10 if max(values) - min(values) < 100 else 50
    low = 0.0 if metric in {Metric.MINUTES, Metric.STEADINESS} else min(values) // step * step
    high = -(-max(values) // step) * step
    return (low, high) if high > low else (low, low + step)


def _calendar(practised: Practised, shown: Calendar) -> Iterator[str]:
    for week, monday in shown.months():
        yield _text(_MARGIN + week * _CELL, 48, f"{monday:%b}", QUIET)
    for weekday, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
        yield _text(_MARGIN - 8, 64 + weekday * _CELL, name, QUIET, anchor="end")
    minutes = practised.minutes
    for week in range(shown.weeks):
        for weekday in range(7):
            day = shown.day(week, weekday)
            if day is not None:
                corner = _MARGIN + week * _CELL, 54 + weekday * _CELL
                yield _day(*corner, day, minutes.get(day, 0.0))


def _day(x: int, y: int, day: date, minutes: float) -> str:
    size = (3, 5, 7, 9, 11)[level(minutes)]
    inset = (11 - size) / 2
    fill, opacity = (RIGHT, 0.4 + 0.15 * level(minutes)) if minutes else (QUIET, 0.35)
    played = duration_text(minutes) if minutes else "nothing played"
    return (
        f'<rect x="{x + inset:g}" y="{y + inset:g}" width="{size}" height="{size}" fill="{fill}"'
        f' fill-opacity="{opacity:.2g}">{_told(f"{day:%a %d %b %Y}: {played}")}</rect>'
    )


def _bars(numbers: Sequence[str], rows: Sequence[HeatRow]) -> Iterator[str]:
    left = _MARGIN + 40
    for measure in range(0, len(numbers), 4):
        yield _text(left + measure * _CELL, 48, numbers[measure], QUIET)
    for index, row in enumerate(rows):
        top = 54 + index * _CELL
        yield _text(left - 8, top + 10, f"{row.day:%d %b %Y}", QUIET, anchor="end")
        for measure, tally in row.bars.items():
            if measure < len(numbers) and tally.accuracy is not None:
                told = (
                    f"bar {numbers[measure]}, {row.day:%d %b %Y}: {percent(tally.accuracy)} right"
                )
                yield _bar(left + measure * _CELL, top, tally, told)


def _bar(x: int, y: int, tally: Tally, told: str) -> str:
    share = tally.accuracy or 0.0
    height = max(2, round(11 * share))
    fill = RIGHT if share >= 0.95 else FAIR if share >= 0.5 else WRONG
    return (
        f'<rect x="{x}" y="{y + 11 - height}" width="11" height="{height}" fill="{fill}">'
        f"{_told(told)}</rect>"
    )


def _text(
    x: float, y: float, text: str, fill: str, size: int | None = None, anchor: str = "start"
) -> str:
    sized = f' font-size="{size}"' if size else ""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}"{sized}{placed}>{_safe(text)}</text>'


def _told(text: str) -> str:
    return f"<title>{_safe(text)}</title>"


def _safe(text: str) -> str:
    return escape(harmless(text))


def keep_picture(folders: Folders, name: str, picture: str) -> Path:
    """Write a picture into the player's folder of pictures, in place of one of the same name.

    Raises:
        RenshuError: It cannot be written.
    """
    plain = re.sub(r"[^\w -]", "", harmless(name)).strip()[:80] or "picture"
    path = folders.data / "pictures" / f"{plain}.svg"
    write_picture(path, picture)
    return path


def write_picture(path: Path, picture: str) -> None:
    """Write a picture.

    Raises:
        RenshuError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(picture, "utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RenshuError(f"The picture cannot be written: {path}: {reason}.") from error
