"""The player's own choice of hands, where the score leaves it open or a hand is too small."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from renshu.score.notation import Hand, Score, ScoreNote


@dataclass(frozen=True, slots=True)
class HandChoice:
    """In a stretch of written time, notes from `lowest` to `highest` are played by `hand`."""

    start: Fraction
    """Quarters; the first onset that is meant."""
    end: Fraction
    """Quarters; the first onset that is not meant any more."""
    hand: Hand
    staff: int | None = None
    """Only notes on this staff; None for all."""
    lowest: int = 0
    highest: int = 127

    def __post_init__(self) -> None:
        """Refuse a choice that means no note.

        Raises:
            ValueError: The stretch or the range is empty.
        """
        if self.end <= self.start or self.highest < self.lowest:
            raise ValueError("the choice means no note")

    def means(self, note: ScoreNote) -> bool:
        """Whether the choice is about `note`."""
        return (
            self.start <= note.onset < self.end
            and self.staff in {None, note.staff}
            and self.lowest <= note.pitch <= self.highest
        )


def with_choices(score: Score, choices: Sequence[HandChoice]) -> Score:
    """The score with the hands that the player chose; a later choice wins over an earlier one."""
    if not choices:
        return score
    return replace(score, notes=tuple(_chosen(note, choices) for note in score.notes))


def _chosen(note: ScoreNote, choices: Sequence[HandChoice]) -> ScoreNote:
    hand = next((choice.hand for choice in reversed(choices) if choice.means(note)), note.hand)
    return note if hand is note.hand else replace(note, hand=hand)
