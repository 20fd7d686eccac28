"""Small drawings as pictures in dots: `#` is ink, `-` a staff line."""

from itertools import product

import pytest

from renshu.engrave.drawing import (
    SPACE,
    Area,
    Bracket,
    Curve,
    Disc,
    Drawing,
    Line,
    Staff,
    StemmedHeads,
    Symbol,
    Words,
)
from renshu.engrave.painter import Painter
from renshu.engrave.picture import Layout, SystemPicture
from renshu.engrave.scale import PHASE, dots_across
from renshu.engrave.shades import shades

DOT = 1 / dots_across(4)
"""Units across that make a dot."""

FILLED, HALF, SHARP = 0xE0A4, 0xE0A3, 0xE262


def line_of(staff: int, line: float) -> float:
    """The y of a staff line, counted from the top; a half is a gap."""
    return staff * 8 * SPACE + line * SPACE


def drawing(dots: int, staves: int = 1) -> Drawing:
    """An empty bar."""
    right = dots * DOT
    measure = [
        Staff(0, right, tuple(line_of(staff, line) for line in range(5))) for staff in range(staves)
    ]
    return Drawing(width=right, measures=[measure])


def head(code: int, dot: float, line: float, owner: str = "n1") -> Symbol:
    return Symbol("notehead", code, dot * DOT, line_of(0, line), 1, owner)


def stem(x: float, top: float, bottom: float) -> Line:
    return Line("stem", ((x, line_of(0, top)), (x, line_of(0, bottom))), 18)


def paint(drawing: Drawing, dots: int, space: int = 4, number: str = "") -> SystemPicture:
    return Painter(Layout(dots, space)).paint(drawing, 7, number)


def lines(picture: SystemPicture) -> list[str]:
    signs = {(False, False): " ", (True, False): "#", (False, True): "-", (True, True): "#"}
    return [
        "".join(
            signs[picture.ink.at(x, y), picture.staff.at(x, y)] for x in range(picture.width)
        ).rstrip()
        for y in range(picture.height)
    ]


def test_a_filled_head_in_a_gap_with_its_stem() -> None:
    one = drawing(12)
    stem_x = 3 * DOT + 217
    one.heads.append(StemmedHeads((head(FILLED, 3, 1.5),), stem_x))
    one.lines.append(stem(stem_x, 0, 1.4))
    assert lines(paint(one, 12)) == [
        "",
        "------#------"[:12],
        "      #",
        "      #",
        "      #",
        "------#-----",
        "    ###",
        "   ####",
        "   ###",
        "------------",
        "",
        "",
        "",
        "------------",
        "",
        "",
        "",
        "------------",
        "",
        "",
    ]


def test_no_staff_line_fills_the_hole_of_a_half_note() -> None:
    one = drawing(10)
    one.heads.append(StemmedHeads((head(HALF, 3, 2),), None))
    assert lines(paint(one, 10))[8:11] == ["    ####", "---#   #--", "   ####"]


def test_heads_of_a_second_stand_on_either_side_of_their_stem() -> None:
    one = drawing(16)
    stem_x = 3 * DOT + 217
    heads = (head(FILLED, 3, 2, "n1"), head(FILLED, 3 + 208 / DOT, 1.5, "n2"))
    one.heads.append(StemmedHeads(heads, stem_x))
    picture = paint(one, 16)
    left, right = picture.heads["n1"], picture.heads["n2"]
    assert left.x + left.mask.width - 1 == right.x
    assert right.y == left.y - 2


def test_beams_reach_from_stem_to_stem_and_keep_their_distance() -> None:
    one = drawing(30)
    stems = [4 * DOT + 217, 20 * DOT + 217]
    for number, x in enumerate(stems):
        one.heads.append(StemmedHeads((head(FILLED, 4 + 16 * number, 4, f"n{number}"),), x))
        one.lines.append(stem(x, 0.2, 4))
    left, right = stems[0] - 9, stems[1] + 9
    for below in (0, 135):
        points = ((left, below), (right, below + 90), (right, below + 180), (left, below + 90))
        one.areas.append(Area("beam", points))
    picture = paint(one, 30)
    columns = [picture.heads[name].x + 3 for name in ("n0", "n1")]
    above = range(picture.staves[0].lines[3])
    between = [
        "".join("#" if picture.ink.at(x, y) else " " for y in above)
        for x in range(columns[0] + 1, columns[1])
    ]
    assert {ink.strip() for ink in between} == {"## ##"}
    tops = [ink.index("#") for ink in between]
    assert tops == sorted(tops)
    assert 0 < tops[-1] - tops[0] <= 2
    for x in (columns[0] - 1, columns[1] + 1):
        assert not any(picture.ink.at(x, y) for y in range(picture.staves[0].lines[1]))


