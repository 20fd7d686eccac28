"""What is told of the line with the cursor, from what matters most to what matters least."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len

from renshu.evening.percent import percent
from renshu.library.catalogue import Entry, Track
from renshu.practice.take import Tally
from renshu.tui.browsing.collection import Collection, composer, series, titles, use
from renshu.tui.browsing.items import Item
from renshu.tui.browsing.rows import NOWHERE, pieces, stars
from renshu.tui.drawing import bar_strip
from renshu.tui.drawing.row import Row, Span, cut

if TYPE_CHECKING:
    from renshu.library.difficulty import Difficulty

MOST_HARDEST = 3
ECHO = Span("♫ ", "accent")
"""Stands before a theme that returns elsewhere."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A theme that returns in another piece."""

    text: str
    """Such as `the theme of bars 9–16 returns in … (bars 1–8)`."""
    entry: Entry
    """The other piece."""
    bar: int
    """Index of the measure there."""


@dataclass(frozen=True, slots=True)
class About:
    """All that is known of a line; what takes longer to find out comes later."""

    item: Item
    collection: Collection
    difficulty: "Difficulty | None" = None
    tallies: Mapping[int, Tally] = field(default_factory=dict)
    """How each bar went when it was played last, by measure index."""
    echoes: tuple[Echo, ...] = ()
    repairs: tuple[str, ...] = ()
    seconds: float | None = None
    """How long it takes at its own tempo, repeats included."""
    numbers: tuple[str, ...] = ()
    """The printed numbers of its bars, once they are known."""

    def number(self, measure: int) -> str:
        """The printed number of a bar, or its place as long as that is not known."""
        printed = self.numbers[measure] if measure < len(self.numbers) else ""
        return printed or str(measure + 1)


def facts(about: About, width: int, now: datetime) -> tuple[Row, ...]:
    """The lines.

    Args:
        about: What is known.
        width: Cells.
        now: For what was when; aware.
    """
    return tuple(line for row in _facts(about, width, now) for line in _within(row, width))


def ago(when: datetime, now: datetime) -> str:
    """How long ago it was, in days as they are on the wall."""
    days = (now.astimezone().date() - when.astimezone().date()) // timedelta(days=1)
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def length(seconds: float) -> str:
    """Minutes and seconds in words."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _facts(about: About, width: int, now: datetime) -> Iterator[Row]:
    match about.item.thing:
        case Entry() as entry:
            yield from _of_entry(about, entry, width, now)
        case Track() as track:
            yield _names(track.titles, track.version)
            anime = track.anime.title if track.anime else ""
            yield (Span(" · ".join(filter(None, (anime, track.use, track.composer))), "words"),)
            count = about.item.count
            yield (Span(f"{count} versions" if count else "You want to learn it.", "words"),)
        case None:
            yield (Span(NOWHERE, "ink"),)
        case series_:
            yield _names(series_.titles, "")
            when = (str(series_.year or ""), series_.season, series_.format, series_.series)
            yield (Span(" · ".join(filter(None, when)), "words"),)
            yield (Span(pieces(about.item.count), "quiet"),)


def _of_entry(about: About, entry: Entry, width: int, now: datetime) -> Iterator[Row]:
    version = entry.track.version if entry.track else ""
    yield _names(titles(entry), " · ".join(filter(None, (version, entry.subtitle, entry.level))))
    yield _where(entry)
    yield from _practised(about, entry, width, now)
    yield from _hardness(about, entry)
    yield (Span(_people(entry), "words"),)
    for echo in about.echoes:
        yield ECHO, Span(echo.text, "words")
    if entry.track and entry.track.episode:
        yield (Span(f"Heard in {entry.track.episode}", "quiet"),)
    for fault in filter(None, (entry.fault, *about.repairs)):
        yield Span("! ", "fair"), Span(fault, "quiet")
    place = "came with renshu" if entry.is_starter else entry.place
    gone = Span("the file is missing: ", "missed") if entry.is_missing else Span("")
    yield gone, Span(place, "quiet")


def _names(names: tuple[str, ...], note: str) -> Row:
    first, *others = names or ("?",)
    spans = [Span(first, "accent"), *(Span(f"  {other}", "words") for other in others)]
    return (*spans, Span(f" · {note}", "quiet")) if note else tuple(spans)


def _where(entry: Entry) -> Row:
    anime = entry.anime
    others = anime.titles[1:] if anime else ()
    first = Span(series(entry), "ink")
    rest = (use(entry), str(anime.year or "") if anime else "")
    told = "".join(f" · {one}" for one in rest if one)
    return first, *(Span(f"  {other}", "quiet") for other in others), Span(told, "words")


def _people(entry: Entry) -> str:
    track = entry.track
    told = (
        ("", composer(entry)),
        ("arranged by ", entry.arranger),
        ("words by ", entry.lyricist or (track.lyricist if track else "")),
        ("sung by ", track.vocalists if track else ""),
    )
    return " · ".join(f"{what}{who}" for what, who in told if who)


def _hardness(about: About, entry: Entry) -> Iterator[Row]:
    grade, computed = about.collection.difficulty(entry), about.difficulty
    if grade is None:
        return
    own = "as you say" if entry.own_difficulty else ""
    reasons = "; ".join(filter(None, (own, *(computed.reasons if computed else ()))))
    yield Span("Level "), *stars(grade), Span(f"  {reasons}", "words")
    if computed:
        hardest = sorted(computed.hardest(MOST_HARDEST))
        if hardest:
            bars = ", ".join(about.number(measure) for measure in hardest)
            yield (Span(f"Hardest: {'bar' if len(hardest) == 1 else 'bars'} {bars}", "words"),)


def _practised(about: About, entry: Entry, width: int, now: datetime) -> Iterator[Row]:
    when, share = about.collection.last_played(entry), about.collection.progress(entry)
    bars = entry.bars or len(about.numbers)
    told = [
        f"{bars} bars" if bars else "",
        length(about.seconds) if about.seconds else "",
        f"last played {ago(when, now)}" if when else "not played yet",
        "" if share is None else f"{percent(share)} learnt",
    ]
    yield (Span(" · ".join(filter(None, told)), "words"),)
    if bars and about.tallies:
        hard = about.difficulty.standing_out if about.difficulty else frozenset()
        shape = bar_strip.fit(bars, width)
        yield from bar_strip.draw(shape, about.tallies, None, range(0), hard)


def _within(row: Row, width: int) -> Iterator[Row]:
    """The row, in as many lines as it needs where words are all it has."""
    if sum(cell_len(span.text) for span in row) <= width:
        if any(span.text for span in row):
            yield row
        return
    *head, last = row
    start = sum(cell_len(span.text) for span in head)
    if start > width // 2 or cell_len(last.text) != len(last.text):
        yield (*cut(row, 0, width - 1), Span("…", last.ink))
        return
    first, *rest = textwrap.wrap(last.text, width - 2, initial_indent="·" * start) or [""]
    yield (*head, Span(first[start:], last.ink))
    for line in rest:
        yield Span("  "), Span(line, last.ink)


def utc_now() -> datetime:
    """Now, aware."""
    return datetime.now(UTC)
