"""How well each text of a library has one word.

A whole text goes before the beginning of one, that before a word in it, then initials, then what
stands inside a word, and last what is only near.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from renshu.library.search.analysis import Analysis, Layer
from renshu.library.search.forms import Forms, forms_asked, forms_heard, forms_slipped
from renshu.library.search.tokens import Token
from renshu.library.search.vocabulary import Neighbours, Prefixes, Substrings

WHOLE_EXACT = 600
WHOLE_START = 500
WORD_EXACT = 400
WORD_START = 300
INITIALS_EXACT = 250
INITIALS_START = 240
SCATTERED = 200
INSIDE = 150
GUESS = 1_000_000
"""More than any sum of scores: what one guess takes from it."""
NEAR = {1: 60 - GUESS, 2: 40 - GUESS}
"""By edits."""

_LITERALLY = 150
"""So a word as it was typed goes before the beginning of one that only sounds like it."""

_EXACT = {
    Layer.WORD: WORD_EXACT,
    Layer.FIRST_WORD: WHOLE_START,
    Layer.REST: WORD_EXACT,
    Layer.WHOLE: WHOLE_EXACT,
}
_START = {
    Layer.WORD: WORD_START,
    Layer.FIRST_WORD: WHOLE_START,
    Layer.REST: WORD_START,
    Layer.WHOLE: WHOLE_START,
}

_SHORTEST_OVER_WORDS = 3
"""In letters: what begins so, and goes on in the next word, is mostly in the first already."""
_SHORTEST_INSIDE = 3
_SHORTEST_IN_JAPANESE = 2
"""In Latin letters. Japanese signs are looked for one by one."""

Best = dict[int, int]
"""The best score of each text or document, by its number."""

Scored = tuple[int, Iterable[int]]
"""A score, and what has it."""


def best_of(scored: Iterable[Scored]) -> Best:
    """The best score of each."""
    best: Best = {}
    for score, found in sorted(scored, key=lambda scored: scored[0]):
        best.update(dict.fromkeys(found, score))
    return best


class Terms:
    """The terms of all texts, in every way in which they are looked up."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self._literal = [_Postings([each.literal[layer] for each in analyses]) for layer in Layer]
        self._loose = [_Postings([each.loose[layer] for each in analyses]) for layer in Layer]
        self._initials = _Postings([each.initials for each in analyses])
        self._words = _Postings([each.words for each in analyses])
        self._japanese = _Postings([each.japanese for each in analyses])
        self._inside = Substrings(self._words.terms)
        self._inside_japanese = Substrings(self._japanese.terms)
        latin = filter(str.isascii, {*self._words.terms, *self._japanese.terms})
        self._neighbours = Neighbours(word for word in latin if not word.isdigit())

    def scores(self, token: Token) -> Best:
        """How well each text has a word that may still be growing; texts without are left out."""
        asked = forms_asked((token,))
        return best_of(
            chain(
                self._beginning(asked),
                self._abbreviated(token),
                self._holding((*asked.all, *forms_heard(token))),
                self._near(forms_slipped(token)),
            )
        )

    def starting(self, asked: Forms) -> Best:
        """How well each text has a word, or itself, that begins as one of the forms."""
        return best_of(self._beginning(asked))

    def _beginning(self, asked: Forms) -> Iterator[Scored]:
        for form in asked.all:
            literally = _LITERALLY if form == asked.literal else 0
            for layer in Layer:
                yield from _begun(self._loose[layer], layer, form, 0)
                yield from _begun(self._literal[layer], layer, form, literally)

    def _abbreviated(self, token: Token) -> Iterator[Scored]:
        if not token.is_japanese and len(token.text) > 1:
            yield INITIALS_EXACT, self._initials.exactly(token.text)
            yield INITIALS_START, self._initials.starting(token.text)

    def _holding(self, asked: Iterable[str]) -> Iterator[Scored]:
        for part in asked:
            if len(part) >= _SHORTEST_INSIDE and part.isascii():
                yield INSIDE, self._words.of(self._inside.holding(part))
            if len(part) >= _SHORTEST_IN_JAPANESE or not part.isascii():
                yield INSIDE, self._japanese.of(self._inside_japanese.holding(part))

    def _near(self, asked: Iterable[str]) -> Iterator[Scored]:
        for form in asked:
            near = self._neighbours.near(form)
            for edits, score in NEAR.items():
                terms = [term for term, needed in near.items() if needed == edits]
                yield score, self._words.of(terms)
                yield score, self._japanese.of(terms)


class _Postings:
    """In which texts each term is."""

    def __init__(self, terms_of_texts: Iterable[Iterable[str]]) -> None:
        self._texts: dict[str, list[int]] = {}
        for text, terms in enumerate(terms_of_texts):
            for term in terms:
                self._texts.setdefault(term, []).append(text)
        self.terms = self._texts.keys()
        self._prefixes = Prefixes(self.terms)

    def exactly(self, term: str) -> Iterable[int]:
        return self._texts.get(term, ())

    def starting(self, beginning: str) -> Iterable[int]:
        return self.of(self._prefixes.starting(beginning))

    def of(self, terms: Iterable[str]) -> Iterable[int]:
        texts = self._texts
        return chain.from_iterable([texts[term] for term in terms if term in texts])


def _begun(postings: _Postings, layer: Layer, form: str, bonus: int) -> Iterator[Scored]:
    yield _EXACT[layer] + bonus, postings.exactly(form)
    if layer < Layer.REST or len(form) >= _SHORTEST_OVER_WORDS or not form.isascii():
        yield _START[layer] + bonus, postings.starting(form)
