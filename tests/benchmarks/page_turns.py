"""What turning a page costs, from the new position to the bytes, for each output.

    PYTHONPATH=tests python tests/benchmarks/page_turns.py [SCORE]

CPU in milliseconds at 120 × 40, for every system of a score; every other note has a verdict. The
goal is at most 16 ms. Making pixels is done before, in another thread, and told apart.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult

from renshu.config import Cells
from renshu.evening.verdicts import Verdict
from renshu.library.cache import Cache
from renshu.library.loaded import Loaded
from renshu.library.loading import load
from renshu.score.passage import ScorePosition
from renshu.tui import themes
from renshu.tui.app import FIRST_CSS, ROOMS_CSS
from renshu.tui.drawing.pixel_system import PixelDrawing
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.terminal.choosing import PIXELS, Output
from renshu.tui.terminal.kitty_layer import KittyLayer
from renshu.tui.terminal.sixel_layer import SixelLayer
from renshu.tui.terminal.sizes import Size, grid_of, layout_for
from renshu.tui.terminal.windows import written
from renshu.tui.widgets.score_view import ScoreView
from support.terminal_picture import engraved

OUTPUTS = (Output(Cells.BRAILLE), Output(Cells.KITTY, (9, 18)), Output(Cells.SIXEL, (9, 18)))
SCORE = Path(__file__).parents[2] / "scores" / "satie-gymnopedie-1.musicxml"


class Stage(App[None]):
    """The notation alone, in the colours of the program."""

    CSS_PATH = [FIRST_CSS, ROOMS_CSS]  # noqa: RUF012 - Textual's own form

    def __init__(self, view: ScoreView) -> None:
        super().__init__()
        self.view = view

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables."""
        return themes.variable_defaults()

    def compose(self) -> ComposeResult:
        """The view."""
        yield self.view


def main() -> None:
    """Print the figures of all outputs."""
    path = Path(sys.argv[1]) if sys.argv[1:] else SCORE
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(path, Cache(Path(folder)))
    for output in OUTPUTS:
        asyncio.run(turns(loaded, output))


async def turns(loaded: Loaded, output: Output) -> None:
    """Turn to every system, forward and back, and print what it costs."""
    pictures = list(engraved(loaded.musicxml, layout_for(output, 118, Size.NORMAL)))
    start = time.process_time()
    drawings = [_drawing(picture, output) for picture in pictures]
    prepared = (time.process_time() - start) / len(drawings)
    view = ScoreView(loaded.score)
    layer = {Cells.KITTY: KittyLayer, Cells.SIXEL: SixelLayer}.get(output.cells)
    pictured = layer(output) if layer else None
    app = Stage(view)
    async with app.run_test(size=(120, 36)):
        view.set_systems(drawings)
        if pictured:
            pictured.add(view)
        for note in loaded.score.notes[::2]:
            view.mark(note.id, Verdict.RIGHT)
        order = [drawing.picture.measures[0].measure for drawing in drawings]
        costs, sizes = [], []
        for measure in (*order, *reversed(order[:-1]), *order[1:]):
            start = time.process_time()
            view.show(ScorePosition(loaded.score.measures[measure].onset, measure))
            app.screen._compositor.update_widgets({view})
            update = app.screen._compositor.render_update()
            assert update is None or isinstance(update, CompositorUpdate)
            told = update.render_segments(app.console) if update else ""
            if pictured and update:
                told += pictured.frame(list(written(update)), (app.screen,))
            costs.append(1e3 * (time.process_time() - start))
            sizes.append(len(told))
    sys.stdout.write(
        f"{output.cells:8} p50 {statistics.median(costs):5.1f}  max {max(costs):5.1f} ms   "
        f"{max(sizes) / 1e3:.0f} kB at most   made before: {1e3 * prepared:.1f} ms a system\n"
    )


def _drawing(picture: object, output: Output) -> SystemDrawing:
    if output.cells in PIXELS:
        drawing = PixelDrawing(picture, grid_of(output))  # type: ignore[arg-type]
        _ = drawing.notes
        return drawing
    return SystemDrawing(picture)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
