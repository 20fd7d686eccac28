"""The diary in words: `Canon, bars 5–8, right hand, slowly (60%), 4 times: 71 → 96%`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING

from renshu.evening.percent import percent
from renshu.evening.status import HANDS
from renshu.practice.diary.stretches import Stretch, StretchKind
from renshu.practice.take import Tally
from renshu.score.bars import is_whole, span_text
from renshu.score.passage import Hands, Passage
from renshu.score.quarters import quarters_text

if TYPE_CHECKING:
    from renshu.history.diary import KeptStretch
    from renshu.score.notation import Score

_FEWEST = 3
"""Right notes below which a stretch is not worth a word: somebody looked for a key."""
_SAME = 0.5
"""Share of the longer of two stretches that lies in the other, if one is the other once more."""
_SLOWLY = 0.7
_AS_WRITTEN = 0.05
"""Share by which a tempo may be off, and still be that of the piece."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was practised, so many times in a row."""

    stretches: tuple[Stretch, ...]

    @property
    def passage(self) -> Passage:
        """From the earliest to the last moment of all times."""
        passages = [one.passage for one in self.stretches]
        start = min(one.start for one in passages)
        return Passage(start, max(one.end for one in passages), passages[0].hands)

    @property
    def tempo(self) -> float | None:
        """Share of the written tempo, in the middle of all times."""
        tempi = [one.tempo for one in self.stretches if one.tempo]
        return median(tempi) if tempi else None

    @property
    def tally(self) -> Tally:
        """All times together."""
        return sum((one.tally for one in self.stretches), Tally())

    @property
    def seconds(self) -> float:
        """From the beginning of the first to the end of the last time."""
        return self.stretches[-1].ended - self.stretches[0].began


def entries(stretches: Iterable[Stretch]) -> tuple[Entry, ...]:
    """What was practised in one take, the times that something was repeated as one."""
    groups: list[list[Stretch]] = []
    for stretch in stretches:
        if stretch.tally.matched < _FEWEST:
            continue
        if groups and _is_once_more(groups[-1][-1], stretch):
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    return tuple(Entry(tuple(group)) for group in groups)


def _is_once_more(before: Stretch, stretch: Stretch) -> bool:
    if before.passage.hands is not stretch.passage.hands:
        return False
    one, other = before.passage, stretch.passage
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= _SAME * max(one.end - one.start, other.end - other.start)


def words(entry: Entry, score: "Score | None") -> str:
    """What was done, without when and in which piece.

    Args:
        entry: What was practised.
        score: The piece; None where it is not in the library any more.
    """
    times = len(entry.stretches)
    parts = (
        where_text(entry, score),
        "" if entry.passage.hands is Hands.BOTH else HANDS[entry.passage.hands],
        tempo_text(entry.tempo),
        f"{times} times" if times > 1 else "",
    )
    return f"{', '.join(filter(None, parts))}: {how_text(entry)}"


def where_text(entry: Entry, score: "Score | None") -> str:
    """Which bars."""
    if any(one.kind is StretchKind.PLAY_THROUGH for one in entry.stretches):
        return "played through"
    if score is None:
        return "a part of it"
    passage = entry.passage
    if is_whole(score, passage):
        return "all of it"
    bars = span_text(score, passage.start, passage.end)
    return f"bars {bars}" if "–" in bars else f"bar {bars}"


def tempo_text(tempo: float | None) -> str:
    """How fast, as a share of the written tempo; nothing for the tempo as written."""
    if tempo is None or abs(tempo - 1) <= _AS_WRITTEN:
        return ""
    return f"slowly ({tempo:.0%})" if tempo < _SLOWLY else f"at {tempo:.0%}"


def how_text(entry: Entry) -> str:
    """How it went: the share of right notes, from the first time to the last."""
    first, last = (_right(one) for one in (entry.stretches[0], entry.stretches[-1]))
    return last if first == last else f"{first.removesuffix('%')} → {last}"


def _right(stretch: Stretch) -> str:
    return percent(stretch.tally.accuracy or 0.0)


@dataclass(frozen=True, slots=True)
class Day:
    """An evening of the diary."""

    day: date
    lines: "tuple[tuple[datetime, KeptStretch, Entry], ...]"
    """When, of which piece, and what; the earliest first."""


def days(kept: "Sequence[KeptStretch]") -> tuple[Day, ...]:
    """The evenings of stretches that come newest take first, the newest evening first."""
    found: dict[date, list[tuple[datetime, KeptStretch, Entry]]] = {}
    for take in _takes(kept):
        starts = {one.stretch.first: one for one in take}
        for entry in entries(one.stretch for one in take):
            first = starts[entry.stretches[0].first]
            found.setdefault(first.day, []).append((first.played_at, first, entry))
    return tuple(
        Day(day, tuple(sorted(found[day], key=lambda line: line[0])))
        for day in sorted(found, reverse=True)
    )


def _takes(kept: "Iterable[KeptStretch]") -> "Iterator[list[KeptStretch]]":
    by_take: dict[str, list[KeptStretch]] = {}
    for one in kept:
        by_take.setdefault(one.take, []).append(one)
    yield from by_take.values()


def stretch_json(one: "KeptStretch", score: "Score | None") -> dict[str, object]:
    """One stretch as `history --diary --json` prints it."""
    stretch, passage = one.stretch, one.stretch.passage
    bars = span_text(score, passage.start, passage.end) if score else None
    return {
        "take": one.take,
        "score": one.score_id,
        "title": one.title,
        "day": one.day.isoformat(),
        "played_at": one.played_at.isoformat(timespec="seconds"),
        "seconds": round(stretch.ended - stretch.began, 2),
        "kind": stretch.kind.value,
        "bars": bars,
        "start": quarters_text(passage.start),
        "end": quarters_text(passage.end),
        "hands": passage.hands.value,
        "tempo": None if stretch.tempo is None else round(stretch.tempo, 3),
        "matched": stretch.tally.matched,
        "wrong": stretch.tally.wrong,
        "missed": stretch.tally.missed,
        "extra": stretch.tally.extra,
    }
