"""Days of practice as a grid: a column a week, a line a weekday, the higher the longer."""

from collections.abc import Mapping
from datetime import date

from renshu.practice.trends.calendar import Calendar, level
from renshu.tui.drawing.row import Cell, Row, row

LABEL = 5
"""Cells of the names of the weekdays."""
LINES = 8
"""The months, and seven days."""

_SIGNS = ("·", "▂", "▄", "▆", "█")
_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_YEAR = 53


def fit(width: int) -> tuple[int, int]:
    """How many weeks have room, and the cells of each: a year in wide cells, if it can be."""
    room = max(1, width - LABEL)
    return (_YEAR, 2) if room >= 2 * _YEAR else (min(_YEAR, room), 1)


def months(shown: Calendar, cell_width: int) -> Row:
    """The names of the months, above the weeks with which they begin."""
    text = [" "] * (shown.weeks * cell_width + 3)
    for week, monday in shown.months():
        place = week * cell_width
        is_free = all(char == " " for char in text[max(0, place - 1) : place + 3])
        if is_free:
            text[place : place + 3] = f"{monday:%b}"
    return row([Cell(" " * LABEL), Cell("".join(text).rstrip(), "quiet")])


def weekday(
    shown: Calendar, at: int, minutes: Mapping[date, float], cell_width: int, cursor: date | None
) -> Row:
    """One line: the Mondays, the Tuesdays … of all weeks."""
    cells = [Cell(_NAMES[at].ljust(LABEL), "quiet")]
    for week in range(shown.weeks):
        day = shown.day(week, at)
        if day is None:
            cells.append(Cell(" " * cell_width))
            continue
        step = level(minutes.get(day, 0.0))
        ground = "cursor" if day == cursor else ""
        cells.append(Cell(_SIGNS[step], "right" if step else "quiet", ground))
        if cell_width > 1:
            cells.append(Cell(" ", "", ground))
    return row(cells)


def day_at(shown: Calendar, x: int, y: int, cell_width: int) -> date | None:
    """The day of a cell of the screen, the line of months being 0."""
    if x < LABEL or y < 1:
        return None
    return shown.day((x - LABEL) // cell_width, y - 1)


def legend() -> Row:
    """What the signs mean."""
    steps = " ".join(_SIGNS[1:])
    return (*row([Cell("none · ", "quiet"), Cell(steps, "right"), Cell("  an hour", "quiet")]),)
