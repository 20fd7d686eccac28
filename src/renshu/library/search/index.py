"""The index of a library: which scores a text finds, best first."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple

from renshu.library.search.analysis import analysed
from renshu.library.search.document import Document
from renshu.library.search.filters import Filter
from renshu.library.search.forms import forms_asked, parts
from renshu.library.search.highlights import Highlight, highlights
from renshu.library.search.matching import (
    SCATTERED,
    Best,
    Terms,
    best_of,
)
from renshu.library.search.query import Query, Word, read_query
from renshu.library.search.tokens import Token, is_kana

Scores = Mapping[int, int]
"""How good each document is, by its place among all."""

_WEIGHTS = {
    "title": 4,
    "reading": 4,
    "series": 3,
    "composer": 2,
    "arranger": 2,
    "lyricist": 2,
    "vocalist": 2,
    "file": 0,
}
_WEIGHT_OF_OTHERS = 1

WORDS_KEPT = 48
"""How many words keep their scores: typing on, and back, changes only the last of them."""


class Hit(NamedTuple):
    """A score that was found."""

    key: int
    score: int
    """The higher the better, within one search; below zero is a guess."""

    @property
    def is_guess(self) -> bool:
        """Whether some word of the query is in it only if it was misspelled."""
        return self.score < 0


class SearchIndex:
    """Finds scores by words in any script and order, and by fields.

    It never changes, so several threads may ask it. A new one of much the same documents is
    quickly made: what their texts are found by is remembered.

    Args:
        documents: Their order is the order of hits that are equally good.
    """

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.documents = tuple(documents)
        self._keys = [document.key for document in self.documents]
        self._places = {key: place for place, key in enumerate(self._keys)}
        holders: dict[tuple[str, str], list[int]] = {}
        for place, document in enumerate(self.documents):
            for text in document.texts():
                holders.setdefault(text, []).append(place)
        self._holders = tuple(holders.values())
        self._fields = tuple(field for field, _ in holders)
        self._weights = tuple(_WEIGHTS.get(field, _WEIGHT_OF_OTHERS) for field in self._fields)
        self._terms = Terms(
            [analysed(text, is_name_of_file=field == "file") for field, text in holders]
        )
        self._having = lru_cache(maxsize=WORDS_KEPT)(self._find_having)
        self._passing = lru_cache(maxsize=WORDS_KEPT)(self._find_passing)

    def find(self, text: str, limit: int | None = None) -> tuple[Hit, ...]:
        """The scores that a text finds, best first; all of them for one that asks for nothing.

        Never raises, whatever the text. Guesses come after all other hits.

        Args:
            text: Words and fields, as described in the package.
            limit: How many hits at most; None for all.
        """
        ranks = self._ranks(read_query(text))
        best = sorted(ranks) if limit is None else nsmallest(limit, ranks)
        count = len(self.documents)
        keys = [self._keys[rank % count] for rank in best]
        return tuple(map(Hit, keys, [-(rank // count) for rank in best]))

    def highlights(self, key: int, text: str) -> tuple[Highlight, ...]:
        """Where in the texts of a hit the words of a search stand; nothing for an unknown key.

        What is found only by initials, or if it was misspelled, is not marked.
        """
        if (place := self._places.get(key)) is None:
            return ()
        return highlights(self.documents[place].texts(), read_query(text).words)

    def _ranks(self, query: Query) -> list[int]:
        """What is found, as one number each: the higher score is lower, then the earlier place.

        Thousands of numbers are sorted much faster than as many tuples.
        """
        count = len(self.documents)
        having = [self._having(word) for word in dict.fromkeys(query.words)]
        if len(having) == 1 and not query.filters:
            return [place - count * score for place, score in having[0].items()]
        bonus = self._bonus(query.phrase)
        return [
            place - count * sum([bonus.get(place, 0), *[scores[place] for scores in having]])
            for place in self._found(having, query.filters)
        ]

    def _found(self, scores: list[Scores], filters: Iterable[Filter]) -> Iterable[int]:
        """The places of what has all words and passes all filters."""
        found: list[AbstractSet[int]] = [scored.keys() for scored in scores]
        found += [self._passing(asked) for asked in filters]
        if not found:
            return range(len(self.documents))
        smallest, *others = sorted(found, key=len)
        return smallest if not others else set(smallest).intersection(*others)

    def _find_passing(self, asked: Filter) -> frozenset[int]:
        return frozenset(
            place for place, document in enumerate(self.documents) if asked.passes(document)
        )

    def _find_having(self, word: Word) -> Scores:
        scores = self._of_documents(self._terms.scores(word.token), word.fields)
        for place in self._scattered(word):
            scores[place] = max(SCATTERED, scores.get(place, 0))
        return scores

    def _of_documents(self, best: Best, fields: frozenset[str] | None = None) -> Best:
        """From the scores of texts to those of the documents that have them."""
        scored: dict[int, list[list[int]]] = {}
        for text, score in best.items():
            if fields is None or self._fields[text] in fields:
                scored.setdefault(score + self._weights[text], []).append(self._holders[text])
        return best_of((score, chain.from_iterable(holders)) for score, holders in scored.items())

    def _scattered(self, word: Word) -> AbstractSet[int]:
        """The places of what has the parts of a Japanese word in any order."""
        found = [part for part in parts(word.token) if not _is_particle(part)]
        if len(found) < 2:
            return frozenset()
        having = [
            self._of_documents(self._terms.starting(forms_asked((part,))), word.fields)
            for part in found
        ]
        return set(having[0]).intersection(*having[1:])

    def _bonus(self, phrase: tuple[Token, ...]) -> Scores:
        """What several words are worth besides if they stand together: as one more word."""
        if len(phrase) < 2:
            return {}
        return self._of_documents(self._terms.starting(forms_asked(phrase)))


def _is_particle(part: Token) -> bool:
    return len(part.text) == 1 and is_kana(part.text)
