"""One engraved system as rows of cells, with verdicts, cursor and loop laid over it.

The dots are turned into characters once; what changes while playing is an `Overlay`, so that a row
is drawn again without looking at a single dot.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len

from renshu.engrave.picture import Glyph, SystemPicture, Text
from renshu.score.notation import ScoreNote
from renshu.score.pitch import pitch_name
from renshu.tui.drawing.cells import DOTS_HIGH, DOTS_WIDE, EMPTY, STAFF, system_cells
from renshu.tui.drawing.characters import BRAILLE
from renshu.tui.drawing.row import Cell, Row, on_ground, row

_STEPS = "CDEFGAB"

Place = tuple[int, int]
"""Row and column of a cell in its system."""


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
        self.quiet_cells: Mapping[int, Mapping[int, Cell]] | None = None
        """Their cells by row and column, once they have been looked up."""
        self._heads: dict[str, Mapping[Place, Cell]] = {}
        self._signs: dict[str, Mapping[Place, Cell]] = {}
        self._ghosts: dict[str, Mapping[Place, Cell]] = {}

    def hush(self, heads: frozenset[str]) -> None:
        """Let heads, by their ids, step back behind the others; all others stand out again."""
        self.quiet, self.quiet_cells = heads, None
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

    def marks_in(self, y: int) -> dict[int, Cell]:
        """The marks of one row, by column."""
        notes = (*self._heads.values(), *self._signs.values(), *self._ghosts.values())
        places = (item for cells in notes for item in cells.items())
        return {column: cell for (line, column), cell in places if line == y}


class SystemDrawing:
    """A system in cells.

    Args:
        picture: The engraving.
        characters: The character for each of the 256 patterns of dots.
    """

    def __init__(self, picture: SystemPicture, characters: tuple[str, ...] = BRAILLE) -> None:
        self.picture = picture
        self._characters = characters
        self.height = -(-picture.height // DOTS_HIGH)
        """Rows."""
        self.width = -(-picture.width // DOTS_WIDE)
        """Columns."""

    @cached_property
    def cells(self) -> tuple[list[Cell], ...]:
        """All cells with nothing over them; made when the system is first seen."""
        return _with_words(system_cells(self.picture, self._characters), self.picture.texts)

    def row(self, y: int, overlay: Overlay) -> Row:
        """One row with what is laid over it."""
        marked = overlay.rows.get(y)
        if marked is None:
            marked = overlay.rows[y] = self._marked(y, overlay)
        shaded = on_ground(marked, overlay.loop, "loop")
        cursor = overlay.cursor
        return on_ground(shaded, cursor.columns, "cursor") if y in cursor.rows else shaded

    def _marked(self, y: int, overlay: Overlay) -> Row:
        if overlay.quiet_cells is None:
            overlay.quiet_cells = self._hushed(overlay.quiet)
        over = {**overlay.quiet_cells.get(y, {}), **overlay.marks_in(y)}
        return row(over.get(column, cell) for column, cell in enumerate(self.cells[y]))

    def _hushed(self, quiet: frozenset[str]) -> Mapping[int, Mapping[int, Cell]]:
        """The cells in which there are heads of `quiet` alone, as pale as staff lines."""
        here = quiet & self.picture.heads.keys()
        others = self.picture.heads.keys() - here if here else ()
        loud = {place for head in others for place in self.head(head)}
        pale: dict[int, dict[int, Cell]] = {}
        for head in here:
            for (y, column), cell in self.head(head).items():
                if (y, column) not in loud:
                    pale.setdefault(y, {})[column] = Cell(cell.text, STAFF)
        return pale

    def head(self, note_id: str) -> Mapping[Place, Cell]:
        """The cells in which a head has dots; none where the note is not in the system."""
        glyph = self.picture.heads.get(note_id)
        places = _touched(glyph) if glyph else ()
        return {place: self.cells[place[0]][place[1]] for place in places if self._has(place)}

    def centre(self, note_id: str) -> Place | None:
        """The cell in the middle of a head."""
        glyph = self.picture.heads.get(note_id)
        if glyph is None:
            return None
        x, y = glyph.centre
        return self._place(x, y)

    def beside(self, note_id: str) -> Place | None:
        """The cell to the right or left of the middle of a head, if one is without ink."""
        centre = self.centre(note_id)
        if centre is None:
            return None
        y, middle = centre
        columns = [middle, *(column for row, column in self.head(note_id) if row == y)]
        places = ((y, max(columns) + 1), (y, min(columns) - 1))
        return next((one for one in places if self._has(one) and self._is_free(one)), None)

    def ghost(self, note: ScoreNote, pitch: int) -> Place | None:
        """Where the head of `pitch` would stand beside that of `note`."""
        glyph = self.picture.heads.get(note.id)
        if glyph is None:
            return None
        x, y = glyph.centre
        higher = _staff_steps(pitch) - _written_steps(note)
        y -= higher * self._staff_space(note) / 2
        return self._place(x, y)

    def area(self, note_ids: Iterable[str]) -> Area:
        """Where some heads are: from one to the other, and over both staves at least."""
        heads = [self.picture.heads[note] for note in note_ids if note in self.picture.heads]
        if not heads:
            return NOWHERE
        lines = [y for staff in self.picture.staves for y in (staff.lines[0], staff.lines[-1])]
        top = min([head.y for head in heads] + lines)
        bottom = max([head.y + head.mask.height - 1 for head in heads] + lines)
        left = min(head.x for head in heads)
        right = max(head.x + head.mask.width - 1 for head in heads)
        return Area(
            range(max(0, top // DOTS_HIGH), min(self.height, bottom // DOTS_HIGH + 1)),
            range(left // DOTS_WIDE, right // DOTS_WIDE + 1),
        )

    def measure_columns(self, measures: range) -> range:
        """The columns of those of the measures that are in the system."""
        boxes = [box for box in self.picture.measures if box.measure in measures]
        if not boxes:
            return range(0)
        return range(boxes[0].left // DOTS_WIDE, boxes[-1].right // DOTS_WIDE + 1)

    @cached_property
    def staff_row(self) -> int:
        """The row of the uppermost staff line, by which systems are put side by side."""
        staves = self.picture.staves
        return staves[0].lines[0] // DOTS_HIGH if staves else 0

    def _staff_space(self, note: ScoreNote) -> float:
        staves = {staff.staff: staff for staff in self.picture.staves}
        staff = staves.get(note.staff) or next(iter(staves.values()), None)
        return (staff.lines[-1] - staff.lines[0]) / 4 if staff and len(staff.lines) > 1 else 4.0

    def _place(self, x: float, y: float) -> Place | None:
        place = round(y - 0.5) // DOTS_HIGH, round(x - 0.5) // DOTS_WIDE
        return place if self._has(place) else None

    def _is_free(self, place: Place) -> bool:
        return self.cells[place[0]][place[1]].ink in {EMPTY, STAFF}

    def _has(self, place: Place) -> bool:
        return 0 <= place[0] < self.height and 0 <= place[1] < self.width


def _touched(glyph: Glyph) -> Iterator[Place]:
    for line, dots in enumerate(glyph.mask.rows):
        for x in range(glyph.mask.width):
            if dots >> x & 1:
                yield (glyph.y + line) // DOTS_HIGH, (glyph.x + x) // DOTS_WIDE


def _with_words(
    base: tuple[tuple[Cell, ...], ...], texts: Iterable[Text]
) -> tuple[list[Cell], ...]:
    lines = tuple(list(cells) for cells in base)
    for text in texts:
        _write(lines[min(max(0, text.y // DOTS_HIGH), len(lines) - 1)], text)
    return lines


def _write(line: list[Cell], text: Text) -> None:
    column = text.x // DOTS_WIDE
    for sign in text.text:
        for extra in range(cell_len(sign)):
            if 0 <= column < len(line):
                # The second cell of a wide sign is empty: the terminal fills it.
                line[column] = Cell("" if extra else sign, "words")
            column += 1


def _written_steps(note: ScoreNote) -> int:
    return 7 * note.spelling.octave + _STEPS.index(note.spelling.step)


def _staff_steps(pitch: int) -> int:
    return 7 * (pitch // 12 - 1) + _STEPS.index(pitch_name(pitch)[0])
