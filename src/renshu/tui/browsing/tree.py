"""The library as a tree: series, the tracks heard in them, and their arrangements.

A track with a single arrangement is one line, as it has nothing to choose from.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from renshu.library.catalogue import KINDS, Anime, Entry, Track
from renshu.library.folding import folded
from renshu.tui.browsing.items import Item

IsOpen: TypeAlias = Callable[[str], bool]
"""Whether the line with a key shows what is below it."""

_Branch: TypeAlias = dict[int, tuple[Track | None, list[Entry]]]
"""The tracks of one series by id, each with its arrangements; those of no track stand alone."""


def tree(
    entries: Iterable[Entry], wishes: Iterable[Track], is_open: IsOpen, *, is_ranked: bool = False
) -> list[Item]:
    """The lines in sight.

    Args:
        entries: The arrangements to show.
        wishes: Tracks without one.
        is_open: Which series and tracks show what they hold.
        is_ranked: Whether series stand as their first entry does; otherwise they stand by title.
    """
    animes: dict[int, Anime | None] = {}
    branches: dict[int, _Branch] = {}
    for entry in entries:
        branch = _branch(entry.anime, animes, branches)
        number = entry.track.id if entry.track else -entry.id
        branch.setdefault(number, (entry.track, []))[1].append(entry)
    for track in wishes:
        _branch(track.anime, animes, branches).setdefault(track.id, (track, []))
    numbers = list(branches) if is_ranked else sorted(branches, key=lambda n: _place(animes[n]))
    return [
        item for number in numbers for item in _lines(animes[number], branches[number], is_open)
    ]


def keys_above(item: Item) -> tuple[str, ...]:
    """The keys of the lines that must be open for an item to be seen."""
    above = [Item(item.anime).key]
    if item.entry and item.track:
        above.append(Item(item.track).key)
    return tuple(key for key in above if key != item.key)


def _branch(
    anime: Anime | None, animes: dict[int, Anime | None], branches: dict[int, _Branch]
) -> _Branch:
    number = anime.id if anime else 0
    animes.setdefault(number, anime)
    return branches.setdefault(number, {})


def _place(anime: Anime | None) -> tuple[bool, str]:
    return (False, folded(anime.title)) if anime else (True, "")


def _lines(anime: Anime | None, branch: _Branch, is_open: IsOpen) -> Iterator[Item]:
    count = sum(len(entries) or 1 for _, entries in branch.values())
    root = Item(anime, 0, count)
    is_shown = is_open(root.key)
    yield Item(anime, 0, count, is_shown)
    if is_shown:
        for track, entries in sorted(branch.values(), key=_by_use):
            yield from _of_track(track, entries, is_open)


def _of_track(track: Track | None, entries: Sequence[Entry], is_open: IsOpen) -> Iterator[Item]:
    if track is None or len(entries) == 1:
        yield from (Item(entry, 1) for entry in entries)
        return
    is_shown = is_open(Item(track).key)
    yield Item(track, 1, len(entries), is_shown)
    if is_shown:
        yield from (Item(entry, 2) for entry in sorted(entries, key=_by_level))


def _by_use(pair: tuple[Track | None, Collection[Entry]]) -> tuple[int, int, str]:
    """Openings before endings, the first before the second, the rest by title."""
    track, entries = pair
    kind = track.kind if track else next((entry.kind for entry in entries), "")
    place = KINDS.index(kind) if kind in KINDS else len(KINDS)
    title = track.title if track else next((entry.title for entry in entries), "")
    return place, (track.number or 0) if track else 0, folded(title)


def _by_level(entry: Entry) -> tuple[str, str]:
    return entry.level, folded(entry.title)
