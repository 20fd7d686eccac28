"""What is meant by a place in the notation."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

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
    heads = drawing.picture.heads
    places = {
        onset: min(heads[note].centre[0] for note in notes if note in heads)
        for onset, notes in onsets.items()
        if any(note in heads for note in notes)
    }
    x = (column + 0.5) * drawing.cell[0]
    return min(places, key=lambda onset: abs(places[onset] - x), default=None)
