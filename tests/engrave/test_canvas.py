"""Strokes on a canvas of one bit a dot."""

from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.canvas import Canvas
from support.dots import drawn, mask

numbers = st.integers(-30, 30)


def dots(canvas: Canvas) -> set[tuple[int, int]]:
    return {(x, y) for y, row in enumerate(canvas.rows) for x in range(64) if row >> x & 1}


@given(numbers, numbers, numbers)
def test_a_line_across_has_both_ends_and_is_cut_at_the_edges(x: int, y: int, length: int) -> None:
    canvas = Canvas(12, 8)
    canvas.across(x, x + length, y)
    wanted = {(column, y) for column in range(x, x + length + 1) if 0 <= column < 12}
    assert dots(canvas) == (wanted if 0 <= y < 8 else set())


@given(numbers, numbers, numbers)
def test_a_line_down_has_both_ends_and_is_cut_at_the_edges(x: int, y: int, length: int) -> None:
    canvas = Canvas(12, 8)
    canvas.down(x, y, y + length)
    wanted = {(x, row) for row in range(y, y + length + 1) if 0 <= row < 8}
    assert dots(canvas) == (wanted if 0 <= x < 12 else set())


@given(numbers, numbers)
def test_a_stamp_keeps_its_shape_and_is_cut_at_the_edges(x: int, y: int) -> None:
    shape = mask(".##", "#.#")
    canvas = Canvas(12, 8)
    canvas.stamp(shape, x, y)
    wanted = {(x + column, y + row) for column, row in ((1, 0), (2, 0), (0, 1), (2, 1))}
    assert dots(canvas) == {(c, r) for c, r in wanted if 0 <= c < 12 and 0 <= r < 8}


@given(numbers, numbers, numbers, numbers)
def test_a_stroke_has_no_holes(x0: int, y0: int, x1: int, y1: int) -> None:
    canvas = Canvas(64, 64)
    canvas.stroke((x0 + 30, y0 + 30), (x1 + 30, y1 + 30))
    steps = max(abs(x1 - x0), abs(y1 - y0))
    assert len(dots(canvas)) == steps + 1


def test_a_dashed_stroke_is_on_and_off() -> None:
    canvas = Canvas(10, 1)
    canvas.stroke((0, 0), (9, 0), dash=2)
    assert drawn(canvas.cut(0, 1)) == ["##..##..##"]


def test_free_means_no_dot_inside() -> None:
    canvas = Canvas(10, 4)
    canvas.dot(4, 2)
    assert canvas.is_free(0, 4, 0, 4)
    assert canvas.is_free(5, 10, 0, 4)
    assert canvas.is_free(0, 10, 0, 2)
    assert not canvas.is_free(4, 5, 2, 3)
