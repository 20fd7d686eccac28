"""The orders that a library can be looked at in."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from renshu.config import Order
from renshu.library.catalogue import Entry
from renshu.library.folding import folded
from renshu.tui.browsing.collection import Collection, composer, series

NEWEST_FIRST = frozenset({Order.PLAYED, Order.PROGRESS, Order.ADDED})
"""These begin with the greatest."""


def ordered(
    entries: Sequence[Entry], collection: Collection, order: Order, *, is_turned: bool = False
) -> Sequence[Entry]:
    """The entries in an order; equals stay as they were, and what is not known comes last.

    Args:
        entries: In the order of the catalogue, by title.
        collection: What is known of them.
        order: What to go by.
        is_turned: Whether to go the other way.
    """
    if order is Order.TITLE:
        return tuple(reversed(entries)) if is_turned else entries
    key = _KEYS[order]
    keyed = [(key(collection, entry), entry) for entry in entries]
    known = [pair for pair in keyed if pair[0] not in (None, "")]
    is_falling = (order in NEWEST_FIRST) is not is_turned
    known.sort(key=_first, reverse=is_falling)
    return tuple(_seconds(known)) + tuple(_seconds(pair for pair in keyed if pair[0] in (None, "")))


def _first(pair: tuple[Any, Entry]) -> Any:
    return pair[0]


def _seconds(pairs: Iterable[tuple[Any, Entry]]) -> Iterable[Entry]:
    return (entry for _, entry in pairs)


_folded = lru_cache(maxsize=4096)(folded)
"""The same few series and composers come thousands of times."""

_KEYS: dict[Order, Callable[[Collection, Entry], Any]] = {
    Order.SERIES: lambda _, entry: _folded(series(entry)),
    Order.COMPOSER: lambda _, entry: _folded(composer(entry)),
    Order.DIFFICULTY: Collection.difficulty,
    Order.PROGRESS: Collection.progress,
    Order.PLAYED: Collection.last_played,
    Order.ADDED: lambda _, entry: entry.added_at,
}
