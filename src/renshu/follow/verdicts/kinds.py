"""What a verdict is, and the classes of verdicts that the player can switch off."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the settings need the aspects before the first frame, and nothing else
    from renshu.score.passage import ScorePosition


class Aspect(StrEnum):
    """A class of verdicts, by what is listened to."""

    TIMING = "timing"
    WRONG = "wrong"
    MISSED = "missed"
    EXTRA = "extra"
    HELD = "held"
    LOUDNESS = "loudness"
    PEDAL = "pedal"


ALL_ASPECTS = tuple(Aspect)


class VerdictKind(StrEnum):
    """What was not as the score asks."""

    EARLY = "early"
    LATE = "late"
    WRONG = "wrong"
    """Another key than the one that was meant."""
    MISSED = "missed"
    EXTRA = "extra"
    SHORT = "short"
    """The sound ended too soon."""
    LONG = "long"
    """The key was held too long."""
    LOUDER = "louder"
    """A bar louder than the player's own playing where more is written."""
    SOFTER = "softer"
    """A bar softer than the player's own playing where less is written."""
    PEDAL_MISSING = "pedal-missing"
    """A written pedal was not pressed by a player who otherwise uses it."""
    PEDAL_UNUSED = "pedal-unused"
    """Pedal is written, and none was pressed in all of the take: said once."""

    @property
    def aspect(self) -> Aspect:
        """The class that it belongs to."""
        return _ASPECTS[self]


_ASPECTS = {
    VerdictKind.EARLY: Aspect.TIMING,
    VerdictKind.LATE: Aspect.TIMING,
    VerdictKind.WRONG: Aspect.WRONG,
    VerdictKind.MISSED: Aspect.MISSED,
    VerdictKind.EXTRA: Aspect.EXTRA,
    VerdictKind.SHORT: Aspect.HELD,
    VerdictKind.LONG: Aspect.HELD,
    VerdictKind.LOUDER: Aspect.LOUDNESS,
    VerdictKind.SOFTER: Aspect.LOUDNESS,
    VerdictKind.PEDAL_MISSING: Aspect.PEDAL,
    VerdictKind.PEDAL_UNUSED: Aspect.PEDAL,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that a teacher would mention."""

    kind: VerdictKind
    time: float
    """Seconds, as in the events: when it happened, or began."""
    position: "ScorePosition | None" = None
    """Where; of a bar or a pedal its beginning. None where nothing is known of the place."""
    note_id: str | None = None
    """The note of the score that it is about, if it is about one; of a chord its first key."""
    amount: float | None = None
    """Early, late: signed ms. Wrong: semitones from the note that was meant. Short, long: seconds
    held for each second asked. Louder, softer: how far off, in the player's own scatter."""
