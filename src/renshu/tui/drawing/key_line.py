"""The keys at the foot of a room: which of them fit, and where each of them stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

ALWAYS = "app.help"
"""The action whose key is shown however many others there are: all others can be found there."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that means something now."""

    name: str
    """What the terminal calls it."""
    sign: str
    """What is written for it."""
    label: str
    """What it does, in a word."""
    action: str
    words: str
    """What it does, in a sentence."""

    @property
    def width(self) -> int:
        """Cells: sign and label, a blank before, between and after them."""
        return cell_len(self.sign) + cell_len(self.label) + 3


def fitting(keys: Sequence[Key], room: int) -> Iterator[Key]:
    """The keys that fit into so many cells, in their order; Help is always one of them."""
    left = room - sum(key.width for key in keys if key.action == ALWAYS)
    for key in keys:
        if key.action == ALWAYS:
            yield key
        elif key.width <= left:
            left -= key.width
            yield key


def key_at(keys: Sequence[Key], room: int, x: int) -> Key | None:
    """The key that stands in a column of a line of so many cells, if one does."""
    right = 0
    for key in fitting(keys, room):
        right += key.width
        if x < right:
            return key
    return None
