"""What a line of the library stands for: a series, a track, or an arrangement."""

from dataclasses import dataclass

from renshu.library.catalogue import Anime, Entry, Track


@dataclass(frozen=True, slots=True)
class Item:
    """One line, before it is drawn."""

    thing: Anime | Track | Entry | None
    """None: whatever is from nowhere."""
    depth: int = 0
    """How far it is below its series."""
    count: int = 0
    """How many arrangements it holds; 0 for an arrangement, and for a track without one."""
    is_open: bool = False
    """Whether what it holds is shown."""
    bar: int | None = None
    """Index of the measure at which it begins to be like what was played."""

    @property
    def key(self) -> str:
        """What is the same for the same thing, wherever its line stands."""
        match self.thing:
            case Entry(id=number):
                return f"arrangement {number}"
            case Track(id=number):
                return f"track {number}"
            case Anime(id=number):
                return f"anime {number}"
        return "anime 0"

    @property
    def entry(self) -> Entry | None:
        """The arrangement, if it is one."""
        return self.thing if isinstance(self.thing, Entry) else None

    @property
    def track(self) -> Track | None:
        """The track that it is or belongs to."""
        if isinstance(self.thing, Entry):
            return self.thing.track
        return self.thing if isinstance(self.thing, Track) else None

    @property
    def anime(self) -> Anime | None:
        """What it is, or is from."""
        if isinstance(self.thing, Anime):
            return self.thing
        return self.thing.anime if self.thing else None

    @property
    def can_open(self) -> bool:
        """Whether there is something below it."""
        return self.count > 0


def key_of(entry: Entry) -> str:
    """The key of the line of an arrangement."""
    return f"arrangement {entry.id}"
