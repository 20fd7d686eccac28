"""The systems on the screen as rows of cells: which stand where, and what lies over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renshu.score.notation import ScoreNote
from renshu.tui.drawing import pages
from renshu.tui.drawing.overlay import Overlay
from renshu.tui.drawing.pages import Extent, Slot
from renshu.tui.drawing.pieces import Picture, Piece
from renshu.tui.drawing.pixel_system import PixelDrawing
from renshu.tui.drawing.row import Row, Span, cut
from renshu.tui.drawing.system import SystemDrawing

_SEAM = Span("┊", "quiet")

_BEFORE_CURSOR = 4
"""Columns that stay to the left of the cursor."""


@dataclass(frozen=True, slots=True)
class Wipe:
    """The next system standing in the place of bars that were played."""

    system: int
    top: int
    """The row of the screen for its first row, which need not be on the screen."""
    columns: int
    """So many columns of it are shown."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Some columns of one line of a system."""

    system: int
    line: int
    columns: range


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
        self._extents = tuple(
            Extent(one.height, one.staff_row, one.last_staff_row) for one in self.drawings
        )
        self._room = room
        self._systems = {
            box.measure: index
            for index, drawing in enumerate(self.drawings)
            for box in drawing.picture.measures
        }

    @property
    def pictures(self) -> frozenset[Picture]:
        """The pictures of all systems; none where they are in characters."""
        drawn = (one for one in self.drawings if isinstance(one, PixelDrawing))
        return frozenset(picture for one in drawn for picture in one.pictures)

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
                yield slot.top - slot.first

    def turn(
        self, measure: int, upcoming: Sequence[int], column: int | None = None
    ) -> frozenset[Slot]:
        """Turn to a measure.

        Args:
            measure: Index of the measure being played.
            upcoming: The measures that come after it, in playing order.
            column: The column of its system in which the music is, if that is known.

        Returns:
            The places that look different now.
        """
        here = self._systems.get(measure)
        if here is None:
            return frozenset()
        following, after = self._next_two(here, upcoming)
        wipe = self._wiped(here, following, measure, upcoming, column)
        below, ahead = (after, following) if wipe else (following, None)
        if below is None and here + 1 < len(self.drawings):
            # A loop within one system: what stands next in print is better than an empty screen.
            below = here + 1
        slots = pages.arrange(self._extents, self._room, here, below, ahead)
        changed = set(slots) ^ set(self.slots)
        if wipe != self.wipe:
            changed |= {*slots[:1], *self.slots[:1], *self._place(wipe), *self._place(self.wipe)}
        self.slots, self.wipe = slots, wipe
        return frozenset(changed)

    def row(self, y: int) -> Row | None:
        """What stands in a row of the screen; None where nothing does."""
        parts = list(self._shown(y))
        if not parts:
            return None
        spans: list[Span] = []
        if self.wipe is not None and parts[0].columns.stop == self.wipe.columns:
            spans = [*self._row_of(parts.pop(0), self.wipe.columns), _SEAM]
        for part in parts:
            spans.extend(self._row_of(part, 0))
        return tuple(spans)

    def system_at(self, y: int, column: int) -> int | None:
        """Index of the system that stands in a row of the screen, in one of its own columns."""
        shown = (part for part in self._shown(y) if column in part.columns)
        return next((part.system for part in shown), None)

    def pieces(self, y: int, left: int) -> Iterator[Piece]:
        """The pictures that stand in a row of the screen; none where systems are in characters.

        Args:
            y: The row.
            left: The column of the screen in which systems begin.
        """
        for part in self._shown(y):
            drawing = self.drawings[part.system]
            if isinstance(drawing, PixelDrawing) and 0 <= part.line < drawing.height:
                columns = range(part.columns.start, min(part.columns.stop, drawing.width))
                yield from drawing.pieces(part.line, self.overlays[part.system], columns, left)

    def _shown(self, y: int) -> Iterator[_Part]:
        """The systems in a row of the screen, from left to right; lines may lie outside them."""
        wipe, slots = self.wipe, self.slots
        start = 0
        if wipe is not None and any(_is_in(y, one) for one in (*slots[:1], *self._place(wipe))):
            yield _Part(wipe.system, y - wipe.top, range(wipe.columns))
            slots, start = slots[:1], wipe.columns + 1
        for slot in slots:
            if _is_in(y, slot):
                line = y - slot.top + slot.first
                yield _Part(slot.system, line, range(start, self.drawings[slot.system].width))

    def _row_of(self, part: _Part, least: int) -> Row:
        """What a system has in some columns, filled up with blanks to as many as `least`."""
        drawing, columns = self.drawings[part.system], part.columns
        if not 0 <= part.line < drawing.height:
            return (Span(" " * least),)
        whole = drawing.row(part.line, self.overlays[part.system])
        shown = cut(whole, columns.start, columns.stop) if columns.start or least else whole
        return (*shown, Span(" " * max(0, least - drawing.width)))

    def _place(self, wipe: Wipe | None) -> tuple[Slot, ...]:
        """Where a wipe is on the screen."""
        if wipe is None:
            return ()
        top, bottom = max(0, wipe.top), wipe.top + self.drawings[wipe.system].height
        return (Slot(wipe.system, top, min(bottom, self._room) - top),)

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

    def _wiped(
        self,
        here: int,
        following: int | None,
        measure: int,
        upcoming: Sequence[int],
        column: int | None,
    ) -> Wipe | None:
        is_alone = pages.slot_count(self._extents, self._room) == 1
        is_leaving = bool(upcoming) and self._systems.get(upcoming[0]) != here
        if following is None or not is_alone or not is_leaving:
            return None
        seam = self._seam(here, measure, column)
        if seam is None:
            return None
        top = pages.top_of(self._extents, self._room, following)
        return Wipe(following, top - pages.skipped(self._extents, self._room, following), seam)

    def _seam(self, here: int, measure: int, column: int | None) -> int | None:
        """The first column that is still needed of a system in its last bar, if that is far on."""
        drawing = self.drawings[here]
        left = drawing.measure_columns(range(measure, measure + 1)).start
        third = drawing.width // 3
        if left >= third:
            return left - 1
        return third - _BEFORE_CURSOR if column is not None and column >= third else None


def _is_in(y: int, slot: Slot) -> bool:
    return slot.top <= y < slot.top + slot.rows
