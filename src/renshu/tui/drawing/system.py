"""One engraved system as rows of cells, with verdicts, cursor and loop laid over it.

The dots are turned into characters once; what changes while playing is an `Overlay`, so that a row
is drawn again without looking at a single dot.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from rich.cells import cell_len

from renshu.engrave.picture import Glyph, Mask, SystemPicture, Text
from renshu.practice.hiding import Look
from renshu.score.notation import ScoreNote
from renshu.score.pitch import pitch_name
from renshu.tui.drawing.cells import DOTS_HIGH, DOTS_WIDE, EMPTY, STAFF, system_cells
from renshu.tui.drawing.characters import BRAILLE
from renshu.tui.drawing.overlay import NOWHERE, Area, Overlay, Place, Unplayed
from renshu.tui.drawing.row import Cell, Row, on_ground, row

_STEPS = "CDEFGAB"

_THICKEST = 8
"""Dots that a staff line may be thick, on either side of its middle."""

_SIGNPOSTS = frozenset({"bar", "tempo", "rehearsal", "ending"})
"""The kinds of words that tell where one is, but not what to play."""


class SystemDrawing:
    """A system in cells.

    Args:
        picture: The engraving.
        characters: The character for each of the 256 patterns of dots.
    """

    def __init__(self, picture: SystemPicture, characters: tuple[str, ...] = BRAILLE) -> None:
        self.picture = picture
        self._characters = characters
        self._looks: dict[Look, tuple[list[Cell], ...]] = {}
        self._heads: dict[str, frozenset[Place]] = {}

    @property
    def cell(self) -> tuple[int, int]:
        """Dots of a cell, across and down."""
        return DOTS_WIDE, DOTS_HIGH

    @property
    def height(self) -> int:
        """Rows."""
        return -(-self.picture.height // self.cell[1])

    @property
    def width(self) -> int:
        """Columns."""
        return -(-self.picture.width // self.cell[0])

    @cached_property
    def cells(self) -> tuple[list[Cell], ...]:
        """All cells with nothing over them; made when the system is first seen."""
        return self._with_words(self._base(self.picture))

    def cells_as(self, look: Look) -> tuple[list[Cell], ...]:
        """All cells as they are where no more than that is to be seen."""
        if look is Look.SHOWN:
            return self.cells
        if look not in self._looks:
            self._looks[look] = self._with_look(look)
        return self._looks[look]

    def _with_look(self, look: Look) -> tuple[list[Cell], ...]:
        if look is Look.FADED:
            return tuple([Cell(cell.text, STAFF) for cell in line] for line in self.cells)
        base = self._base(self.picture_as(look))
        return self._with_words(base, _SIGNPOSTS if look is Look.BARE else None)

    def picture_as(self, look: Look) -> SystemPicture:
        """What is left of the engraving."""
        match look:
            case Look.HEADLESS:
                return replace(self.picture, ink=_beheaded(self.picture))
            case Look.BARE:
                ink = self.picture.ink
                return replace(
                    self.picture,
                    ink=replace(ink, rows=(0,) * ink.height),
                    staff=_closed(self.picture),
                )
            case _:
                return self.picture

    def _base(self, picture: SystemPicture) -> tuple[list[Cell], ...]:
        return tuple(map(list, system_cells(picture, self._characters)))

    def row(self, y: int, overlay: Overlay) -> Row:
        """One row with what is laid over it."""
        marked = overlay.rows.get(y)
        if marked is None:
            marked = overlay.rows[y] = self._marked(y, overlay)
        shaded = on_ground(marked, overlay.loop, "loop")
        cursor = overlay.cursor
        return on_ground(shaded, cursor.columns, "cursor") if y in cursor.rows else shaded

    def _marked(self, y: int, overlay: Overlay) -> Row:
        over = overlay.over(y, self.unplayed(overlay))
        return row(over.get(column, cell) for column, cell in enumerate(self._seen(y, overlay)))

    def _seen(self, y: int, overlay: Overlay) -> list[Cell]:
        """The cells of a row under its veil."""
        looks = overlay.veil.get(y)
        if not looks:
            return self.cells[y]
        line = list(self.cells[y])
        for column, look in looks.items():
            line[column] = self.cells_as(look)[y][column]
        return line

    def unplayed(self, overlay: Overlay) -> Unplayed:
        """What quiet heads and names come to in this system."""
        if overlay.unplayed is None:
            overlay.unplayed = self._unplayed(overlay.quiet, overlay.names)
        return overlay.unplayed

    def _unplayed(self, quiet: frozenset[str], names: Mapping[str, str]) -> Unplayed:
        return Unplayed(self._hushed(quiet), self._letters(names))

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

    def _letters(self, names: Mapping[str, str]) -> Mapping[int, Mapping[int, str]]:
        """The signs of names in the cells of their heads; what has no room is left out."""
        letters: dict[int, dict[int, str]] = {}
        for head in names.keys() & self.picture.heads.keys():
            if (centre := self.centre(head)) is not None:
                row, column = centre
                columns = sorted(x for y, x in self.head(head) if y == row) or [column]
                places = [column] if len(names[head]) == 1 else columns
                letters.setdefault(row, {}).update(zip(places, names[head], strict=False))
        return letters

    def head(self, note_id: str) -> Mapping[Place, Cell]:
        """The cells in which a head has dots; none where the note is not in the system."""
        return {place: self.cells[place[0]][place[1]] for place in self.places(note_id)}

    def places(self, note_id: str) -> frozenset[Place]:
        """Where those cells are."""
        if note_id not in self._heads:
            glyph = self.picture.heads.get(note_id)
            touched = self._touched(glyph) if glyph else ()
            self._heads[note_id] = frozenset(place for place in touched if self._has(place))
        return self._heads[note_id]

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
        point = self.ghost_point(note, pitch)
        return self._place(*point) if point else None

    def ghost_point(self, note: ScoreNote, pitch: int) -> tuple[float, float] | None:
        """The middle of that head, in dots."""
        glyph = self.picture.heads.get(note.id)
        if glyph is None:
            return None
        x, y = glyph.centre
        higher = _staff_steps(pitch) - _written_steps(note)
        return x, y - higher * self._staff_space(note) / 2

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
        across, down = self.cell
        return Area(
            range(max(0, top // down), min(self.height, bottom // down + 1)),
            range(left // across, right // across + 1),
        )

    def measure_columns(self, measures: range) -> range:
        """The columns of those of the measures that are in the system."""
        boxes = [box for box in self.picture.measures if box.measure in measures]
        if not boxes:
            return range(0)
        across = self.cell[0]
        return range(boxes[0].left // across, boxes[-1].right // across + 1)

    @cached_property
    def staff_row(self) -> int:
        """The row of the uppermost staff line, by which systems are put side by side."""
        staves = self.picture.staves
        return staves[0].lines[0] // self.cell[1] if staves else 0

    @cached_property
    def last_staff_row(self) -> int:
        """The row of the lowest staff line."""
        staves = self.picture.staves
        return staves[-1].lines[-1] // self.cell[1] if staves else self.height - 1

    def _staff_space(self, note: ScoreNote) -> float:
        staves = {staff.staff: staff for staff in self.picture.staves}
        staff = staves.get(note.staff) or next(iter(staves.values()), None)
        return (staff.lines[-1] - staff.lines[0]) / 4 if staff and len(staff.lines) > 1 else 4.0

    def _touched(self, glyph: Glyph) -> Iterator[Place]:
        across, down = self.cell
        for line, dots in enumerate(glyph.mask.rows):
            for x in range(glyph.mask.width):
                if dots >> x & 1:
                    yield (glyph.y + line) // down, (glyph.x + x) // across

    def _with_words(
        self, lines: tuple[list[Cell], ...], kinds: Collection[str] | None = None
    ) -> tuple[list[Cell], ...]:
        across, down = self.cell
        for text in self.picture.texts:
            if kinds is None or text.kind in kinds:
                line = lines[min(max(0, text.y // down), len(lines) - 1)]
                _write(line, text, text.x // across)
        return lines

    def _place(self, x: float, y: float) -> Place | None:
        across, down = self.cell
        place = round(y - 0.5) // down, round(x - 0.5) // across
        return place if self._has(place) else None

    def _is_free(self, place: Place) -> bool:
        return self.cells[place[0]][place[1]].ink in {EMPTY, STAFF}

    def _has(self, place: Place) -> bool:
        return 0 <= place[0] < self.height and 0 <= place[1] < self.width


def _beheaded(picture: SystemPicture) -> Mask:
    """The ink without the heads."""
    rows = list(picture.ink.rows)
    for head in picture.heads.values():
        for y, dots in enumerate(head.mask.rows, head.y):
            if 0 <= y < len(rows):
                rows[y] &= ~(dots << head.x)
    return replace(picture.ink, rows=tuple(rows))


def _closed(picture: SystemPicture) -> Mask:
    """The staff lines without the gaps that accidentals have in them."""
    rows = list(picture.staff.rows)
    for staff in picture.staves:
        line = (1 << staff.right + 1) - (1 << staff.left)
        for y in range(staff.lines[0] - _THICKEST, staff.lines[-1] + _THICKEST + 1):
            if 0 <= y < len(rows) and 2 * (rows[y] & line).bit_count() > line.bit_count():
                rows[y] |= line
    return replace(picture.staff, rows=tuple(rows))


def _written_steps(note: ScoreNote) -> int:
    return 7 * note.spelling.octave + _STEPS.index(note.spelling.step)


def _staff_steps(pitch: int) -> int:
    return 7 * (pitch // 12 - 1) + _STEPS.index(pitch_name(pitch)[0])


def _write(line: list[Cell], text: Text, column: int) -> None:
    for sign in text.text:
        for extra in range(cell_len(sign)):
            if 0 <= column < len(line):
                # The second cell of a wide sign is empty: the terminal fills it.
                line[column] = Cell("" if extra else sign, "words")
            column += 1
