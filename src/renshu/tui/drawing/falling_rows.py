"""A row of the falling notes: block characters for the ends of notes, thin lines for time."""

from functools import lru_cache

from renshu.evening.verdicts import MARKS, Verdict
from renshu.tui.drawing.falling import EIGHTHS, Line, Patch, Plan
from renshu.tui.drawing.falling_plans import PARTS
from renshu.tui.drawing.keyboard import KeyboardShape
from renshu.tui.drawing.row import Cell, Row, row

_BLOCKS = " ▁▂▃▄▅▆▇█"
_LINES = "▁─▔"
_HALF = "▐"
_EDGE = "▕"
"""The right edge of a note, which keeps it apart from its neighbour."""


@lru_cache(maxsize=256)
def draw(plan: Plan, shape: KeyboardShape) -> Row:
    """One row, as wide as the keyboard below it."""
    ground = "loop" if plan.is_shaded else ""
    cells = list(_empty(shape, ground))
    if plan.line is not None:
        _draw_line(cells, plan.line, shape, ground)
    lefts = {patch.column for patch in plan.patches}
    for patch in plan.patches:
        for column in range(patch.column, patch.column + patch.width):
            cells[column] = _cell(patch, column, cells[column], ground, shape.white_width)
        if patch.column + patch.width in lefts:
            _part(cells, patch.column + patch.width - 1, patch, ground)
    for column in plan.ghosts:
        cells[column] = Cell(MARKS[Verdict.WRONG], "wrong", cells[column].ground)
    return row(cells)


@lru_cache(maxsize=8)
def _empty(shape: KeyboardShape, ground: str) -> tuple[Cell, ...]:
    """A row without notes: faint lines at the left edges of C and F show the way down."""
    cells = [Cell(" ", "lane", ground)] * shape.width
    for column in _lanes(shape):
        cells[column] = Cell("▏", "lane", ground)
    return tuple(cells)


@lru_cache(maxsize=8)
def _lanes(shape: KeyboardShape) -> tuple[int, ...]:
    return tuple(shape.columns(key).start for key in shape.white_keys if key % 12 in {0, 5})


def _draw_line(cells: list[Cell], line: Line, shape: KeyboardShape, ground: str) -> None:
    """A line through all lanes, or for a beat a tick in each of the faint ones."""
    is_now = line.kind == "now"
    line_cell = Cell("▂" if is_now else _LINES[line.level], "now" if is_now else "staff", ground)
    columns = _lanes(shape) if line.kind == "beat" else range(len(cells))
    for column in columns:
        cells[column] = line_cell
    for column, letter in enumerate(line.label):
        cells[column] = Cell(letter, "words", ground)


def _cell(patch: Patch, column: int, below: Cell, ground: str, white_width: int) -> Cell:
    """A note over what is there already: nothing, a line, or a note of a key beside it."""
    behind = below.ground if below.ground in PARTS else ground
    if white_width == 1 and patch.is_black:
        return _half(patch, below, behind)
    if patch.text:
        return Cell(patch.text[column - patch.column :][:1] or " ", "note-ink", patch.look)
    if patch.low <= 0 and patch.high >= EIGHTHS:
        return Cell(" ", "note-ink", patch.look)
    return _end(patch, below, behind, ground)


def _part(cells: list[Cell], column: int, patch: Patch, ground: str) -> None:
    """Keep a note apart from the one beside it."""
    if cells[column] == Cell(" ", "note-ink", patch.look):
        cells[column] = Cell(_EDGE, _gap(ground), patch.look)


def _half(patch: Patch, below: Cell, behind: str) -> Cell:
    """Black keys are half a cell wide here, and so are their notes."""
    if patch.text:
        return Cell(patch.text[:1], "note-ink", patch.look)
    return Cell(_HALF, patch.look, behind) if 2 * (patch.high - patch.low) >= EIGHTHS else below


def _end(patch: Patch, below: Cell, behind: str, ground: str) -> Cell:
    """One end of a note, or both; where another note ends in the same cell, both are seen."""
    if below.ink in PARTS and below.ground not in PARTS and patch.high >= EIGHTHS:
        return _both(patch, below, ground)
    if patch.low < EIGHTHS - patch.high or patch.low <= 0:
        return Cell(_BLOCKS[patch.high], patch.look, behind)
    return Cell(_BLOCKS[patch.low], behind if behind in PARTS else _gap(ground), patch.look)


def _both(upper: Patch, lower: Cell, ground: str) -> Cell:
    """Two notes of one key: colours part them, or else the gap, which takes the smaller one."""
    if upper.look != lower.ink:
        return Cell(_BLOCKS[upper.low], lower.ink, upper.look)
    is_lower_larger = _BLOCKS.index(lower.text) >= EIGHTHS - upper.low
    return lower if is_lower_larger else Cell(_BLOCKS[upper.low], _gap(ground), upper.look)


def _gap(ground: str) -> str:
    """The ink that looks like the ground."""
    return f"gap-{ground}" if ground else "gap"