def test_an_accidental_stands_clear_of_its_head() -> None:
    one = drawing(20)
    one.outlines[SHARP] = "M0 0H249V100H0Z"
    one.heads.append(StemmedHeads((head(FILLED, 10, 1),), None))
    one.symbols.append(Symbol("accid", SHARP, 10 * DOT - 230, line_of(0, 1), 1, "n1"))
    picture = paint(one, 20)
    column = picture.heads["n1"].x - 1
    rows = picture.staves[0].lines
    assert not any(picture.ink.at(column, y) for y in range(rows[0], rows[2] + 1))


@pytest.mark.parametrize("space", [3, 4, 5, 6, 8])
def test_staff_lines_are_whole_and_evenly_spaced_at_every_size(space: int) -> None:
    picture = paint(drawing(40, 2), 40, space)
    for staff in picture.staves:
        assert space == 8 or staff.lines[0] % 4 == PHASE
        assert [b - a for a, b in zip(staff.lines, staff.lines[1:], strict=False)] == [space] * 4
        for y, x in product(staff.lines, range(staff.left, staff.right + 1)):
            assert picture.staff.at(x, y)


def test_measures_are_counted_from_the_first_of_the_system() -> None:
    one = drawing(10)
    one.measures.append([Staff(10 * DOT, 25 * DOT, one.measures[0][0].lines)])
    boxes = paint(one, 30).measures
    assert [(box.measure, box.left, box.right) for box in boxes] == [(7, 0, 10), (8, 10, 25)]


