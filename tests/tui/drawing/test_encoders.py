"""Encoders against the decoders of a small terminal: what goes out comes back."""

from base64 import standard_b64decode

from hypothesis import given
from hypothesis import strategies as st

from renshu.tui.drawing import kitty
from renshu.tui.drawing.kitty import Part
from renshu.tui.drawing.png import png
from renshu.tui.drawing.raster import Colour, palette
from renshu.tui.drawing.sixel import UNPAINTED, sixel
from support.terminal_screen import TerminalScreen, read_png, read_sixel

COLOURS = [(10 * n, 100 - 5 * n, n) for n in range(9)]


@st.composite
def rows(draw: st.DrawFn, indexes: st.SearchStrategy[int]) -> list[bytes]:
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 20))
    line = st.lists(indexes, min_size=width, max_size=width).map(bytes)
    return draw(st.lists(line, min_size=height, max_size=height))


@given(rows(st.integers(0, 255)))
def test_a_png_holds_every_pixel(pixels: list[bytes]) -> None:
    colours = palette((200, 100, 50), (20, 40, 60))
    assert read_png(png(pixels, colours)) == [[colours[index] for index in row] for row in pixels]


@given(rows(st.sampled_from([*range(9), UNPAINTED, 3, 3, 3])))
def test_sixels_hold_every_pixel_that_is_painted(pixels: list[bytes]) -> None:
    told = sixel(pixels, [_of_255(one) for one in COLOURS])
    inside = told.removeprefix("\x1bP0;1;0q").removesuffix("\x1b\\")
    wanted = [[None if index == UNPAINTED else COLOURS[index] for index in row] for row in pixels]
    assert read_sixel(inside) == wanted


def _of_255(colour: Colour) -> Colour:
    red, green, blue = (round(part * 2.55) for part in colour)
    return red, green, blue


@given(st.binary(min_size=1, max_size=20_000))
def test_a_picture_arrives_whole_in_chunks(data: bytes) -> None:
    told = kitty.send(7, data)
    chunks = told.split("\x1b\\")[:-1]
    assert all(len(chunk.partition(";")[2]) <= 4096 for chunk in chunks)
    assert standard_b64decode("".join(chunk.partition(";")[2] for chunk in chunks)) == data
    assert [("m=1" in chunk.partition(";")[0]) for chunk in chunks] == [True] * (
        len(chunks) - 1
    ) + [False]


def test_parts_are_put_and_taken_away() -> None:
    screen = TerminalScreen()
    screen.feed(kitty.send(7, png([bytes(40)] * 40, palette((1, 2, 3), (4, 5, 6)))))
    screen.feed(kitty.put(7, 9, Part(1, 0, 5, 3, 2, 2), (10, 20), 1))
    assert screen.cells() == {
        (3 + row, 5 + column): [(1, 7, row, 1 + column)] for row in (0, 1) for column in (0, 1)
    }
    screen.feed(kitty.take_away(7, 9))
    assert not screen.cells()
    assert screen.images
    screen.feed(kitty.forget(7))
    assert not screen.images


@given(st.integers(0, 15), st.integers(0, 15))
def test_ink_covers_lines_and_nothing_is_clear(ink: int, lines: int) -> None:
    red, green, blue, opacity = palette((255, 0, 0), (0, 255, 0))[ink << 4 | lines]
    assert (opacity == 0) == (ink == lines == 0)
    assert blue == 0
    if ink == 15:
        assert (red, green, opacity) == (255, 0, 255)
    elif ink == 0 and lines:
        assert (red, green) == (0, 255)
