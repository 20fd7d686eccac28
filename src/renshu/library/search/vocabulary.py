"""Looking up terms by how they begin, by what they hold, and by what they nearly are."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

_LAST = "\U0010ffff"
_LINE = "\n"


class Prefixes:
    """Terms in order, so that all with one beginning are neighbours."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = sorted(terms)

    def starting(self, beginning: str) -> Sequence[str]:
        """All terms that begin so."""
        start = bisect_left(self._terms, beginning)
        end = bisect_left(self._terms, beginning + _LAST, start)
        return self._terms[start:end]

    def cut(self, length: int) -> list[str]:
        """The beginnings of that length, each once; shorter terms whole."""
        return list(dict.fromkeys([term[:length] for term in self._terms]))


class Substrings:
    """Terms as the lines of one text, in which a search in C is fast enough."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._text = _LINE + _LINE.join(terms) + _LINE

    def holding(self, part: str) -> Iterator[str]:
        """All terms in which `part` stands, which is not empty."""
        text, end = self._text, 0
        while (found := text.find(part, end)) >= 0:
            start = text.rfind(_LINE, 0, found) + 1
            end = text.find(_LINE, found)
            yield text[start:end]


class Neighbours:
    """Terms that begin nearly as what was typed, by edits: a letter too many, too few, another,
    or two exchanged (optimal string alignment distance).
    """  # noqa: D205

    SHORTEST = 4
    """Letters: shorter words are near to too much."""
    LONG = 8
    """Letters from which two slips are forgiven."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._prefixes = Prefixes(terms)
        self._cut = cache(self._prefixes.cut)

    def near(self, typed: str) -> dict[str, int]:
        """The terms with a beginning near to `typed`, and by how many edits; not those equal."""
        if len(typed) < self.SHORTEST:
            return {}
        near: dict[str, int] = {}
        for beginning, edits in self._beginnings(typed):
            for term in self._prefixes.starting(beginning):
                near[term] = min(edits, near.get(term, edits))
        return near

    def _beginnings(self, typed: str) -> Iterator[tuple[str, int]]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        allowed = 1 if len(typed) < self.LONG else 2
        for length in (len(typed) - 1, len(typed), len(typed) + 1):
            choices = self._cut(length)
            for beginning, edits, _ in extract(
                typed, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                if edits:
                    yield beginning, int(edits)