def test_words_find_free_cells_near_their_place() -> None:
    one = drawing(40)
    one.lines.append(Line("slur", ((0, -SPACE), (40 * DOT, -SPACE)), 10))
    one.words += [
        Words("tempo", 0, -SPACE * 0.8, 0, "Lento"),
        Words("dir", 0, -150, 0, "cantabile"),
    ]
    picture = paint(one, 40, number="5")
    found = {text.text: (text.kind, text.x, text.y) for text in picture.texts}
    assert {text: kind for text, (kind, _, _) in found.items()} == {
        "5": "bar",
        "Lento": "tempo",
        "cantabile": "words",
    }
    taken = set()
    for text, (_, x, y) in found.items():
        assert x % 2 == 0
        for place in product(range(x, x + 2 * len(text)), range(y // 4 * 4, y // 4 * 4 + 4)):
            assert not picture.ink.at(*place)
            assert place not in taken
            taken.add(place)


def test_letters_take_the_place_of_symbols_that_are_letters() -> None:
    one = drawing(20)
    one.symbols += [
        Symbol("dynam", 0xE52D, 0, line_of(0, 6), 1),
        Symbol("tupletNum", 0xE883, 0, line_of(0, -2), 1),
    ]
    assert {(text.kind, text.text) for text in paint(one, 20).texts} == {
        ("dynamic", "mf"),
        ("tuplet", "3"),
    }


def test_curves_dots_and_slanted_lines_leave_ink() -> None:
    one = drawing(30)
    one.curves.append(Curve("slur", ((0, -200), (200, -500), (800, -500), (1000, -200))))
    one.discs.append(Disc("dots", 800, line_of(0, 1.5)))
    one.lines.append(Line("hairpin", ((0, 1300), (900, 1200)), 10))
    picture = paint(one, 30)
    top = picture.staves[0].lines[0]
    assert any(picture.ink.rows[:top])
    assert any(picture.ink.rows[top : top + 16])
    assert any(picture.ink.rows[top + 17 :])


def test_nothing_at_all_is_an_empty_picture() -> None:
    picture = paint(Drawing(), 20)
    assert (picture.heads, picture.measures, picture.staves) == ({}, (), ())


PIXELS = Layout(600, 36, (30, 60), grain=3)


def test_pixels_have_crisp_lines_as_thick_as_on_paper() -> None:
    one = drawing(20)
    one.heads.append(StemmedHeads((head(FILLED, 5, 2),), 5 * DOT + 217))
    one.lines.append(stem(5 * DOT + 217, 0, 2))
    one.lines.append(Line("barLine", ((900, 0), (900, 4 * SPACE)), 27))
    picture = Painter(PIXELS).paint(one, 0)
    assert picture.height % 60 == 0
    line, between = (shades(picture.staff, 3)[picture.staves[0].lines[2] // 3 + y] for y in (0, 5))
    assert set(line[: picture.staves[0].right // 3]) == {255}
    assert set(between) == {0, 255}
    assert between.count(255) == 2
    stemmed = shades(picture.ink, 3)[picture.staves[0].lines[1] // 3]
    assert set(stemmed) == {0, 255}


def test_pixels_are_the_outlines_of_the_font_with_the_lines_behind_them() -> None:
    one = drawing(30)
    one.outlines[SHARP] = "M0 -100H200V100H0Z"
    one.symbols.append(Symbol("accid", SHARP, 360, line_of(0, 2), 1, "n1"))
    picture = Painter(PIXELS).paint(one, 0)
    y = picture.staves[0].lines[2]
    drawn = [x for x in range(600) if picture.ink.at(x, y)]
    assert (drawn[0], len(drawn)) == (72, 29)
    assert all(picture.staff.at(x, y) for x in drawn)


@pytest.mark.parametrize("grain", [1, 2, 3])
def test_curves_beams_and_wedges_keep_their_place_in_pixels(grain: int) -> None:
    one = drawing(60)
    one.curves.append(Curve("slur", ((0, -200), (300, -600), (900, -600), (1200, -200)), 40))
    one.areas.append(Area("beam", ((0, 900), (600, 990), (600, 1080), (0, 990))))
    one.lines.append(Line("hairpin", ((0, 1300), (900, 1200)), 13))
    one.discs.append(Disc("dots", 800, line_of(0, 1.5)))
    scale = 12 * grain / SPACE
    layout = Layout(1200 * grain, 12 * grain, (10 * grain, 20 * grain), grain)
    picture = Painter(layout).paint(one, 0)
    top = picture.staves[0].lines[0]
    for x, y in ((600, -500), (300, 990), (450, 1250), (800, 270)):
        assert picture.ink.at(round(x * scale), top + round(y * scale))
    for x, y in ((600, -560), (600, -440), (300, 880), (300, 1100), (800, 360)):
        assert not picture.ink.at(round(x * scale), top + round(y * scale))


def test_syllables_of_a_verse_stand_in_one_row_and_apart() -> None:
    one = drawing(60)
    line = line_of(0, 7)
    for x, text in ((0, "Twin"), (10, "-"), (14, "kle"), (20, "lit"), (24, "tle"), (34, "star")):
        one.words.append(Words("syl", x * DOT, line, 0, text))
    texts = paint(one, 60).texts
    assert {text.kind for text in texts} == {"lyric"}
    assert len({text.y for text in texts}) == 1
    ends = [text.x + 2 * len(text.text) for text in texts]
    assert all(end <= after.x for end, after in zip(ends, texts[1:], strict=False))
    assert [text.text for text in texts] == ["Twin", "-", "kle", "lit", "tle", "star"]


def test_a_figure_stands_in_the_gap_of_its_bracket() -> None:
    one = drawing(30)
    one.symbols.append(Symbol("tupletNum", 0xE883, 12 * DOT, line_of(0, -2), 1))
    one.lines.append(
        Line("tupletBracket", ((0, line_of(0, -2.5)), (28 * DOT, line_of(0, -2.5))), 9)
    )
    picture = paint(one, 30)
    (figure,) = picture.texts
    row = figure.y // 4 * 4
    inked = [x for x in range(30) if any(picture.ink.at(x, y) for y in range(row, row + 4))]
    assert inked
    assert not {figure.x, figure.x + 1} & set(inked)


def test_pedals_share_the_highest_row_in_which_all_have_room() -> None:
    one = drawing(60)
    one.heads.append(StemmedHeads((head(FILLED, 5, 6.5),), None))
    one.brackets += [
        Bracket("pedal", 0, 20 * DOT, line_of(0, 9), has_start=True, has_end=True),
        Bracket("pedal", 30 * DOT, 50 * DOT, line_of(0, 9), has_start=True, has_end=True),
    ]
    picture = paint(one, 60)
    bottom = picture.staves[0].lines[-1]
    rows = [y for y in range(bottom + 1, picture.height) if picture.staff.rows[y]]
    assert len(rows) == 3
    under_the_head = (picture.heads["n1"].y + 3 + 3) // 4
    assert rows[0] // 4 == rows[-1] // 4 == under_the_head
