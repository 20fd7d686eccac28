"""Parts of drawings are looked up once, and look as the theme that is on says."""

import gc
from dataclasses import replace
from weakref import ref

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.strip import Strip

from renshu.tui import themes
from renshu.tui.app import FIRST_CSS, ROOMS_CSS
from renshu.tui.drawing.row import Row, Span
from renshu.tui.widgets.painted import Painted
from renshu.tui.widgets.palette import palette_of

ROW: Row = (Span("a", "right"), Span("b", "wrong"), Span("c", "words", "cursor"), Span("d"))


class Drawing(Painted):
    """A line of four looks."""

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        return self.paint(ROW, self.size.width)


class Stage(App[None]):
    """Two drawings in the colours of the program, and a theme that differs in one colour."""

    CSS_PATH = [FIRST_CSS, ROOMS_CSS]  # noqa: RUF012 - Textual's own form

    def __init__(self) -> None:
        super().__init__()
        usual = themes.THEMES[0]
        self.usual = usual.name
        variables = {**usual.variables, "verdict-right": "#123456"}
        self.register_theme(usual)
        self.register_theme(replace(usual, name="other", variables=variables))
        self.theme = usual.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the program."""
        return themes.variable_defaults()

    def compose(self) -> ComposeResult:
        """Two drawings."""
        yield Drawing()
        yield Drawing()


def looks(app: App[None]) -> dict[str, Style | None]:
    """How each character on the screen looks."""
    strips = app.screen._compositor.render_strips()
    return {segment.text: segment.style for strip in strips for segment in strip}


async def test_another_theme_is_seen_though_it_differs_in_one_part_alone() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pilot.pause()
        before = looks(app)
        app.theme = "other"
        await pilot.pause()
        other = looks(app)
        style = other["a"]
        assert style is not None
        assert style.color is not None
        assert style.color.get_truecolor().hex == "#123456"
        assert {sign for sign in before if before[sign] != other[sign]} == {"a"}
        app.theme = app.usual
        await pilot.pause()
        assert looks(app) == before


async def test_a_part_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    apply = Stylesheet.apply

    def noted(stylesheet: Stylesheet, node: DOMNode, **options: object) -> None:
        looked_up.extend(node.classes if "paint--" in str(node.classes) else ())
        apply(stylesheet, node, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Stylesheet, "apply", noted)
    app = Stage()
    async with app.run_test() as pilot:
        for drawing in app.query(Drawing):
            drawing.notify_style_update()
            drawing.refresh()
        await pilot.pause()
        assert {f"paint--{part}" for part in ("right", "wrong", "words", "cursor")} <= {*looked_up}
        assert len(looked_up) == len({*looked_up})


async def test_what_the_style_sheet_does_not_know_is_no_part() -> None:
    app = Stage()
    async with app.run_test():
        palette = palette_of(app.stylesheet)
        assert palette["right"].is_part
        assert palette["cursor"].is_part
        assert not palette["paper"].is_part
        drawing = app.query_one(Drawing)
        assert drawing.colour_of("paper") == drawing.colour_of("")
        assert drawing.colour_of("right") != drawing.colour_of("")


def test_a_style_sheet_that_is_gone_is_let_go_of() -> None:
    stylesheet = Stylesheet()
    stylesheet.add_source(".paint--right { color: red; }")
    assert palette_of(stylesheet)["right"].is_part
    gone = ref(stylesheet)
    del stylesheet
    gc.collect()
    assert gone() is None
