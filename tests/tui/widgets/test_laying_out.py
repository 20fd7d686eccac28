"""Drawings that depend on their room: painted once for each, as if they had had no other."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from textual.app import App, ComposeResult

from renshu.practice.take import Tally
from renshu.practice.trends.heat import Rows, heat
from renshu.practice.trends.passes import PlayedBar
from renshu.tui import themes
from renshu.tui.app import FIRST_CSS, ROOMS_CSS
from renshu.tui.drawing.table import Column, Line
from renshu.tui.drawing.trend_axis import Scale
from renshu.tui.widgets.day_grid import DayGrid
from renshu.tui.widgets.heat_map import HeatMap
from renshu.tui.widgets.listing import Listing
from renshu.tui.widgets.painted import Painted
from renshu.tui.widgets.trend_chart import TrendChart
from support.takes import EVENING

DAY = date(2026, 11, 20)


def listing() -> Painted:
    made = Listing((Column("Name", 8, 1), Column("Value", 8), Column("More", 30)))
    made.set_lines(Line(str(at), (f"name {at}", str(at), "more")) for at in range(60))
    made.select("5")
    return made


def grid() -> Painted:
    made = DayGrid()
    made.set_days({DAY - timedelta(days=3 * at): float(at) for at in range(90)}, DAY)
    return made


def heat_map() -> Painted:
    days = [(at, bar) for at in range(30) for bar in range(60)]
    rows = heat(
        [
            PlayedBar(str(at), EVENING, DAY - timedelta(days=at), bar, None, 1.0, Tally(bar % 3, 1))
            for at, bar in days
        ],
        Rows.DAYS,
    )
    made = HeatMap()
    printed = [str(bar + 1) for bar in range(60)]
    made.set_rows(printed, rows, [f"{row.day:%d %b}" for row in rows], {7: 0.5})
    made.move_to(50, 25)
    return made


def chart() -> Painted:
    made = TrendChart()
    known = [(DAY + timedelta(days=at), 50.0 + at) for at in range(40)]
    made.set_curve(known, Scale(40, 100, ((50, "50"), (100, "100"))))
    return made


class Stage(App[None]):
    """One widget in the colours of the program."""

    CSS_PATH = [FIRST_CSS, ROOMS_CSS]  # noqa: RUF012 - Textual's own form

    def __init__(self, widget: Painted) -> None:
        super().__init__()
        self.widget = widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the program."""
        return themes.variable_defaults()

    def compose(self) -> ComposeResult:
        """The widget."""
        yield self.widget


def seen(app: App[None]) -> list[list[tuple[str, object]]]:
    """What is on the screen, cell by cell."""
    return [
        [(sign, segment.style) for segment in strip for sign in segment.text]
        for strip in app.screen._compositor.render_strips()
    ]


@pytest.mark.parametrize("make", [listing, grid, heat_map, chart])
@pytest.mark.parametrize(("first", "then"), [((110, 24), (60, 12)), ((60, 12), (110, 24))])
async def test_another_room_looks_as_if_there_had_been_no_other(
    make: Callable[[], Painted], first: tuple[int, int], then: tuple[int, int]
) -> None:
    moved, fresh = Stage(make()), Stage(make())
    async with moved.run_test(size=first) as pilot:
        await pilot.resize_terminal(*then)
        await pilot.pause()
        after = seen(moved)
    async with fresh.run_test(size=then) as pilot:
        await pilot.pause()
        assert after == seen(fresh)


@pytest.mark.parametrize("make", [listing, grid, heat_map, chart])
async def test_each_room_is_painted_once(make: Callable[[], Painted]) -> None:
    widget, drawn = make(), 0
    render_line = widget.render_line

    def counted(y: int) -> object:
        nonlocal drawn
        drawn += 1
        return render_line(y)

    widget.render_line = counted  # type: ignore[method-assign,assignment]
    async with Stage(widget).run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        drawn = 0
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert drawn == widget.size.height
