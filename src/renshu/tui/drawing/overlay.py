"""What is laid over a system: verdicts, names of notes, hushed heads, a veil, cursor and loop."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from renshu.practice.hiding import Look
from renshu.tui.drawing.row import Cell, Row
from renshu.tui.drawing.stamps import Stamp

Place = tuple[int, int]
"""Row and column of a cell in its system."""

Veil = Mapping[int, Mapping[int, Look]]
"""How much is seen of cells, by row and column; of all others everything is."""

_NO_VEIL: Veil = {}


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns of a system."""

    rows: range
    columns: range


NOWHERE = Area(range(0), range(0))


class Overlay:
    """What is laid over a system just now; rows that stay as they are are remembered."""

    def __init__(self) -> None:
        self.cursor = NOWHERE
        """The onset being played."""
        self.loop = range(0)
        """Columns of the bars that are repeated."""
        self.rows: dict[int, Row] = {}
        """Rows with their marks, ready but for cursor and loop."""
        self.quiet: frozenset[str] = frozenset()
        """Ids of heads that are not asked."""
        self.names: Mapping[str, str] = {}
        """What is written into heads, by their ids."""
        self.unplayed: Unplayed | None = None
        """What quiet heads and names come to, once it has been looked up."""
        self._curtain: Callable[[], Veil] | None = None
        self._veil: Veil | None = _NO_VEIL
        self._heads: dict[str, Mapping[Place, Cell]] = {}
        self._signs: dict[str, Mapping[Place, Cell]] = {}
        self._ghosts: dict[str, Mapping[Place, Cell]] = {}
        self._stamps: dict[str, tuple[Stamp, ...]] = {}
        self._stamped: dict[int, list[Stamp]] | None = None

    def hush(self, heads: frozenset[str]) -> None:
        """Let heads, by their ids, step back behind the others; all others stand out again."""
        self.quiet = heads
        self._forget_rows()

    def write_names(self, names: Mapping[str, str]) -> None:
        """Write the names of notes into their heads, by their ids; into no others."""
        self.names = names
        self._forget_rows()

    def draw_curtain(self, curtain: Callable[[], Veil] | None) -> None:
        """Hide something: `curtain` is asked what, once that is to be seen; None hides nothing."""
        self._curtain = curtain
        self._veil = None if curtain else _NO_VEIL
        self.rows.clear()

    @property
    def veil(self) -> Veil:
        """What is hidden."""
        if self._veil is None:
            self._veil = self._curtain() if self._curtain else _NO_VEIL
        return self._veil

    def looks_in(self, y: int, columns: range) -> Iterator[tuple[Look, range]]:
        """The columns of a row in runs of which equally much is seen."""
        looks = self.veil.get(y)
        if not looks:
            yield Look.SHOWN, columns
            return
        for look, run in groupby(columns, lambda column: looks.get(column, Look.SHOWN)):
            together = list(run)
            yield look, range(together[0], together[-1] + 1)

    def _forget_rows(self) -> None:
        self.unplayed = self._stamped = None
        self.rows.clear()

    def mark(
        self,
        note_id: str,
        heads: Mapping[Place, Cell],
        signs: Mapping[Place, Cell],
        ghosts: Mapping[Place, Cell],
    ) -> frozenset[Place]:
        """Let cells stand in the place of what was drawn, all for one note.

        Args:
            note_id: The note.
            heads: Its heads in their colour.
            signs: What stands on them; the heads of its neighbours do not cover it.
            ghosts: Wrong keys; nothing covers them.

        Returns:
            The places that may look different now.
        """
        layers = ((self._heads, heads), (self._signs, signs), (self._ghosts, ghosts))
        before = (place for layer, _ in layers for place in layer.get(note_id, ()))
        changed = frozenset((*before, *heads, *signs, *ghosts))
        for y, _ in changed:
            self.rows.pop(y, None)
        for layer, cells in layers:
            layer[note_id] = cells
        return changed

    def stamp(self, note_id: str, stamps: tuple[Stamp, ...]) -> frozenset[Place]:
        """The same for pixels: let stamps stand over what was drawn, all for one note."""
        before = self._stamps.get(note_id, ())
        self._stamps[note_id] = stamps
        self._stamped = None
        return frozenset(place for one in (*before, *stamps) for place in one.places())

    def over(self, y: int, unplayed: "Unplayed") -> dict[int, Cell]:
        """What stands over one row, by column."""
        over = {**unplayed.quiet.get(y, {}), **_in_row(self._heads.values(), y)}
        for column, letter in unplayed.letters.get(y, {}).items():
            over[column] = Cell(letter, over[column].ink if column in over else "ink")
        return over | _in_row((*self._signs.values(), *self._ghosts.values()), y)

    def stamps_in(self, y: int, unplayed: "Unplayed") -> Iterable[Stamp]:
        """The stamps of which a row is part, those that cover others behind those."""
        if self._stamped is None:
            self._stamped = _by_row((unplayed.stamps, *self._stamps.values()))
        return self._stamped.get(y, ())


@dataclass(frozen=True, slots=True)
class Unplayed:
    """What a system looks like before anything is played in it."""

    quiet: Mapping[int, Mapping[int, Cell]] = field(default_factory=dict)
    """Cells of quiet heads by row and column."""
    letters: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """Letters of names by row and column."""
    stamps: tuple[Stamp, ...] = ()
    """Both, in pixels."""


def _in_row(notes: Iterable[Mapping[Place, Cell]], y: int) -> dict[int, Cell]:
    return {column: cell for cells in notes for (line, column), cell in cells.items() if line == y}


def _by_row(notes: Iterable[tuple[Stamp, ...]]) -> dict[int, list[Stamp]]:
    rows: dict[int, list[Stamp]] = {}
    for stamp in sorted((one for stamps in notes for one in stamps), key=_layer):
        for y in range(stamp.row, stamp.row + stamp.rows):
            rows.setdefault(y, []).append(stamp)
    return rows


def _layer(stamp: Stamp) -> int:
    return stamp.picture.layer
