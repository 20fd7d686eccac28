"""Looking at some of the library only: each filter is a term of the search."""

from collections import Counter
from collections.abc import Iterable, Iterator

from renshu.tui.browsing.collection import Collection, series, use
from renshu.tui.browsing.picking import Choice

LEVELS = (
    ("1-3", "easy", range(1, 4)),
    ("4-6", "medium", range(4, 7)),
    ("7-9", "difficult", range(7, 10)),
)


def filters(collection: Collection, text: str) -> list[Choice]:
    """The filters there are, with how many scores pass; those in force are ticked.

    Args:
        collection: The library.
        text: What is searched now.
    """
    asked = set(_terms(text))
    return [
        Choice(term, f"{'✓ ' if term in asked else ''}{name}", f"{count}")
        for term, name, count in _offers(collection)
        if count or term in asked
    ]


def with_filter(text: str, term: str) -> str:
    """The search with a filter, or without it where it had it.

    Another one of the same field gives way to it.
    """
    terms = _terms(text)
    if term in terms:
        return " ".join(one for one in terms if one != term)
    field = term.partition(":")[0]
    return " ".join([*(one for one in terms if one.partition(":")[0] != field), term])


def _offers(collection: Collection) -> Iterator[tuple[str, str, int]]:
    entries = collection.shelf.entries
    wishes = collection.shelf.wanted
    wanted = sum(1 for one in entries if one.track and one.track.wanted_at)
    missing = sum(1 for one in entries if one.is_missing)
    yield "is:wanted", "want to learn", wanted + len(wishes)
    yield "is:missing", "file missing", missing
    yield "is:new", "never opened", sum(1 for one in entries if one.opened_at is None)
    yield "has:score", "with a score", len(entries) - missing
    yield "is:starter", "came with renshu", sum(1 for one in entries if one.is_starter)
    grades = Counter(round(collection.difficulty(one) or 0) for one in entries)
    for term, name, numbers in LEVELS:
        count = sum(grades[number] for number in numbers)
        yield f"difficulty:{term}", f"level {term.replace('-', '–')}: {name}", count
    for kind, count in _counted(use(one).rstrip("0123456789") for one in entries):
        yield f"kind:{_quoted(kind)}", f"kind: {kind}", count
    for title, count in _counted(series(one) for one in entries):
        yield f"series:{_quoted(title)}", f"series: {title}", count


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(name for name in names if name).items(), key=lambda pair: pair[0].lower())


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _terms(text: str) -> list[str]:
    """What stands between spaces that are in no quotation."""
    terms, is_quoted = [""], False
    for sign in text:
        is_quoted ^= sign == '"'
        if sign == " " and not is_quoted:
            terms.append("")
        else:
            terms[-1] += sign
    return [term for term in terms if term]
