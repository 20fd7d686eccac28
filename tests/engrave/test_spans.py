"""Areas as dots whose middles lie inside."""

from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.outlines import fill
from renshu.engrave.spans import fill_spans
from support.dots import drawn

corners = st.tuples(st.integers(-12, 12), st.integers(-12, 12))


def square(left: float, top: float, side: float) -> list[tuple[float, float]]:
    right, bottom = left + side, top + side
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(1, 9))
def test_a_square_on_the_borders_of_dots_is_filled_whole(x: int, y: int, side: int) -> None:
    bitmap = fill_spans([square(x - 0.5, y - 0.5, side)])
    assert bitmap == fill([square(x - 0.5, y - 0.5, side)])


def test_a_hole_stays_open_and_an_overlap_closed() -> None:
    outer, inner = square(-0.5, -0.5, 5), square(0.5, 0.5, 3)
    assert drawn(fill_spans([outer, inner[::-1]]).mask)[1:4] == ["#...#"] * 3
    assert drawn(fill_spans([outer, inner]).mask) == ["#####"] * 5


@given(st.lists(corners, min_size=3, max_size=3, unique=True))
def test_triangles_have_the_dots_whose_middles_they_cover(points: list[tuple[int, int]]) -> None:
    triangle = [(x + 0.31415926, y + 0.27182818) for x, y in points]
    bitmap = fill_spans([triangle])
    for x in range(-13, 14):
        for y in range(-13, 14):
            is_set = bitmap.mask.at(x + bitmap.left, y + bitmap.top)
            assert is_set == _is_inside(triangle, x, y)


def test_nothing_covers_nothing() -> None:
    assert fill_spans([[(0.1, 0.1), (0.2, 0.1), (0.2, 0.2)]]).mask.rows == ()


def _is_inside(triangle: list[tuple[float, float]], x: int, y: int) -> bool:
    edges = zip(triangle, [*triangle[1:], triangle[0]], strict=True)
    sides = [(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for a, b in edges]
    return all(side > 0 for side in sides) or all(side < 0 for side in sides)
