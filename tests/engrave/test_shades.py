"""Masks made several times too large, as pixels."""

from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.picture import Mask
from renshu.engrave.shades import shades
from support.dots import mask


def test_a_pixel_is_as_bright_as_its_dots_are_many() -> None:
    found = shades(mask("##..#.", "##.#..", "....##", "....#."), 2)
    assert [list(row) for row in found] == [[255, 64, 64], [0, 0, 191]]


@st.composite
def masks(draw: st.DrawFn) -> Mask:
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 12))
    rows = draw(st.lists(st.integers(0, (1 << width) - 1), min_size=height, max_size=height))
    return Mask(width, height, tuple(rows))


@given(masks(), st.integers(1, 5))
def test_every_dot_counts_in_its_own_pixel(large: Mask, grain: int) -> None:
    found = shades(large, grain)
    assert len(found) == -(-large.height // grain)
    for y, row in enumerate(found):
        assert len(row) == -(-large.width // grain)
        for x, shade in enumerate(row):
            dots = sum(
                large.at(x * grain + i, y * grain + j) for i in range(grain) for j in range(grain)
            )
            assert shade == round(255 * dots / grain**2)
