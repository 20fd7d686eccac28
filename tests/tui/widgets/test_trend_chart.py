"""A curve is laid out for the room it has when it is painted, and once for it."""

from datetime import date, timedelta

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size

from renshu.tui.app import FIRST_CSS, ROOMS_CSS
from renshu.tui.drawing.trend_axis import Scale
from renshu.tui.themes import variable_defaults
from renshu.tui.widgets.trend_chart import TrendChart

FIRST = date(2026, 1, 5)
KNOWN = [(FIRST + timedelta(days=7 * week), 60.0 + week) for week in range(30)]
SCALE = Scale(50, 100, ((50, "50%"), (100, "100%")), goal=95)


class Stage(App[None]):
    """A chart alone."""

    CSS_PATH = [FIRST_CSS, ROOMS_CSS]  # noqa: RUF012 - Textual's own form

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the program."""
        return variable_defaults()

    def compose(self) -> ComposeResult:
        """The chart."""
        yield TrendChart()


@pytest.fixture
def plotted(monkeypatch: pytest.MonkeyPatch) -> list[Size]:
    """For which sizes a curve was laid out."""
    sizes: list[Size] = []
    plot = TrendChart._plot

    def noted(chart: TrendChart, width: int, height: int) -> list[str]:
        sizes.append(chart.size)
        return plot(chart, width, height)

    monkeypatch.setattr(TrendChart, "_plot", noted)
    return sizes


async def test_each_curve_is_laid_out_once_for_each_size(plotted: list[Size]) -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        chart = app.query_one(TrendChart)
        assert not plotted
        chart.set_curve(KNOWN[:9], SCALE)
        chart.set_curve(KNOWN, SCALE)
        await pilot.pause()
        chart.refresh()
        await pilot.pause()
        assert plotted == [Size(100, 20)]
        await pilot.resize_terminal(70, 12)
        await pilot.pause()
        assert plotted == [Size(100, 20), Size(70, 12)]
        chart.set_curve(KNOWN[:9], SCALE)
        await pilot.pause()
        assert len(plotted) == 3


async def test_curve_goal_and_side_look_different() -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        chart = app.query_one(TrendChart)
        chart.set_curve(KNOWN, SCALE)
        await pilot.pause()
        looks = {
            sign: chart.style_of(part, "")
            for sign, part in (("─", "right"), ("%", "quiet"), ("⠁", "accent"))
        }
        assert len(set(looks.values())) == 3
        seen = {}
        for y in range(20):
            for segment in chart.render_line(y):
                for sign in segment.text.strip():
                    seen["⠁" if "\u2800" <= sign <= "\u28ff" else sign] = segment.style
        assert {sign: seen[sign] for sign in looks} == looks
