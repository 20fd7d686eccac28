from itertools import combinations

import pytest

from renshu.engrave.picture import Glyph
from renshu.evening.verdicts import Verdict
from renshu.score.pitch import Spelling
from renshu.tui.drawing.names import note_name
from renshu.tui.drawing.stamps import PLAIN, QUIET, Grid, Stamp, ghost_stamp, head_stamp
from support.dots import mask

GRID = Grid((20, 40), 2)
FULL = mask(
    *["." * 6 + "#" * 18 + "." * 6] * 4, *["#" * 30] * 16, *["." * 6 + "#" * 18 + "." * 6] * 4
)
HOLLOW = mask(*["#" * 30] * 6, *["#" * 9 + "." * 12 + "#" * 9] * 12, *["#" * 30] * 6)


def outline(stamp: Stamp) -> tuple[bytes, ...]:
    """What of it does without any colour: where there is ink."""
    return tuple(bytes(pixel >> 4 > 7 for pixel in row) for row in stamp.picture.raster.rows)


@pytest.mark.parametrize("head", [FULL, HOLLOW])
@pytest.mark.parametrize("name", ["", "F♯"])
def test_no_two_verdicts_have_one_shape(head: object, name: str) -> None:
    glyph = Glyph(50, 50, head)  # type: ignore[arg-type]
    stamps = [head_stamp(glyph, kind, GRID, name) for kind in (*Verdict, PLAIN)]
    for one, other in combinations(stamps, 2):
        assert outline(one) != outline(other), (one.picture.ink, other.picture.ink)


@pytest.mark.parametrize("place", [(50, 50), (61, 79), (0, 0), (400, 133)])
def test_a_stamp_covers_its_head_exactly(place: tuple[int, int]) -> None:
    x, y = place
    stamp = head_stamp(Glyph(x, y, FULL), QUIET, GRID)
    pixels = stamp.picture.raster
    assert (pixels.width, pixels.height) == (stamp.columns * 10, stamp.rows * 20)
    inked = {
        (column + stamp.column * 10, row + stamp.row * 20)
        for row, line in enumerate(pixels.rows)
        for column, pixel in enumerate(line)
        if pixel >> 4
    }
    dots = {
        ((x + column) // 2, (y + row) // 2)
        for row, bits in enumerate(FULL.rows)
        for column in range(FULL.width)
        if bits >> column & 1
    }
    assert inked == dots


def test_equal_heads_at_equal_places_are_one_picture() -> None:
    one, other = (head_stamp(Glyph(x, 50, FULL), Verdict.RIGHT, GRID) for x in (50, 70))
    assert one.picture is other.picture
    assert other.column == one.column + 1


def test_a_ghost_stands_where_it_is_told() -> None:
    stamp = ghost_stamp(105.0, 210.0, 24, GRID)
    rows = stamp.picture.raster.rows
    inked = [(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel >> 4]
    middle = [sum(axis) / len(inked) for axis in zip(*inked, strict=True)]
    assert abs(middle[0] + stamp.column * 10 - 52.5) < 1
    assert abs(middle[1] + stamp.row * 20 - 105) < 1


def test_names_of_notes() -> None:
    names = [note_name(Spelling(*one, 4)) for one in (("C", 0), ("F", 1), ("B", -1), ("G", 2))]
    assert names == ["C", "F♯", "B♭", "Gx"]
