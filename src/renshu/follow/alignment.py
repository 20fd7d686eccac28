"""The labels of an alignment, in the field's words: match, insertion, deletion.

A *wrong note* is derived: an insertion that stands where a note of the score is missing.
"""

from dataclasses import dataclass

from renshu.performance.events import KeyDown
from renshu.score.passage import ScorePosition


@dataclass(frozen=True, slots=True)
class Match:
    """A key press that plays a note of the score; the pitches agree."""

    key: KeyDown
    note_id: str
    position: ScorePosition
    timing_ms: float | None = None
    """Signed: negative is early. Against the click in tempo mode, else against the player's own
    local tempo; None where nothing can be said."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """A key press that plays no note of the score."""

    key: KeyDown
    position: ScorePosition | None = None
    """Where the follower was, if it knew."""
    wrong_for: str | None = None
    """The id of the note that was meant, where one can be named: then it is a wrong note."""
    is_ornament: bool = False
    """Part of a trill, turn or the like that the score allows: never wrong."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """A note of the score that was passed over."""

    note_id: str
    position: ScorePosition
    time: float
    """Seconds: when it should have come, as well as the follower can say."""


Label = Match | Insertion | Deletion
"""The fate of one key press or one note of the score."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The follower's idea of where the player is has changed."""

    position: ScorePosition | None
    """The place of the chord being played, or None while it is only listening."""
    expected: tuple[str, ...] = ()
    """Ids of the notes it would count as right next."""
    certainty: float = 1.0
    """0–1; below about 0.5 the screen shows that it is listening."""
    is_jump: bool = False
    """The player went somewhere else than on."""


FollowEvent = Match | Insertion | Deletion | Moved
"""What a follower tells."""
