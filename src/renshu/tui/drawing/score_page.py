"""The systems on the screen as rows of cells: which stand where, and what lies over them."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renshu.score.notation import ScoreNote
from renshu.tui.drawing import pages
from renshu.tui.drawing.overlay import Overlay
from renshu.tui.drawing.pages import Extent, Slot
from renshu.tui.drawing.pieces import Piece
from renshu.tui.drawing.pixel_system import PixelDrawing
from renshu.tui.drawing.row import Row, Span, cut
from renshu.tui.drawing.system import SystemDrawing

_SEAM = Span("┊", "quiet")


@dataclass(frozen=True, slots=True)
class Wipe:
    """The next system standing in the place of bars that were played."""

    system: int
    top: int
    columns: int
    """So many columns of it are shown."""


class ScorePage:
    """A page that turns itself to where the music is.

    Args:
        drawings: All systems of the score.
        room: Rows of the screen.
    """

    def __init__(self, drawings: Sequence[SystemDrawing] = (), room: int = 0) -> None:
        self.drawings = tuple(drawings)
        self.overlays = tuple(Overlay() for _ in self.drawings)
        self.slots: tuple[Slot, ...] = ()
        self.wipe: Wipe | None = None
        self._extents = tuple(Extent(one.height, one.staff_row) for one in self.drawings)
        self._room = room
        self._systems = {
            box.measure: index
            for index, drawing in enumerate(self.drawings)
            for box in drawing.picture.measures
        }

    def system_of(self, measure: int) -> int | None:
        """Index of the system in which a measure stands."""
        return self._systems.get(measure)

    def systems_of(self, note: ScoreNote) -> Iterator[int]:
        """Indexes of the systems in which a note has a head, its ties included."""
        heads = (note.id, *note.tied)
        for index, drawing in enumerate(self.drawings):
            if not drawing.picture.heads.keys().isdisjoint(heads):
                yield index

    def tops(self, system: int) -> Iterator[int]:
        """The rows of the screen on which the first row of a system is shown."""
        if self.wipe is not None and self.wipe.system == system:
            yield self.wipe.top
        for slot in self.slots:
            if slot.system == system:
                yield slot.top

    def turn(self, measure: int, upcoming: Sequence[int]) -> frozenset[Slot]:
        """Turn to a measure.

        Args:
            measure: Index of the measure being played.
            upcoming: The measures that come after it, in playing order.

        Returns:
            The places that look different now.
        """
        here = self._systems.get(measure)
        if here is None:
            return frozenset()
        following, after = self._next_two(here, upcoming)
        wipe = self._wiped(here, following, measure, upcoming)
        below = after if wipe else following
        slots = pages.arrange(self._extents, self._room, here, below)
        changed = set(slots) ^ set(self.slots)
        if wipe != self.wipe:
            changed |= {*slots[:1], *self.slots[:1]}
        self.slots, self.wipe = slots, wipe
        return frozenset(changed)

    def row(self, y: int) -> Row | None:
        """What stands in a row of the screen; None where nothing does."""
        slot = next((one for one in self.slots if one.top <= y < one.top + one.rows), None)
        if slot is None:
            return None
        drawing, overlay = self.drawings[slot.system], self.overlays[slot.system]
        if self.wipe is None or slot is not self.slots[0]:
            return drawing.row(y - slot.top, overlay)
        behind = drawing.row(y - slot.top, overlay)
        columns = self.wipe.columns
        return (*self._ahead(y, self.wipe), _SEAM, *cut(behind, columns + 1, drawing.width))

    def pieces(self, y: int, left: int) -> Iterator[Piece]:
        """The pictures that stand in a row of the screen; none where systems are in characters.

        Args:
            y: The row.
            left: The column of the screen in which systems begin.
        """
        slot = next((one for one in self.slots if one.top <= y < one.top + one.rows), None)
        if slot is None:
            return
        start = 0
        if self.wipe is not None and slot is self.slots[0]:
            wipe, start = self.wipe, self.wipe.columns + 1
            yield from self._pieces_of(wipe.system, y - wipe.top, range(wipe.columns), left)
        yield from self._pieces_of(slot.system, y - slot.top, range(start, sys.maxsize), left)

    def _pieces_of(self, system: int, line: int, columns: range, left: int) -> Iterator[Piece]:
        drawing = self.drawings[system]
        if isinstance(drawing, PixelDrawing) and 0 <= line < drawing.height:
            shown = range(columns.start, min(columns.stop, drawing.width))
            yield from drawing.pieces(line, self.overlays[system], shown, left)

    def _next_two(self, here: int, upcoming: Sequence[int]) -> tuple[int | None, int | None]:
        passed = [here]
        for measure in upcoming:
            system = self._systems.get(measure)
            if system is not None and system != passed[-1]:
                passed.append(system)
            if len(passed) == 3:
                break
        following, after, *_ = *passed[1:], None, None
        return following, after

    def _ahead(self, y: int, wipe: Wipe) -> Row:
        drawing, line = self.drawings[wipe.system], y - wipe.top
        if not 0 <= line < drawing.height:
            return (Span(" " * wipe.columns),)
        shown = cut(drawing.row(line, self.overlays[wipe.system]), 0, wipe.columns)
        return (*shown, Span(" " * max(0, wipe.columns - drawing.width)))

    def _wiped(
        self, here: int, following: int | None, measure: int, upcoming: Sequence[int]
    ) -> Wipe | None:
        is_alone = pages.slot_count(self._extents, self._room) == 1
        is_leaving = bool(upcoming) and self._systems.get(upcoming[0]) != here
        if following is None or not is_alone or not is_leaving:
            return None
        left = self.drawings[here].measure_columns(range(measure, measure + 1)).start
        if left < self.drawings[here].width // 3:
            return None
        return Wipe(following, pages.top_of(self._extents, self._room, following), left - 1)
