"""What is known of the sections of a piece: those kept, those proposed, and how they went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from renshu.practice.section import Section
from renshu.practice.take import Tally
from renshu.score.notation import Score
from renshu.score.passage import Passage

if TYPE_CHECKING:
    from renshu.evening.services import Services
    from renshu.history.sections import KeptLadder
    from renshu.practice.proposing import Proposal


@dataclass(frozen=True, slots=True)
class Studied:
    """The sections of one piece."""

    kept: tuple[Section, ...] = ()
    """In the order of the piece, as are the others."""
    proposed: "tuple[Proposal, ...]" = ()
    """Phrases that are not kept."""
    weak: "tuple[Proposal, ...]" = ()
    """The weakest bars, the worst first."""
    ladders: "tuple[KeptLadder, ...]" = ()
    takes: Sequence[Mapping[int, Tally]] = ()
    """How each measure went, by index, the newest take first."""

    @property
    def line(self) -> tuple[Section, ...]:
        """The sections to go through one after the other: weak bars lie within others."""
        return (*self.kept, *(one.section for one in self.proposed))

    def around(self, moment: Fraction) -> Section | None:
        """The section in which a moment lies: a kept one, the shortest, before a proposed one."""
        inside = [one for one in self.line if one.start <= moment < one.end]
        return min(inside, key=lambda one: (not one.name, one.end - one.start), default=None)

    def name_of(self, stretch: Section) -> str:
        """What a stretch is called; empty where it is not kept."""
        return next((one.name for one in self.kept if one.has_stretch_of(stretch)), "")

    def ladder_of(self, passage: Passage) -> "KeptLadder | None":
        """The ladder of a stretch and its hands."""
        return next((one for one in self.ladders if one.passage == passage), None)

    def with_ladder(self, kept: "KeptLadder") -> "Studied":
        """The same with a ladder as it stands now."""
        others = (one for one in self.ladders if one.passage != kept.passage)
        return replace(self, ladders=(*others, kept))

    def last(self, score: Score, section: Section) -> Tally:
        """How a section went: each of its bars when it was played last."""
        bars = (
            measure.index
            for measure in score.measures
            if measure.onset < section.end and measure.end > section.start
        )
        latest = (next((take[bar] for take in self.takes if bar in take), Tally()) for bar in bars)
        return _sum(latest)


def study(services: "Services", score: Score) -> Studied:
    """Look all of it up. This waits for the disk.

    Raises:
        HistoryError: The history cannot be read.
    """
    from renshu.practice.proposing import phrases, weakest

    history = services.history
    kept = history.sections.kept(score.id)
    takes = [take.per_measure for take in history.measures(score.id)]
    proposed = [
        one
        for one in phrases(score)
        if not any(one.section.has_stretch_of(section) for section in kept)
    ]
    return Studied(
        kept,
        tuple(proposed),
        weakest(score, takes),
        history.sections.ladders(score.id),
        takes,
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    matched = wrong = missed = extra = 0
    for one in tallies:
        matched, wrong = matched + one.matched, wrong + one.wrong
        missed, extra = missed + one.missed, extra + one.extra
    return Tally(matched, wrong, missed, extra)
