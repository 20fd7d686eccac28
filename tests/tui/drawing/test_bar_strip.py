from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.take import Tally
from renshu.tui.drawing.bar_strip import StripShape, draw, fit, look
from renshu.tui.drawing.row import plain

NO_LOOP = range(0)


def test_the_height_says_how_much_was_right() -> None:
    signs = [
        look(tally)[0]
        for tally in (None, Tally(8), Tally(9, wrong=1), Tally(6, missed=4), Tally(1, extra=5))
    ]
    assert signs == ["·", "▇", "▅", "▃", "▁"]


def test_bars_have_cells_of_the_same_width() -> None:
    tallies = {0: Tally(4), 2: Tally(1, missed=3)}
    assert plain([draw(fit(4, 20), tallies, 1, NO_LOOP)]) == "▇▇▇ ·   ▁▁▁ ·   "


def test_many_bars_share_a_cell() -> None:
    shape = fit(250, 100)
    assert shape == StripShape(250, 1, 3)
    assert len(plain([draw(shape, {}, None, NO_LOOP)])) == 84


def test_the_current_bar_and_the_loop_have_a_ground() -> None:
    spans = draw(fit(4, 4), {}, 1, range(1, 3))
    assert [(span.text, span.ground) for span in spans] == [
        ("·", ""), ("·", "cursor"), ("·", "loop"), ("·", ""),
    ]  # fmt: skip


@given(st.integers(1, 400), st.integers(1, 200))
def test_a_cell_of_a_bar_leads_back_to_it(bars: int, width: int) -> None:
    shape = fit(bars, width)
    assert shape.width <= width
    for bar in range(bars):
        first = shape.measure_at(shape.columns(bar).start)
        assert first is not None
        assert first <= bar < first + shape.bars_per_cell
    assert shape.measure_at(shape.width) is None
