from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from renshu.tui.drawing.pieces import WINDOW, Picture, Piece, marks, placed, runs
from renshu.tui.drawing.raster import Raster

PICTURE = Picture(Raster(0, 0, ()), "ink", "staff")
OTHER = Picture(Raster(0, 0, ()), "right", "page", layer=2)


@given(st.text(st.sampled_from(["x", WINDOW, "…"]), max_size=30))
def test_every_window_of_a_text_is_marked(text: str) -> None:
    assert [bool(marks(text) >> x & 1) for x in range(len(text))] == [s == WINDOW for s in text]


@given(st.integers(0, 1 << 130))
def test_runs_are_the_marks_and_never_touch(row: int) -> None:
    found = list(runs(row))
    assert sum((1 << run.stop) - (1 << run.start) for run in found) == row
    assert all(one.stop < other.start for one, other in pairwise(found))


@given(st.lists(st.integers(0, (1 << 12) - 1), max_size=8), st.integers(0, 4), st.integers(0, 3))
def test_parts_cover_what_shines_through_and_each_cell_once(
    screen: list[int], x: int, first: int
) -> None:
    rows = [
        (y, row, [Piece(PICTURE, first + y, 2, x, 6), Piece(OTHER, y, 0, x + 1, 3)])
        for y, row in enumerate(screen)
    ]
    seen = [
        (picture, part.y + row, part.x + column, part.row + row, part.column + column)
        for picture, part in placed(rows)
        for row in range(part.rows)
        for column in range(part.columns)
    ]
    wanted = {
        (piece.picture, y, column, piece.row, piece.column + column - piece.x)
        for y, row, pieces in rows
        for piece in pieces
        for column in range(piece.x, piece.x + piece.columns)
        if row >> column & 1
    }
    assert len(seen) == len(wanted)
    assert set(seen) == wanted


def test_rows_that_continue_are_one_part() -> None:
    rows = [(y, 0b111100, [Piece(PICTURE, y, 0, 2, 4)]) for y in range(3, 9)]
    assert len(placed(rows)) == 1
