"""The names of notes: a letter and its accidental, as text and as strokes inside a head."""

from renshu.score.pitch import Spelling

_ACCIDENTALS = {-2: "♭♭", -1: "♭", 0: "", 1: "♯", 2: "x"}

_STROKES = {
    "A": (" # ", "# #", "###", "# #", "# #"),
    "B": ("## ", "# #", "## ", "# #", "## "),
    "C": (" ##", "#  ", "#  ", "#  ", " ##"),
    "D": ("## ", "# #", "# #", "# #", "## "),
    "E": ("###", "#  ", "## ", "#  ", "###"),
    "F": ("###", "#  ", "## ", "#  ", "#  "),
    "G": (" ##", "#  ", "# #", "# #", " ##"),
    "♭": ("#  ", "#  ", "## ", "# #", "## "),
    "♯": ("# #", "###", "# #", "###", "# #"),
    "x": ("   ", "# #", " # ", "# #", "   "),
}
"""Three by five, as much as a head has room for."""

ROWS = 5


def note_name(spelling: Spelling) -> str:
    """`C`, `F♯`, `B♭`."""
    return spelling.step + _ACCIDENTALS.get(spelling.alter, "")


def columns(name: str) -> int:
    """How many columns its strokes take."""
    return 4 * len(name) - 1


def has_stroke(name: str, column: int, row: int) -> bool:
    """Whether a point of the grid that a name is drawn in belongs to one of its signs."""
    index, within = divmod(column, 4)
    if not (0 <= row < ROWS and 0 <= index < len(name)) or within == 3:
        return False
    return _STROKES[name[index]][row][within] == "#"
