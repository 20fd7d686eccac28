"""The works of the library: series, and the tracks heard in them."""

from dataclasses import dataclass
from datetime import datetime

SEASONS = ("winter", "spring", "summer", "fall")
FORMATS = ("TV", "film", "OVA", "ONA", "special", "game")
"""The usual ones; a player may write another."""
KINDS = ("OP", "ED", "insert", "BGM", "character", "VN", "game", "classical")
"""The usual ones; a player may write another."""

TITLE_FIELDS = ("native", "romaji", "english", "reading")
ANIME_FIELDS = (*TITLE_FIELDS, "year", "season", "format", "series")
"""What the player may say of an anime."""
TRACK_FIELDS = (
    *TITLE_FIELDS,
    "kind",
    "number",
    "version",
    "composer",
    "lyricist",
    "vocalists",
    "episode",
)
"""What the player may say of a track."""


class Titled:
    """What goes by several titles."""

    __slots__ = ()
    native: str
    romaji: str
    english: str
    reading: str

    @property
    def title(self) -> str:
        """The first title there is; never empty."""
        return self.native or self.romaji or self.english or self.reading or "?"

    @property
    def titles(self) -> tuple[str, ...]:
        """All that it is called, the title first."""
        titles = (self.native, self.romaji, self.english, self.reading)
        return tuple(dict.fromkeys(title for title in titles if title))


@dataclass(frozen=True, slots=True)
class Anime(Titled):
    """An anime, film, game or anything else that music was heard in."""

    id: int
    native: str
    """The title as its makers write it; a title of unknown language stands here too."""
    romaji: str
    english: str
    reading: str
    year: int | None
    season: str
    """One of `SEASONS`, or empty."""
    format: str
    series: str
    """What several anime belong to, such as Monogatari."""


@dataclass(frozen=True, slots=True)
class Track(Titled):
    """A piece of music, of which there may be any number of arrangements, or none yet."""

    id: int
    anime: Anime | None
    native: str
    """The title as its makers write it; a title of unknown language stands here too."""
    romaji: str
    english: str
    reading: str
    kind: str
    """Such as those in `KINDS`."""
    number: int | None
    """Of an opening or ending: 2 in OP2."""
    version: str
    """Such as `TV size`, `piano ver.`, `v2`."""
    composer: str
    lyricist: str
    vocalists: str
    episode: str
    """Where it is heard."""
    wanted_at: datetime | None
    """Since when the player wants to learn it; None if it is not on that list."""

    @property
    def full_title(self) -> str:
        """The title with its version."""
        return f"{self.title} ({self.version})" if self.version else self.title

    @property
    def use(self) -> str:
        """Kind and number, such as `OP2`."""
        return f"{self.kind}{self.number or ''}"
