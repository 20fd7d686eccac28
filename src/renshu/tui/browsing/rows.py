"""The lines of the library: made when they come into sight."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from renshu.evening.percent import percent
from renshu.library.catalogue import Anime, Entry, Track
from renshu.tui.browsing.collection import Collection, composer, series, titles, use
from renshu.tui.browsing.columns import TABLE_COLUMNS, TREE_COLUMNS
from renshu.tui.browsing.items import Item, key_of
from renshu.tui.drawing.marked import Spans, marked
from renshu.tui.drawing.row import Row, Span
from renshu.tui.drawing.table import Line

Marks = Callable[[int], Mapping[str, Spans]]
"""For an arrangement's id, or minus that of a wish: where its texts have what is sought."""

NOWHERE = "Without a series"
NO_SCORE = "♡ no score"
_INDENT = 2
_OPEN, _CLOSED, _LEAF = "▾ ", "▸ ", "  "
_MISSING = "file missing"


def no_marks(_: int) -> Mapping[str, Spans]:
    """Nothing is sought."""
    return MappingProxyType({})


class TableRows:
    """Arrangements, and behind them wishes, as a table."""

    columns = TABLE_COLUMNS

    def __init__(
        self,
        entries: Sequence[Entry],
        wishes: Sequence[Track],
        collection: Collection,
        marks: Marks = no_marks,
        bars: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self._entries, self._wishes = entries, wishes
        self._collection, self._marks, self._bars = collection, marks, bars

    def __len__(self) -> int:
        return len(self._entries) + len(self._wishes)

    def item(self, index: int) -> Item:
        """What a line stands for."""
        if index < len(self._entries):
            entry = self._entries[index]
            return Item(entry, bar=self._bars.get(entry.id))
        return Item(self._wishes[index - len(self._entries)])

    def key(self, index: int) -> str:
        """The key of a line."""
        return self.item(index).key

    def find(self, key: str) -> int | None:
        """The line of a key."""
        return self._places.get(key)

    def line(self, index: int) -> Line:
        """A line to be drawn."""
        if index < len(self._entries):
            return self._of_entry(self._entries[index])
        return self._of_wish(self._wishes[index - len(self._entries)])

    def _of_entry(self, entry: Entry) -> Line:
        found = self._marks(entry.id)
        second, author = series(entry), composer(entry)
        return Line(
            key_of(entry),
            (
                _of_score(entry, found),
                marked(second, found.get(second, ()), "words"),
                stars(self._collection.difficulty(entry)),
                marked(author, found.get(author, ()), "words"),
                *_practised(entry, self._collection),
            ),
        )

    def _of_wish(self, track: Track) -> Line:
        found = self._marks(-track.id)
        anime = track.anime.title if track.anime else ""
        first = _title_cell(track.titles, _some(track.version), found)
        cells = marked(anime, found.get(anime, ())), "", (Span(track.composer),), "", NO_SCORE
        return Line(Item(track).key, (first, *cells))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {self.key(index): index for index in range(len(self))}


class TreeRows:
    """The lines of a tree."""

    columns = TREE_COLUMNS

    def __init__(
        self, items: Sequence[Item], collection: Collection, marks: Marks = no_marks
    ) -> None:
        self._items, self._collection, self._marks = items, collection, marks

    def __len__(self) -> int:
        return len(self._items)

    def item(self, index: int) -> Item:
        """What a line stands for."""
        return self._items[index]

    def key(self, index: int) -> str:
        """The key of a line."""
        return self._items[index].key

    def find(self, key: str) -> int | None:
        """The line of a key."""
        return self._places.get(key)

    def line(self, index: int) -> Line:
        """A line to be drawn."""
        item = self._items[index]
        indent = " " * (_INDENT * item.depth)
        sign = (_OPEN if item.is_open else _CLOSED) if item.can_open else _LEAF
        head, *rest = self._cells(item)
        return Line(item.key, ((Span(indent + sign, "accent"), *head), *rest))

    def _cells(self, item: Item) -> tuple[Row, *tuple[Row | str, ...]]:
        match item.thing:
            case Entry() as entry:
                found = self._marks(entry.id)
                level = stars(self._collection.difficulty(entry))
                practised = _practised(entry, self._collection)
                return _of_score(entry, found), use(entry), level, *practised
            case Track() as track:
                head = _title_cell(track.titles, _some(track.version), self._marks(-track.id))
                count = f"{item.count} versions" if item.count else NO_SCORE
                return head, track.use, "", "", count
            case Anime() as anime:
                when = " · ".join(filter(None, (str(anime.year or ""), anime.format)))
                return _title_cell(anime.titles, (), {}), when, "", "", pieces(item.count)
        return (Span(NOWHERE, "words"),), "", "", "", pieces(item.count)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {item.key: index for index, item in enumerate(self._items)}


def pieces(count: int) -> str:
    """How many there are."""
    return "1 piece" if count == 1 else f"{count} pieces"


def stars(grade: float | None) -> Row:
    """A difficulty as a number with a bar beside it; nothing where it is not known yet."""
    if grade is None:
        return ()
    blocks = "▁▂▃▄▅▆▇█"
    height = blocks[min(7, max(0, round(grade - 1)))]
    return Span(f"{grade:.0f} ", "ink"), Span(height, "level")


def _practised(entry: Entry, collection: Collection) -> tuple[Row | str, Row | str]:
    share, when = collection.progress(entry), collection.last_played(entry)
    day = f"{when.astimezone():%d %b %Y}" if when else ""
    learnt = percent(share)
    return learnt, (Span(_MISSING, "missed"),) if entry.is_missing else day


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _of_score(entry: Entry, found: Mapping[str, Spans]) -> Row:
    """The title of an arrangement, with what tells it from others of its track."""
    version = entry.track.version if entry.track else ""
    notes = tuple(filter(None, (version, entry.level)))
    row = _title_cell(titles(entry), notes, found, entry.subtitle)
    return (Span("! ", "wrong"), *row) if entry.fault else row


def _title_cell(
    names: Sequence[str], notes: Sequence[str], found: Mapping[str, Spans], subtitle: str = ""
) -> Row:
    """What it is called, what it is, and what else it is called, as far as there is room."""
    first, *others = names or ("?",)
    spans = [*marked(first, found.get(first, ()), "ink")]
    for note in notes:
        spans += [Span(" · ", "quiet"), *marked(note, found.get(note, ()), "quiet")]
    for other in others:
        spans += [Span("  "), *marked(other, found.get(other, ()), "quiet")]
    if subtitle:
        spans += [Span(" · ", "quiet"), *marked(subtitle, found.get(subtitle, ()), "quiet")]
    return tuple(spans)
