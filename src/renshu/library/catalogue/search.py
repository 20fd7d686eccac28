"""How the library is entered into the search, and asked.

The index is made when something is looked for first, and again when the library has changed; with
thousands of scores that takes a second the first time, so do it in a thread.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from renshu.library.catalogue.entries import Entry, Shelf
from renshu.library.catalogue.works import Anime, Track

if TYPE_CHECKING:
    from renshu.library.search import Document, Highlight, SearchIndex


@dataclass(frozen=True, slots=True)
class Standing:
    """What `difficulty:` and `due:` ask for, and the catalogue does not know by itself."""

    grades: Mapping[str, float] = field(default_factory=dict)
    """Computed difficulties, by the hash of the file; what the player says goes before them."""
    due: frozenset[str] = frozenset()
    """The ids of the scores that are due for practice."""


def _nothing(_: int) -> "tuple[Highlight, ...]":
    return ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a text finds, best first."""

    entries: tuple[Entry, ...] = ()
    wishes: tuple[Track, ...] = ()
    """Tracks that the player wants to learn, without a score."""
    highlights: "Callable[[int], tuple[Highlight, ...]]" = field(default=_nothing, compare=False)
    """Where its words stand: for the id of an entry, or of a wish minus its sign."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A library with what finds its things."""

    shelf: Shelf
    standing: Standing
    index: "SearchIndex"
    entries: Mapping[int, Entry]
    """By key in the index."""
    wishes: Mapping[int, Track]
    """By key in the index: minus their ids."""


class Finder:
    """Keeps an index for the last state of the library that was asked about."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._made: _Indexed | None = None

    def index(self, shelf: Shelf, standing: Standing) -> "SearchIndex":
        """The index of a library; the keys are the ids of entries, and of wishes minus theirs."""
        return self._indexed(shelf, standing).index

    def find(self, shelf: Shelf, standing: Standing, text: str) -> Found:
        """What a text finds; guesses only where nothing is certain."""
        made = self._indexed(shelf, standing)
        hits = made.index.find(text)
        keys = [hit.key for hit in hits if not hit.is_guess] or [hit.key for hit in hits]
        return Found(
            tuple([made.entries[key] for key in keys if key in made.entries]),
            tuple([made.wishes[key] for key in keys if key in made.wishes]),
            lambda key: made.index.highlights(key, text),
        )

    def _indexed(self, shelf: Shelf, standing: Standing) -> _Indexed:
        with self._making:
            made = self._made
            if made is None or made.shelf is not shelf or made.standing != standing:
                made = self._made = _indexed(shelf, standing)
            return made


def _indexed(shelf: Shelf, standing: Standing) -> _Indexed:
    from renshu.library.search import SearchIndex

    return _Indexed(
        shelf,
        standing,
        SearchIndex(_documents(shelf, standing)),
        {entry.id: entry for entry in shelf.entries},
        {-track.id: track for track in shelf.wanted},
    )


def _documents(shelf: Shelf, standing: Standing) -> Iterator["Document"]:
    for entry in shelf.entries:
        yield _of_entry(entry, standing)
    for track in shelf.wanted:
        yield _of_wish(track)


def _of_entry(entry: Entry, standing: Standing) -> "Document":
    from renshu.library.search import Document

    track, anime = entry.track, entry.anime
    return Document(
        key=entry.id,
        titles=_some(entry.title, entry.subtitle, *(_titles(track) if track else ())),
        series=_some(entry.source, *_series(anime)),
        reading=_some(entry.reading, track.reading if track else ""),
        composers=_some(entry.composer, track.composer if track else ""),
        arrangers=_some(entry.arranger),
        lyricists=_some(entry.lyricist, track.lyricist if track else ""),
        vocalists=_some(track.vocalists if track else ""),
        kind=entry.kind or (track.kind if track else ""),
        number=track.number if track else None,
        version=" ".join(_some(track.version if track else "", entry.level)),
        format=anime.format if anime else "",
        year=anime.year if anime else None,
        season=anime.season if anime else "",
        difficulty=entry.own_difficulty or standing.grades.get(entry.file_hash),
        file_name=entry.path.stem,
        states=frozenset(_states(entry, standing)),
        has_score=not entry.is_missing,
    )


def _of_wish(track: Track) -> "Document":
    from renshu.library.search import Document

    anime = track.anime
    return Document(
        key=-track.id,
        titles=_titles(track),
        series=_series(anime),
        reading=_some(track.reading),
        composers=_some(track.composer),
        lyricists=_some(track.lyricist),
        vocalists=_some(track.vocalists),
        kind=track.kind,
        number=track.number,
        version=track.version,
        format=anime.format if anime else "",
        year=anime.year if anime else None,
        season=anime.season if anime else "",
        states=frozenset({"wanted"}),
        has_score=False,
    )


def _states(entry: Entry, standing: Standing) -> Iterator[str]:
    if entry.score_id in standing.due:
        yield "due"
    if entry.track and entry.track.wanted_at:
        yield "wanted"
    if entry.is_starter:
        yield "starter"
    if entry.is_missing:
        yield "missing"
    if entry.opened_at is None:
        yield "new"


def _titles(track: Track) -> tuple[str, ...]:
    return _some(track.native, track.romaji, track.english)


def _series(anime: Anime | None) -> tuple[str, ...]:
    return _some(*anime.titles, anime.series) if anime else ()


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
