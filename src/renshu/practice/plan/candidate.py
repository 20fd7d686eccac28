"""What the plan chooses from: the sections and pieces that could be practised tonight."""

from dataclasses import dataclass
from datetime import date

from renshu.score.passage import Hands, Passage

Key = tuple[str, Passage]
"""What makes two visits the same: the piece, the stretch, and the hands."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A section of a piece, or all of it, and how it stands. Tempi are shares of the written one.

    A day is the player's: it begins early in the morning.
    """

    score_id: str
    title: str
    """The piece's."""
    passage: Passage
    """A section is looped, a whole piece is not."""
    bars: str
    """As printed, such as `23–26`; for a whole piece all of them."""
    seconds: float
    """What one pass takes at the goal tempo."""
    name: str = ""
    """What the player calls the section."""
    chance: float = 0.0
    """Of a clean pass at the goal tempo, tonight."""
    stability: float = 0.0
    """Days until the chance of remembering it has fallen to 90 %."""
    due: date | None = None
    """None where it was never practised."""
    practised: date | None = None
    tempo: float = 1.0
    """At which to practise it tonight."""
    wish: str = ""
    """A sentence that says why it might be begun, for a piece that never was."""
    turn: int = 0
    """Of pieces that never were begun, that with the lowest comes first."""

    @property
    def key(self) -> Key:
        """What it is, whatever is known of it."""
        return self.score_id, self.passage

    @property
    def is_new(self) -> bool:
        """Whether it has not been practised yet."""
        return self.practised is None

    @property
    def is_whole(self) -> bool:
        """Whether it is a run-through of the piece."""
        return not self.passage.is_looped

    @property
    def place(self) -> str:
        """In words: `bars 5–8`, `the bridge`, `the left hand of bar 3`."""
        return f"{_HANDS[self.passage.hands]}{self.called}"

    @property
    def is_plural(self) -> bool:
        """Whether its place is spoken of in the plural."""
        return not self.name and self.passage.hands is Hands.BOTH and "–" in self.bars

    @property
    def called(self) -> str:
        """The place whatever the hands: `bars 5–8`, `the bridge`."""
        if self.name:
            return f"the {self.name}" if self.name[0].islower() else self.name
        return f"bars {self.bars}" if "–" in self.bars else f"bar {self.bars}"

    def shares_music_with(self, other: "Candidate") -> bool:
        """Whether some of the same notes are played in both by the same hands."""
        mine, theirs = self.passage, other.passage
        return (
            self.score_id == other.score_id
            and mine.hands is theirs.hands
            and mine.start < theirs.end
            and theirs.start < mine.end
        )


_HANDS = {Hands.BOTH: "", Hands.LEFT: "the left hand of ", Hands.RIGHT: "the right hand of "}
