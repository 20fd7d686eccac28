from itertools import pairwise

import pytest

from renshu.config import Cells
from renshu.tui.terminal.choosing import PIXELS, Output
from renshu.tui.terminal.sizes import Size, layout_for

OUTPUTS = [
    Output(Cells.BRAILLE),
    Output(Cells.HALF),
    Output(Cells.KITTY, (9, 18)),
    Output(Cells.KITTY, (20, 44)),
    Output(Cells.SIXEL, (6, 13), 16),
]


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_layout_is_as_wide_as_the_room_and_every_size_another(output: Output) -> None:
    layouts = [layout_for(output, 118, size) for size in (Size.SMALL, Size.NORMAL, Size.LARGE)]
    assert all(one.staff_space < other.staff_space for one, other in pairwise(layouts))
    for layout in layouts:
        assert layout.width == 118 * layout.cell[0]
        assert layout.staff_space % layout.grain == 0
        assert layout.cell == tuple(layout.grain * dots for dots in output.cell)
        assert layout.is_fine == (output.cells in PIXELS)
