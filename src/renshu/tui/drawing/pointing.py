"""What is meant by a place in the notation."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from renshu.practice.section import Section
from renshu.tui.drawing.system import SystemDrawing


def onset_near(
    drawing: SystemDrawing, onsets: Mapping[Fraction, Sequence[str]], column: int
) -> Fraction | None:
    """The onset whose heads are nearest to a column of a system; None where it has no heads.

    Args:
        drawing: The system.
        onsets: The ids of the notes that begin at each onset.
        column: A column of it.
    """
    places = _places(drawing, onsets)
    x = (column + 0.5) * drawing.cell[0]
    return min(places, key=lambda onset: abs(places[onset] - x), default=None)


def part_of(
    columns: range,
    drawing: SystemDrawing,
    onsets: Mapping[Fraction, Sequence[str]],
    section: Section,
) -> range:
    """The columns of a section among those of its bars: a beat begins where its heads do.

    Args:
        columns: Those of the bars in which it lies, in this system.
        drawing: The system.
        onsets: The ids of the notes that begin at each onset.
        section: The section.
    """
    across = drawing.cell[0]
    places = {
        onset: int(place // across)
        for onset, place in _places(drawing, onsets).items()
        if int(place // across) in columns
    }
    starts = [column for onset, column in places.items() if onset >= section.start]
    is_late = any(onset < section.start for onset in places)
    ends = [column for onset, column in places.items() if onset >= section.end]
    left = min(starts, default=columns.stop) - 1 if is_late else columns.start
    return range(left, max(left, min(ends) - 1 if ends else columns.stop))


def _places(
    drawing: SystemDrawing, onsets: Mapping[Fraction, Sequence[str]]
) -> dict[Fraction, float]:
    """Where the heads of each onset begin, in dots; onsets without heads here are not there."""
    heads = drawing.picture.heads
    return {
        onset: min(heads[note].x for note in notes if note in heads)
        for onset, notes in onsets.items()
        if any(note in heads for note in notes)
    }
