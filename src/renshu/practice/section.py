"""A section of a piece: a stretch that is practised on its own, and may have a name."""

from dataclasses import dataclass, replace
from fractions import Fraction

from renshu.score.beats import beats_away
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of written time, `start` ≤ onset < `end` in quarters."""

    start: Fraction
    end: Fraction
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty stretch.

        Raises:
            ValueError: `end` is not after `start`.
        """
        if self.end <= self.start:
            raise ValueError(f"a section from {self.start} to {self.end} is empty")

    def passage(self, hands: Hands = Hands.BOTH) -> Passage:
        """The passage that plays it over and over."""
        return Passage(self.start, self.end, hands, is_looped=True)

    def has_stretch_of(self, other: "Section | Passage") -> bool:
        """Whether both are the same notes of the score."""
        return (self.start, self.end) == (other.start, other.end)


def section_of(passage: Passage, name: str = "") -> Section:
    """The section that a passage plays."""
    return Section(passage.start, passage.end, name)


def overlapping(score: Score, passage: Passage) -> Passage:
    """The passage with the first beat of what follows, so that the join is practised, too.

    The last passage of a score has nothing after it, and stays as it is.
    """
    return replace(passage, end=beats_away(score, passage.end, 1))


def spanned(score: Score, first: Fraction, last: Fraction) -> Section:
    """The section from the beat of one moment to the beat of another, both included.

    Args:
        score: The score.
        first: Quarters; either of the two may be the earlier one.
        last: Quarters.
    """
    low, high = min(first, last), max(first, last)
    start = beats_away(score, beats_away(score, low, 1), -1)
    return Section(start, beats_away(score, high, 1))


def neighbour(sections: tuple[Section, ...], here: Section | Passage, steps: int) -> Section | None:
    """The section that comes after a stretch in the order of the piece, or before it.

    Args:
        sections: In any order.
        here: A section among them, or any stretch of the piece.
        steps: 1 for the next, -1 for the one before; past the ends it goes round.
    """
    if not sections:
        return None
    ordered = sorted(sections, key=lambda one: (one.start, one.end))
    for index, one in enumerate(ordered):
        if one.has_stretch_of(here):
            return ordered[(index + steps) % len(ordered)]
    if steps > 0:
        return next((one for one in ordered if one.start > here.start), ordered[0])
    return next((one for one in reversed(ordered) if one.start < here.start), ordered[-1])
