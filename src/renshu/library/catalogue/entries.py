"""What the catalogue tells: entries, how each was practised last, and reports of a refresh."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from renshu.follow.follower import Mode
from renshu.library.catalogue.works import Anime, Track
from renshu.score.hands import HandChoice
from renshu.score.passage import Passage


@dataclass(frozen=True, slots=True)
class Entry:
    """One arrangement; empty strings where neither the file nor the player says."""

    id: int
    place: str
    """The whole path of its file; of a missing one, where it was."""
    title: str
    """Never empty: the file's name stands in."""
    subtitle: str
    composer: str
    arranger: str
    lyricist: str
    source: str
    """The series, film or game, as the file has it."""
    reading: str
    kind: str
    """Such as `OP`, `ED`, `insert`, `classical`."""
    level: str
    """Which of several arrangements it is: `easy`, `full`."""
    own_difficulty: float | None
    """What the player says, 1 to 9."""
    is_starter: bool
    is_missing: bool
    added_at: datetime
    file_hash: str
    score_id: str | None
    """Known once it has been read whole."""
    bars: int | None
    opened_at: datetime | None
    """When it was opened last."""
    repairs: int | None
    """How many repairs reading needed; None as long as it has not been read whole."""
    fault: str
    """The sentence that says why reading failed, or empty."""
    track: Track | None

    @property
    def path(self) -> Path:
        """Where it is; of a missing one, where it was."""
        return Path(self.place)

    @property
    def anime(self) -> Anime | None:
        """What its track was heard in."""
        return self.track.anime if self.track else None


EDITABLE = (
    "title",
    "subtitle",
    "composer",
    "arranger",
    "lyricist",
    "source",
    "reading",
    "kind",
    "level",
    "difficulty",
)
"""The fields of an entry that the player may set."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The whole library at one moment."""

    animes: tuple[Anime, ...]
    """By title."""
    tracks: tuple[Track, ...]
    """By title; those without an arrangement too."""
    entries: tuple[Entry, ...]
    """By title."""

    @property
    def wanted(self) -> tuple[Track, ...]:
        """What the player wants to learn and has no score of, the newest wish first."""
        there = {entry.track.id for entry in self.entries if entry.track and not entry.is_missing}
        wishes = [(one.wanted_at, one) for one in self.tracks if one.wanted_at is not None]
        wishes.sort(key=lambda wish: wish[0], reverse=True)
        return tuple(track for _, track in wishes if track.id not in there)


@dataclass(frozen=True, slots=True)
class PieceState:
    """How an arrangement was practised last."""

    tempo: float = 1.0
    """Share of the written tempo."""
    passage: Passage | None = None
    """None is the whole piece."""
    hands: tuple[HandChoice, ...] = ()
    """The player's word on which hand plays what, a later one before an earlier one."""
    mode: Mode | None = None
    """None is what the settings say."""
    count_in: int | None = None
    """Bars; None is what the settings say."""
    has_metronome: bool | None = None
    """None is what the settings say."""
    as_written: bool = False
    """Whether every bar comes once, repeats or not."""
    overlaps: bool = False
    """Whether loops go on to the first beat of what follows."""
    transposition: int = 0
    """Semitones by which it is played, and engraved, higher than it is written."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken in, and the sentence that says why."""

    path: Path
    reason: str

    def __str__(self) -> str:
        name = self.path.name.encode("utf-8", "replace").decode()
        return f"{name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a refresh or an import found."""

    added: tuple[Entry, ...] = ()
    known: tuple[Entry, ...] = ()
    """Named to be added, and there already: the same file, or one with the same content."""
    changed: tuple[Entry, ...] = ()
    """The file has new content."""
    found: tuple[Entry, ...] = ()
    """Missing before, and there again, here or elsewhere."""
    missing: tuple[Entry, ...] = ()
    """There before, and gone."""
    refused: tuple[Refusal, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence for every file refused."""
        return tuple(str(refusal) for refusal in self.refused)
