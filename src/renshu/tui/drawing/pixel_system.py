"""One engraved system in pixels: its cells are windows, and pictures stand behind them."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from renshu.engrave.picture import Glyph, SystemPicture
from renshu.evening.verdicts import Verdict
from renshu.practice.hiding import Look
from renshu.score.notation import ScoreNote
from renshu.tui.drawing import stamps
from renshu.tui.drawing.overlay import Overlay, Place, Unplayed
from renshu.tui.drawing.pieces import WINDOW, Picture, Piece
from renshu.tui.drawing.raster import raster
from renshu.tui.drawing.row import Cell
from renshu.tui.drawing.stamps import Grid, Stamp
from renshu.tui.drawing.system import SystemDrawing

_WINDOW = Cell(WINDOW)


class PixelDrawing(SystemDrawing):
    """A system in pixels.

    Args:
        picture: The engraving.
        grid: How cells and pixels are made of its dots.
    """

    def __init__(self, picture: SystemPicture, grid: Grid) -> None:
        super().__init__(picture)
        self._grid = grid
        self._veiled: dict[Look, Picture] = {}

    @property
    def cell(self) -> tuple[int, int]:
        """Dots of a cell, across and down."""
        return self._grid.cell

    @cached_property
    def notes(self) -> Picture:
        """All that is engraved; made when it is first needed, in whatever thread."""
        pixels = raster(self.picture.ink, self.picture.staff, self._grid.grain)
        return Picture(pixels, "ink", "staff")

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All that was made of it so far."""
        return (self.notes, *self._veiled.values())

    def notes_as(self, look: Look) -> Picture:
        """What is engraved, as it is where no more than that is to be seen."""
        if look is Look.SHOWN:
            return self.notes
        if look not in self._veiled:
            self._veiled[look] = self._notes_as(look)
        return self._veiled[look]

    def _notes_as(self, look: Look) -> Picture:
        if look is Look.FADED:
            return Picture(self.notes.raster, "staff", "staff")
        seen = self.picture_as(look)
        return Picture(raster(seen.ink, seen.staff, self._grid.grain), "ink", "staff")

    def _base(self, picture: SystemPicture) -> tuple[list[Cell], ...]:
        del picture
        return tuple([_WINDOW] * self.width for _ in range(self.height))

    def _unplayed(self, quiet: frozenset[str], names: Mapping[str, str]) -> Unplayed:
        heads = self.picture.heads
        shown = (quiet | names.keys()) & heads.keys()
        return Unplayed(
            stamps=tuple(
                stamps.head_stamp(
                    heads[head],
                    stamps.QUIET if head in quiet else stamps.PLAIN,
                    self._grid,
                    names.get(head, ""),
                )
                for head in shown
            )
        )

    def _touched(self, glyph: Glyph) -> Iterator[Place]:
        across, down = self.cell
        for row in range(glyph.y // down, (glyph.y + glyph.mask.height - 1) // down + 1):
            for column in range(glyph.x // across, (glyph.x + glyph.mask.width - 1) // across + 1):
                yield row, column

    def verdict_stamps(
        self, note: ScoreNote, verdict: Verdict, overlay: Overlay
    ) -> Iterator[Stamp]:
        """The heads of a note with its verdict."""
        for head in (note.id, *note.tied):
            if (glyph := self.picture.heads.get(head)) is not None:
                name = overlay.names.get(head, "")
                yield stamps.head_stamp(glyph, verdict.value, self._grid, name)

    def ghost_stamps(self, note: ScoreNote, pitches: frozenset[int]) -> Iterator[Stamp]:
        """Crosses for wrong keys where they would be written beside a note."""
        size = round(self._staff_space(note))
        for pitch in sorted(pitches):
            point = self.ghost_point(note, pitch)
            if point is not None and 0 <= point[1] < self.picture.height:
                yield stamps.ghost_stamp(*point, size, self._grid)
            elif point is not None:
                yield stamps.ghost_stamp(*self.picture.heads[note.id].centre, size, self._grid)

    def pieces(self, y: int, overlay: Overlay, columns: range, left: int) -> Iterator[Piece]:
        """The pictures in one of its rows, between two columns.

        Args:
            y: The row.
            overlay: What is laid over it.
            columns: The columns to be shown.
            left: The column of the screen in which its first column stands.
        """
        for look, run in overlay.looks_in(y, columns):
            yield Piece(self.notes_as(look), y, run.start, left + run.start, len(run))
        for stamp in overlay.stamps_in(y, self.unplayed(overlay)):
            first = max(stamp.column, columns.start)
            last = min(stamp.column + stamp.columns, columns.stop)
            if first < last:
                row, column = y - stamp.row, first - stamp.column
                yield Piece(stamp.picture, row, column, left + first, last - first)
