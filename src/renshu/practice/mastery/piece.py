"""Mastery of a piece: the chance of a clean pass of each bar, of sections, and of all of it.

This module loads numpy: import it late.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from renshu.practice.mastery.evidence import PlayedBar, Unit, observations
from renshu.practice.mastery.joint import all_clean
from renshu.practice.mastery.learner import shares
from renshu.practice.mastery.record import Correction, Learning, correction, record, together
from renshu.practice.mastery.skill import Skills, evidence, follow, foretold
from renshu.score.notation import Score
from renshu.score.passage import Hands

MASTERED = 0.8
"""From this chance of a clean pass on a bar is mastered."""


@dataclass(frozen=True, slots=True)
class PieceMastery:
    """How well a piece is known, at any moment and tempo."""

    skills: Skills
    shares: tuple[float, ...]
    """How much each learner counts."""
    correction: Correction

    def bars(self, now: datetime, tempo: float = 1.0) -> Mapping[Unit, float]:
        """The chance that the next pass of each bar is clean, by bar and hands.

        Args:
            now: When it is played; aware UTC.
            tempo: Share of the written tempo.
        """
        chances = self.skills.chances(now, tempo, self.shares).tolist()
        return dict(zip(self.skills.units, map(self.correction.of, chances), strict=True))


def notes_of(score: Score) -> Mapping[Unit, int]:
    """How many notes each bar asks of each hand and of both, where it asks for any."""
    notes: Counter[Unit] = Counter()
    for note in score.notes:
        notes[note.measure, Hands.BOTH] += 1
        notes[note.measure, Hands(note.hand.value)] += 1
    return notes


def learning(skills: Skills) -> Learning:
    """What a piece tells of the player, for the other pieces too."""
    return Learning(evidence(skills), record(foretold(skills)))


def piece_mastery(
    notes: Mapping[Unit, int], played: Iterable[PlayedBar], elsewhere: Sequence[Learning] = ()
) -> PieceMastery:
    """Mastery of a piece, from all that was played of it; in any order.

    Args:
        notes: Of each bar and hands there are in the piece, how many it asks for.
        played: Every pass of a bar.
        elsewhere: What the player's other pieces tell of how he learns; in any order.
    """
    skills = follow(observations(played), notes)
    here = learning(skills)
    likely = shares(here.evidence, sorted(one.evidence for one in elsewhere))
    records = [here.record, *(one.record for one in elsewhere)]
    return PieceMastery(skills, likely, correction(together(records)))


def of_bars(chances: Mapping[Unit, float], bars: Iterable[int], hands: Hands) -> float:
    """The chance of a clean pass of several bars with some hands; those that rest are clean."""
    return all_clean(chances[bar, hands] for bar in bars if (bar, hands) in chances)


def share_mastered(chances: Mapping[Unit, float], hands: Hands = Hands.BOTH) -> float:
    """The share of a piece's bars that are mastered; 0 where there are none."""
    of_hands = [chance for (_, played), chance in chances.items() if played is hands]
    mastered = sum(chance >= MASTERED for chance in of_hands)
    return mastered / len(of_hands) if of_hands else 0.0
