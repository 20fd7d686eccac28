"""Rules for the glyphs drawn by hand."""

from itertools import product

from renshu.engrave.bitmaps import bitmaps
from support.dots import drawn

HEADS = (0xE0A2, 0xE0A3, 0xE0A4, 0xE0A9)
HOLLOW = (0xE0A2, 0xE0A3)


def test_a_head_fills_the_gap_between_two_staff_lines_and_touches_none() -> None:
    for is_grace in (False, True):
        for code in HEADS:
            bitmap = bitmaps(is_grace=is_grace)[code]
            assert (bitmap.mask.height, bitmap.top) == (3, 1)


def test_hollow_heads_have_a_hole_and_the_filled_one_has_none() -> None:
    for code in HOLLOW:
        assert ".." in drawn(bitmaps()[code].mask)[1]
    assert drawn(bitmaps()[0xE0A4].mask)[1] == "####"


def test_signs_that_are_told_apart_on_paper_are_told_apart_in_dots() -> None:
    groups = [HEADS, (0xE260, 0xE261, 0xE262, 0xE263, 0xE264), range(0xE080, 0xE08C)]
    groups += [(0xE4E3, 0xE4E4, 0xE4E5, 0xE4E6, 0xE4E7, 0xE4E8), (0xE050, 0xE05C, 0xE062)]
    for known, group in product((bitmaps(), bitmaps(3)), groups):
        pictures = {(*drawn(known[code].mask), known[code].top) for code in group}
        assert len(pictures) == len(group)


def test_two_digits_fit_into_a_staff() -> None:
    for staff_space in (3, 4):
        for code in range(0xE080, 0xE08A):
            assert bitmaps(staff_space)[code].mask.height < 2 * staff_space


def test_large_sizes_are_left_to_the_outlines() -> None:
    assert bitmaps(5) == {}


def test_no_drawing_has_empty_edges() -> None:
    for code, bitmap in bitmaps().items():
        lines = drawn(bitmap.mask)
        assert "#" in lines[0], f"{code:X}"
        assert "#" in lines[-1], f"{code:X}"
        assert any(line[0] == "#" for line in lines), f"{code:X}"
        assert any(line[-1] == "#" for line in lines), f"{code:X}"
