"""What the player looks at: everything or what was found, as a table or a tree, in some order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from renshu.config import Order, Shelving
from renshu.library.catalogue import Entry
from renshu.tui.browsing.collection import Collection
from renshu.tui.browsing.columns import TABLE_ORDERS
from renshu.tui.browsing.items import Item
from renshu.tui.browsing.order import NEWEST_FIRST, ordered
from renshu.tui.browsing.rows import Marks, TableRows, TreeRows, no_marks
from renshu.tui.browsing.tree import keys_above, tree
from renshu.tui.drawing.marked import Spans

if TYPE_CHECKING:
    from renshu.library.catalogue.search import Found

OPEN_UP_TO = 60
"""So many arrangements are shown with everything unfolded."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A look at the library. Each method gives another look."""

    collection: Collection = field(default_factory=Collection)
    text: str = ""
    """What is searched."""
    found: "Found | None" = None
    """What it finds; None where nothing is searched."""
    shelving: Shelving = Shelving.TABLE
    order: Order = Order.TITLE
    is_turned: bool = False
    turned_over: frozenset[str] = frozenset()
    """The keys of series and tracks that are folded or unfolded against what is usual."""

    @property
    def is_tree(self) -> bool:
        """Whether it is laid out series by series."""
        return self.shelving is Shelving.TREE

    @property
    def is_falling(self) -> bool:
        """Whether the greatest comes first."""
        return (self.order in NEWEST_FIRST) is not self.is_turned

    @property
    def ordered_by(self) -> int | None:
        """The index of the table's column that it goes by; None where it goes by none."""
        is_shown = not self.is_tree and not self._is_ranked and self.order in TABLE_ORDERS
        return TABLE_ORDERS.index(self.order) if is_shown else None

    @property
    def entries(self) -> Sequence[Entry]:
        """The arrangements looked at, in order."""
        if self.found is not None and self._is_ranked:
            return self.found.entries
        entries: Sequence[Entry] = self.collection.shelf.entries
        if self.found is not None:
            passing = {entry.id for entry in self.found.entries}
            entries = [entry for entry in entries if entry.id in passing]
        if self.is_tree:
            return entries
        return ordered(entries, self.collection, self.order, is_turned=self.is_turned)

    @property
    def count(self) -> int:
        """How many arrangements are looked at."""
        return len((self.found or self.collection.shelf).entries)

    def rows(self) -> TableRows | TreeRows:
        """The lines."""
        marks = _marks(self.found) if self.found and self.text else no_marks
        shelf, found = self.collection.shelf, self.found
        wishes = shelf.wanted if found is None else found.wishes
        if not self.is_tree:
            return TableRows(self.entries, wishes, self.collection, marks)
        items = tree(self.entries, wishes, self.is_open, is_ranked=self._is_ranked)
        return TreeRows(items, self.collection, marks)

    def is_open(self, key: str) -> bool:
        """Whether a series or track shows what it holds."""
        return (self.count <= OPEN_UP_TO) is not (key in self.turned_over)

    def folded(self, item: Item, *, is_open: bool) -> "Browser":
        """With a series or track folded or unfolded."""
        if self.is_open(item.key) is is_open:
            return self
        return replace(self, turned_over=self.turned_over ^ {item.key})

    def showing(self, item: Item) -> "Browser":
        """With all unfolded that an item is below."""
        shut = [key for key in keys_above(item) if not self.is_open(key)]
        return replace(self, turned_over=self.turned_over.symmetric_difference(shut))

    def by(self, order: Order) -> "Browser":
        """In an order; in the one it has, the other way round."""
        turned = self.order is order and not self.is_turned
        return replace(self, order=order, is_turned=turned, shelving=Shelving.TABLE)

    def next_order(self) -> "Browser":
        """In the next of the orders."""
        orders = list(Order)
        return self.by(orders[(orders.index(self.order) + 1) % len(orders)])

    def turned(self) -> "Browser":
        """The other way round."""
        return replace(self, is_turned=not self.is_turned, shelving=Shelving.TABLE)

    def reshelved(self) -> "Browser":
        """As a tree instead of a table, or the other way round."""
        other = Shelving.TABLE if self.is_tree else Shelving.TREE
        return replace(self, shelving=other)

    @property
    def _is_ranked(self) -> bool:
        """Whether what was found stands best first: words were asked for, not only fields."""
        return self.found is not None and _has_words(self.text)


def _has_words(text: str) -> bool:
    from renshu.library.search import read_query

    return bool(read_query(text).phrase)


def _marks(found: "Found") -> Marks:
    """Where the words of a search stand, by text."""

    @lru_cache(maxsize=512)
    def marks(key: int) -> Mapping[str, Spans]:
        return {light.text: light.spans for light in found.highlights(key)}

    return marks
