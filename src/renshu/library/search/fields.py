"""The fields that a search can name, as `kind:OP`: for reading a query, and for the help."""

from typing import NamedTuple

from renshu.library.folding import folded


class Field(NamedTuple):
    """One field with what a player needs to know of it."""

    name: str
    example: str
    explanation: str


FIELDS = (
    Field("title", "title:takara", "a word of the title, in any script"),
    Field("series", "series:clannad", "the anime, film or game"),
    Field("kind", "kind:OP", "OP, ED, insert, BGM, character, game, classical; also OP1"),
    Field("number", "number:2", "which opening or ending"),
    Field("version", 'version:"tv size"', "the version: TV size, Yui ver., Karuta ver."),
    Field("year", "year:2006-2010", "the year: 2010, 2006-2010, <2010, 2010s"),
    Field("season", "season:spring", "winter, spring, summer or fall"),
    Field("format", "format:film", "TV, film, OVA, ONA, game"),
    Field("composer", "composer:maeda", "who composed it"),
    Field("arranger", "arranger:animenz", "who arranged it"),
    Field("lyricist", "lyricist:maeda", "who wrote the words"),
    Field("vocalist", "vocalist:lisa", "who sings it"),
    Field("difficulty", "difficulty:<5", "from 1 to 9: 4, <5, 3-6"),
    Field("due", "due:yes", "whether it is due for practice: yes or no"),
    Field("is", "is:wanted", "wanted, due, new (never opened), starter or missing"),
    Field("has", "has:score", "what is known of it: score, difficulty, reading, series, …"),
    Field("file", "file:canon", "the name of the file"),
)
"""All fields, in the order in which the help names them."""

OTHER_NAMES = {
    "anime": "series",
    "artist": "vocalist",
    "arr": "arranger",
    "comp": "composer",
    "composed": "composer",
    "diff": "difficulty",
    "film": "series",
    "from": "series",
    "game": "series",
    "level": "difficulty",
    "lyrics": "lyricist",
    "name": "title",
    "sung": "vocalist",
    "singer": "vocalist",
    "song": "title",
    "type": "kind",
    "ver": "version",
    "vocals": "vocalist",
}
"""What else a field may be called."""

TEXTS = {
    "title": frozenset({"title", "reading"}),
    "series": frozenset({"series"}),
    "kind": frozenset({"kind", "number"}),
    "version": frozenset({"version"}),
    "season": frozenset({"season"}),
    "format": frozenset({"format"}),
    "composer": frozenset({"composer"}),
    "arranger": frozenset({"arranger"}),
    "lyricist": frozenset({"lyricist"}),
    "vocalist": frozenset({"vocalist"}),
    "file": frozenset({"file"}),
}
"""The fields whose values are words, and the fields of a document where they are looked for."""


def field_called(name: str) -> str | None:
    """The field of that name, or of another name for it; None if there is none."""
    name = folded(name)
    known = OTHER_NAMES.get(name, name)
    return known if any(field.name == known for field in FIELDS) else None
