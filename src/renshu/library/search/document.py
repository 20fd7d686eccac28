"""What a search knows of a score."""

from collections.abc import Iterator
from dataclasses import dataclass

_OTHER_WORDS = {
    "op": ("opening", "オープニング"),
    "ed": ("ending", "エンディング"),
    "insert": ("insert song",),
    "bgm": ("soundtrack", "OST", "サントラ"),
    "character": ("character song", "キャラソン"),
    "visual novel": ("VN",),
    "fall": ("autumn", "秋"),
    "spring": ("春",),
    "summer": ("夏",),
    "winter": ("冬",),
    "film": ("movie", "映画"),
}
"""What else a kind, a season or a format is called."""


@dataclass(frozen=True, slots=True)
class Document:
    """One arrangement with all that it can be found by. Unknown is empty or None."""

    key: int
    """The caller's own name for it."""
    titles: tuple[str, ...]
    """In any language and script."""
    series: tuple[str, ...] = ()
    """The titles of the anime, film or game."""
    reading: tuple[str, ...] = ()
    """How the titles are read, in kana; without it a dictionary reads their kanji."""
    composers: tuple[str, ...] = ()
    arrangers: tuple[str, ...] = ()
    lyricists: tuple[str, ...] = ()
    vocalists: tuple[str, ...] = ()
    kind: str = ""
    """Such as `OP`, `ED`, `insert`, `classical`."""
    number: int | None = None
    """Which opening or ending it is."""
    version: str = ""
    """Such as `TV size` or `Yui ver.`."""
    format: str = ""
    """Such as `TV`, `film`, `OVA`."""
    year: int | None = None
    season: str = ""
    """`winter`, `spring`, `summer` or `fall`."""
    difficulty: float | None = None
    """From 1 to 9."""
    file_name: str = ""
    """Without its suffix."""
    states: frozenset[str] = frozenset()
    """Those of `filters.STATES` that it is in."""
    has_score: bool = True

    def texts(self) -> Iterator[tuple[str, str]]:
        """What its words are looked for in: the name of the field, and the text."""
        for field, values in self._named():
            for value in values:
                if value:
                    yield field, value

    def _named(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield "title", self.titles
        yield "reading", self.reading
        yield "series", self.series
        yield "composer", self.composers
        yield "arranger", self.arrangers
        yield "lyricist", self.lyricists
        yield "vocalist", self.vocalists
        yield "kind", _with_other_words(self.kind)
        yield "number", ("" if self.number is None else str(self.number),)
        yield "version", (self.version,)
        yield "format", _with_other_words(self.format)
        yield "year", ("" if self.year is None else str(self.year),)
        yield "season", _with_other_words(self.season)
        yield "file", (self.file_name,)


def _with_other_words(word: str) -> tuple[str, ...]:
    return word, *_OTHER_WORDS.get(word.casefold(), ())
