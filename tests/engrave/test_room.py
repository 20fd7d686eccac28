"""Which cells are free."""

from renshu.engrave.canvas import Canvas
from renshu.engrave.room import FURTHEST, Room


def room(top_row: int = 4) -> Room:
    ink = Canvas(20, 40)
    ink.block(0, 19, 16, 35)
    return Room(ink, (2, 4), top_row)


def test_above_the_staves_the_next_free_row_is_looked_for_upward_first() -> None:
    one = room()
    one.take(0, 10, 2)
    assert one.nearest(0, 10, 2) == 1
    assert one.nearest(10, 20, 2) == 2


def test_below_them_downward_first() -> None:
    assert room().nearest(0, 10, 8) == 9


def test_where_nothing_is_free_the_place_stays() -> None:
    ink = Canvas(20, 4 * 2 * (FURTHEST + 2))
    ink.block(0, 19, 0, ink.height - 1)
    full = Room(ink, (2, 4), 0)
    assert full.nearest(0, 10, FURTHEST) == FURTHEST


def test_several_rows_are_free_if_each_is() -> None:
    assert room().is_free(0, 10, 0, 3)
    assert not room().is_free(0, 10, 0, 4)


def test_what_is_let_down_stops_above_the_staff_and_what_stands_there() -> None:
    one = room()
    assert one.lowest(0, 10, 0) == 3
    one.take(4, 6, 2)
    assert one.lowest(0, 10, 0) == 1


def test_what_is_drawn_later_takes_its_cells() -> None:
    one, drawn = room(), Canvas(20, 40)
    drawn.dot(5, 2)
    one.fill(drawn)
    assert not one.is_free(4, 6, 0)
    assert one.is_free(6, 8, 0)
