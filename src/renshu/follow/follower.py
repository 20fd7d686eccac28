"""The protocol that the three ways of following share."""

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the settings need the modes before the first frame, and nothing else
    from renshu.follow.alignment import FollowEvent, Moved
    from renshu.performance.events import PlayedEvent


class Mode(StrEnum):
    """How the program follows."""

    FREE = "free"
    """It goes wherever the player goes."""
    WAIT = "wait"
    """The score waits for the right keys."""
    TEMPO = "tempo"
    """The click does not wait."""


class Follower(Protocol):
    """A machine that is fed what is played and answers at once with what it means.

    Time is always an argument, in the monotonic seconds of the events. No stream of events
    raises; events come in order of time.
    """

    @property
    def state(self) -> "Moved":
        """Where the follower believes the player is, and what it expects next."""

    def feed(self, event: "PlayedEvent") -> "tuple[FollowEvent, ...]":
        """Take one played event; every `KeyDown` is answered with a `Match` or an `Insertion`."""

    def advance(self, now: float) -> "tuple[FollowEvent, ...]":
        """Let time pass: notes whose time is over become deletions."""

    def finish(self, now: float) -> "tuple[FollowEvent, ...]":
        """End the take; what was begun and not played becomes deletions."""

    @property
    def is_done(self) -> bool:
        """Whether the passage has come to its end (never in free mode)."""
