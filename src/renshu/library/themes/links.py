"""Which themes of a library return in other pieces.

A link counts if it tells more than chance would give: two pieces of m and n notes have m times n
pairs of places at which some notes may agree, so a link must tell log2(mn) bits before it tells
anything, and as each piece is compared with many it must tell more (as Karlin and Altschul, 1990,
do for genes). The same rhythm, at whatever pace, and a beginning where phrases begin count besides.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from renshu.follow.melody.index import MelodyIndex
from renshu.follow.melody.melody import Melody
from renshu.library.themes.information import Bits, information
from renshu.library.themes.matches import Matches, Places, matches
from renshu.library.themes.rhythm import MOST, rhythm_bits
from renshu.library.themes.seeds import Pairs, seeds

LEAST_NOTES = 8
"""What is shorter is a motive."""
PIECES_TO_ONE = 16
"""Among so many pieces one link may be by chance, as far as the bits are right; they are estimated
low, so there are fewer."""
MOST_OF_PAIR = 8
"""Links between two pieces at most, the clearest: editions of one work share everything."""
AT_START, ELSEWHERE = 2.0, -2.5
"""Bits for a passage that begins where phrases begin, or elsewhere."""


@dataclass(frozen=True, slots=True)
class ThemeLink:
    """A passage that returns in another piece."""

    piece: str
    """As its melody is called."""
    measures: tuple[int, int]
    """Indexes of the first and the last measure."""
    other: str
    other_measures: tuple[int, int]
    transposition: int
    """Semitones by which it is higher in the other piece."""
    notes: int
    """How many both have in common."""
    distinctness: float
    """Bits above what chance would give."""

    def turned(self) -> "ThemeLink":
        """The same, seen from the other piece."""
        return ThemeLink(
            self.other,
            self.other_measures,
            self.piece,
            self.measures,
            -self.transposition,
            self.notes,
            self.distinctness,
        )

    def told(self, other_title: str) -> str:
        """In words: `the theme of bars 9–16 returns in … (bars 1–8)`."""
        return (
            f"the theme of {_bars(self.measures)} returns in {other_title} "
            f"({_bars(self.other_measures)})"
        )


def links_of(piece: str, links: Iterable[ThemeLink]) -> tuple[ThemeLink, ...]:
    """The links of a piece, seen from there, in the order in which they come."""
    return tuple(
        link if link.piece == piece else link.turned()
        for link in links
        if piece in (link.piece, link.other)
    )


def theme_links(
    melodies: Mapping[str, Melody], fresh: Collection[str] | None = None
) -> tuple[ThemeLink, ...]:
    """The themes that pieces share, the clearest first.

    Args:
        melodies: The library.
        fresh: Only links that have one of these pieces at an end; all links if left out.
    """
    if len(melodies) < 2:
        return ()
    index = MelodyIndex(melodies)
    asked = np.array([fresh is None or piece in fresh for piece in melodies])
    told = information(index)
    one, other = seeds(index, asked[index.piece])
    links = [
        link
        for first in range(0, len(one), _AT_ONCE)
        for link in _clear_links(
            index, (one[first : first + _AT_ONCE], other[first : first + _AT_ONCE]), told
        )
    ]
    return tuple(_told_once(sorted(links, key=lambda link: -link.distinctness)))


_MOST_BESIDES = MOST + 2 * AT_START
"""Bits that rhythm and beginnings may add."""
_AT_ONCE = 200_000
"""Seeds that are looked at in one go: each takes a few hundred bytes."""


def _clear_links(index: MelodyIndex, some: Pairs, told: Bits) -> list[ThemeLink]:
    found = matches(index, some, told)
    found = found.taken(found.notes >= LEAST_NOTES)
    found = found.taken(_above_chance(index, found, found.bits) > -_MOST_BESIDES)
    bits = found.bits + rhythm_bits(index, found) + _beginnings(index, found, told)
    clear = _above_chance(index, found, bits)
    rows = np.flatnonzero(clear >= 0).tolist()
    return [_link(index, found, row, float(clear[row])) for row in rows]


def _above_chance(index: MelodyIndex, found: Matches, bits: Bits) -> Bits:
    notes = np.bincount(index.piece[index.pitch >= 0], minlength=len(index.pieces))
    sizes = np.log2(np.maximum(notes, 1))
    one, other = index.piece[found.one[0]], index.piece[found.other[0]]
    others = np.log2((len(index.pieces) - 1) / 2 * PIECES_TO_ONE)
    above: Bits = bits - sizes[one] - sizes[other] - others
    return above


def _beginnings(index: MelodyIndex, found: Matches, told: Bits) -> Bits:
    """What it says that they begin where phrases begin; their first notes may be by chance."""

    def begun(places: Places) -> Bits:
        return np.where(index.is_start[places], AT_START, ELSEWHERE)

    one, other = found.one[0], found.other[0]
    told_by = [told[one] - told[one], told[one + 1], told[one + 1] + told[one + 2]]
    ways = [begun(one + k) + begun(other + k) - bits for k, bits in enumerate(told_by)]
    best: Bits = np.maximum.reduce(ways)
    return best


def _link(index: MelodyIndex, found: Matches, row: int, clear: float) -> ThemeLink:
    (one, one_last), (other, other_last) = (
        (int(first[row]), int(last[row])) for first, last in (found.one, found.other)
    )
    return ThemeLink(
        index.pieces[index.piece[one]],
        (int(index.measure[one]), int(index.measure[one_last])),
        index.pieces[index.piece[other]],
        (int(index.measure[other]), int(index.measure[other_last])),
        int(index.pitch[other]) - int(index.pitch[one]),
        int(found.notes[row]),
        round(clear, 1),
    )


def _told_once(links: Iterable[ThemeLink]) -> list[ThemeLink]:
    """Of links that overlap in both pieces only the first."""
    kept: list[ThemeLink] = []
    of_pair: dict[tuple[str, str], list[ThemeLink]] = {}
    for link in links:
        told = of_pair.setdefault((link.piece, link.other), [])
        if len(told) < MOST_OF_PAIR and not any(_is_overlap(link, other) for other in told):
            told.append(link)
            kept.append(link)
    return kept


def _is_overlap(link: ThemeLink, other: ThemeLink) -> bool:
    return _meet(link.measures, other.measures) or _meet(link.other_measures, other.other_measures)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _bars(measures: tuple[int, int]) -> str:
    first, last = measures[0] + 1, measures[1] + 1
    return f"bar {first}" if first == last else f"bars {first}–{last}"
