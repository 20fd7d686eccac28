from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.take import Tally
from renshu.tui.drawing.bar_strip import StripShape, draw, fit, look
from renshu.tui.drawing.row import plain

NO_LOOP = range(0)

shapes = st.builds(fit, st.integers(1, 700), st.integers(3, 200), st.integers(1, 4))


def test_the_height_says_how_much_was_right() -> None:
    signs = [
        look(tally)[0]
        for tally in (None, Tally(8), Tally(9, wrong=1), Tally(6, missed=4), Tally(1, extra=5))
    ]
    assert signs == ["·", "▇", "▅", "▃", "▁"]


def test_hard_bars_are_marked_until_they_are_played() -> None:
    strip = draw(fit(4, 4), {1: Tally(4)}, None, NO_LOOP, hard={1, 2})
    assert plain(strip) == "·▇•·"


def test_bars_have_cells_of_the_same_width() -> None:
    tallies = {0: Tally(4), 2: Tally(1, missed=3)}
    assert plain(draw(fit(4, 20), tallies, 1, NO_LOOP)) == "▇▇▇ ·   ▁▁▁ ·   "


def test_many_bars_have_several_rows_or_are_shown_in_part() -> None:
    assert fit(250, 100, 3) == StripShape(250, 1, 84, 3)
    assert fit(300, 80) == StripShape(300, 1, 78)
    assert [len(line) for line in plain(draw(fit(250, 100, 3), {}, None, NO_LOOP)).split("\n")] == [
        84, 84, 82,
    ]  # fmt: skip


def test_the_current_bar_and_the_loop_have_a_ground_and_the_loop_a_sign() -> None:
    (spans,) = draw(fit(4, 4), {}, 1, range(1, 3))
    assert [(span.text, span.ground) for span in spans] == [
        ("·", ""), ("─", "cursor"), ("─", "loop"), ("·", ""),
    ]  # fmt: skip


@given(shapes, st.data())
def test_every_bar_can_be_shown_and_its_cells_lead_back_to_it(
    shape: StripShape, data: st.DataObject
) -> None:
    bar = data.draw(st.integers(0, shape.bars - 1))
    turned = shape.showing(bar)
    columns, line = turned.cells(bar)
    assert len(columns) == shape.cell_width
    assert {turned.measure_at(column, line) for column in columns} == {bar}


def test_a_strip_that_turns_shows_more_of_what_follows_than_of_what_was() -> None:
    assert fit(300, 82).showing(200).shown == range(180, 260)


@given(shapes, st.integers(-5, 210), st.integers(-2, 5))
def test_no_cell_leads_to_a_bar_that_is_not_there(
    shape: StripShape, column: int, line: int
) -> None:
    measure = shape.measure_at(column, line)
    if measure is not None:
        columns, row = shape.cells(measure)
        assert column in columns
        assert row == line


@given(shapes, st.integers(-9, 900))
def test_as_many_bars_are_shown_wherever_it_begins(shape: StripShape, first: int) -> None:
    turned = shape.from_bar(first)
    assert len(turned.shown) == len(shape.shown)
    assert turned.shown.stop <= shape.bars


@given(st.integers(1, 700), st.integers(3, 200), st.integers(1, 4))
def test_the_strip_is_never_too_wide(bars: int, width: int, rows: int) -> None:
    shape = fit(bars, width, rows)
    assert shape.width + 2 * shape.is_cut <= width
    assert shape.rows <= rows
