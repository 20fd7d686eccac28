"""What the practice room is opened with."""

from dataclasses import dataclass

from renshu.evening.memory import Memory
from renshu.library.loaded import Loaded
from renshu.score.passage import Passage
from renshu.tui.services import ScreenServices


@dataclass(frozen=True, slots=True)
class Opening:
    """A score, and how it is to be practised at first."""

    services: ScreenServices
    """Stores and engraver."""
    loaded: Loaded
    """The score, with the hands that its file has."""
    memory: Memory
    """How it was practised last."""
    passage: Passage | None = None
    """What to practise; None for what was practised last."""
