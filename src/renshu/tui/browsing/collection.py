"""The library with all that the screen knows about it at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from renshu.library.catalogue import Entry, Shelf, Track
from renshu.library.folding import folded


@dataclass(frozen=True, slots=True)
class Collection:
    """The shelf, and what history and studies say of what stands on it."""

    shelf: Shelf = field(default_factory=lambda: Shelf((), (), ()))
    played: Mapping[str, datetime] = field(default_factory=dict)
    """When each score was played last, by score id."""
    learnt: Mapping[str, int] = field(default_factory=dict)
    """How many bars of each score went right when they were played last, by score id."""
    grades: Mapping[str, float] = field(default_factory=dict)
    """Computed difficulties, by the hash of the file."""

    def difficulty(self, entry: Entry) -> float | None:
        """From 1 to 9: what the player says, else what was computed."""
        return entry.own_difficulty or self.grades.get(entry.file_hash)

    def last_played(self, entry: Entry) -> datetime | None:
        """When it was played last, aware UTC."""
        return self.played.get(entry.score_id or "")

    def progress(self, entry: Entry) -> float | None:
        """The share of its bars that went right when they were played last; None before that."""
        learnt = self.learnt.get(entry.score_id or "")
        return None if learnt is None or not entry.bars else min(1.0, learnt / entry.bars)


def series(entry: Entry) -> str:
    """What the music was heard in; empty where nobody knows."""
    return entry.anime.title if entry.anime else entry.source


def composer(entry: Entry) -> str:
    """Who composed it."""
    return entry.composer or (entry.track.composer if entry.track else "")


def use(entry: Entry) -> str:
    """Kind and number, such as `OP2`."""
    track = entry.track
    return track.use if track and track.kind else entry.kind


def titles(entry: Entry) -> tuple[str, ...]:
    """What an arrangement is called, in its own language first, then in others."""
    return _titles(entry.title, entry.track)


@lru_cache(maxsize=4096)
def _titles(title: str, track: Track | None) -> tuple[str, ...]:
    known = (track.native, track.romaji, track.english) if track else ()
    is_of_track = any(folded(one) == folded(title) for one in known if one)
    ordered = (*known, title) if is_of_track else (title, *known)
    distinct = {folded(one): one for one in reversed(ordered) if one}
    return tuple(one for one in dict.fromkeys(ordered) if distinct.get(folded(one)) == one)
