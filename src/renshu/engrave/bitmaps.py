"""Glyphs drawn by hand for four dots a staff space, where outlines fall apart.

A drawing is headed by its code points in SMuFL and the column and row of its origin. A head is
three dots high, so that it fills the gap between two staff lines and does not touch them.
"""

from functools import cache

from renshu.engrave.outlines import Bitmap
from renshu.engrave.picture import Mask

DRAWINGS = """
E0A4 0,1 notehead black
.###
####
###.
E0A3 0,1 notehead half
.####
#...#
####.
E0A2 0,1 notehead whole
.####.
##..##
.####.
E0A9 0,1 notehead x
#..#
.##.
#..#
E260 0,4 flat
#..
#..
#..
##.
#.#
##.
E261 0,3 natural
#..
#..
###
#.#
###
..#
..#
E262 0,3 sharp
.#.#.
.#.#.
#####
.#.#.
#####
.#.#.
.#.#.
E263 0,1 double sharp
#.#
.#.
#.#
E264 0,4 double flat
#..#..
#..#..
#..#..
##.##.
#.##.#
##.##.
E4E3 0,-1 whole rest
#####
#####
E4E4 0,2 half rest
#####
#####
E4E5 0,5 quarter rest
.#..
..#.
..##
.###
.##.
.#..
..#.
.###
#...
#...
.#..
E4E6 0,3 eighth rest
##..#
#####
...#.
..#..
..#..
.#...
.#...
E4E7 0,3 sixteenth rest
.##..#
.#####
....#.
##..#.
#####.
...#..
..#...
..#...
.#....
.#....
E4E8 0,7 thirty-second rest
..##..#
..#####
.....#.
.##..#.
.#####.
....#..
##..#..
#####..
...#...
..#....
..#....
.#.....
.#.....
E240 0,0 eighth flag, up
#...
##..
.##.
..##
...#
...#
..#.
E241 0,6 eighth flag, down
..#.
...#
...#
..##
.##.
##..
#...
E242 0,0 sixteenth flag, up
#...
##..
.##.
#.##
##.#
.##.
..##
...#
..#.
E243 0,8 sixteenth flag, down
..#.
...#
..##
.##.
##.#
#.##
.##.
##..
#...
E044 0,1 repeat dot
##
##
E4A2,E4A3 0,0 staccato
##
E4A4,E4A5 0,0 tenuto
####
E4A0 0,2 accent above
##..
..##
##..
E4A1 0,0 accent below
##..
..##
##..
E4AC 0,2 marcato above
.##.
.##.
#..#
E4AD 0,0 marcato below
#..#
.##.
.##.
E4A6,E4A8 0,2 staccatissimo above
#
#
#
E4A7,E4A9 0,0 staccatissimo below
#
#
#
E4C0 0,2 fermata above
.#####.
#.....#
#..#..#
E4C1 0,0 fermata below
#..#..#
#.....#
.#####.
E56C 0,2 short trill
.##.##.##
##.##.##.
E56D 0,3 mordent
....#....
.##.##.##
##.##.##.
....#....
E567 0,2 turn
.##...#
#..#..#
#...##.
E050,E052,E053 0,17 G clef
....##..
...#..#.
...#..#.
...#..#.
...#.##.
...#.##.
...###..
...##...
..###...
.##.#...
.#..#...
##..#...
#...###.
#..####.
#.##.###
#.#..#.#
#.#..#.#
#.#..#.#
##...#.#
.##..##.
...###..
.....#..
.##..#..
.##..#..
..###...
E062,E064,E065 0,4 F clef
..####...
.#...##..
###...#.#
###...##.
.#....##.
......##.
......#.#
.....##..
....##...
...##....
.##......
#........
E05C 0,8 C clef
##.#..##..
##.#.#..#.
##.#....##
##.#....##
##.#.#..#.
##.#.###..
##.#.#....
##.##.....
##.#......
##.##.....
##.#.#....
##.#.###..
##.#.#..#.
##.#....##
##.#....##
##.#.#..#.
##.#..##..
E080 0,3 time signature 0
.###.
##.##
##.##
##.##
##.##
##.##
.###.
E081 0,3 time signature 1
.##.
###.
.##.
.##.
.##.
.##.
####
E082 0,3 time signature 2
.###.
##.##
...##
..##.
.##..
##...
#####
E083 0,3 time signature 3
.###.
##.##
...##
..##.
...##
##.##
.###.
E084 0,3 time signature 4
##.##
##.##
##.##
#####
...##
...##
...##
E085 0,3 time signature 5
#####
##...
####.
...##
...##
##.##
.###.
E086 0,3 time signature 6
.###.
##...
####.
##.##
##.##
##.##
.###.
E087 0,3 time signature 7
#####
...##
...##
..##.
..##.
.##..
.##..
E088 0,3 time signature 8
.###.
##.##
##.##
.###.
##.##
##.##
.###.
E089 0,3 time signature 9
.###.
##.##
##.##
.####
...##
...##
.###.
E08A 0,3 common time
..###.
.##.##
##....
##....
##....
.##.##
..###.
E08B 0,5 cut time
....#.
....#.
..###.
.##.##
##..#.
##..#.
##..#.
.##.##
..###.
....#.
....#.
"""

SMALL_DRAWINGS = """
E0A4 0,1 notehead black
.##
###
##.
E0A3 0,1 notehead half
.###
#..#
###.
"""


@cache
def bitmaps(is_small: bool = False) -> dict[int, Bitmap]:
    """The drawings by code point; the small ones are for grace notes."""
    found = dict(bitmaps()) if is_small else {}
    for block in _blocks(SMALL_DRAWINGS if is_small else DRAWINGS):
        (codes, origin, *_), rows = block[0].split(), block[1:]
        left, top = (int(number) for number in origin.split(","))
        bitmap = Bitmap(drawn(rows), left, top)
        found.update({int(code, 16): bitmap for code in codes.split(",")})
    return found


def drawn(rows: list[str]) -> Mask:
    """A mask from lines in which `#` is a dot."""
    values = (sum(1 << x for x, sign in enumerate(row) if sign == "#") for row in rows)
    return Mask(max(map(len, rows), default=0), len(rows), tuple(values))


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in text.split("\n"):
        if line.startswith("E"):
            blocks.append([line])
        elif line:
            blocks[-1].append(line)
    return blocks
