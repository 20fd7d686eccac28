"""What an action is, and the rooms in which actions have a meaning."""

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """The room in which an action has a meaning; the value is the heading in the help."""

    EVERYWHERE = "Everywhere"
    LISTS = "Lists"
    DIALOGS = "Dialogs"
    LIBRARY = "Library"
    PRACTICE = "Practice"
    REVIEW = "Review"
    DIARY = "Diary"
    HISTORY = "History"
    REPLAY = "Replay"
    COMPARE = "Comparison"
    BARS = "Bars through time"
    TRENDS = "Trends"
    CALENDAR = "Calendar"
    TODAY = "Tonight"
    KEYBOARDS = "Keyboards"
    SECTIONS = "Sections"
    LADDER = "Tempo ladder"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a player can make happen with a key."""

    id: str
    """The name under which the settings give it other keys, such as `practice.loop`."""
    keys: str
    """Textual's names of the keys, separated by commas."""
    label: str
    """One or two words for the footer."""
    description: str
    """A sentence without its full stop, for help and palette."""
    where: Where
    is_shown: bool = True
    """Whether the footer has room for it."""
    is_priority: bool = False
    """Whether it comes before the widget that has the focus."""

    @property
    def method(self) -> str:
        """The Textual action: `action_<method>` of the screen, or of the app everywhere."""
        room, _, name = self.id.partition(".")
        return f"app.{name}" if room == "app" else name
