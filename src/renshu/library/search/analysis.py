"""What a text is found by: the terms it is entered under."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from renshu.library.search.forms import Forms, forms, parts, word_forms
from renshu.library.search.tokens import Token, tokens

LONGEST_TEXT = 12
"""In words: of a longer text only the words are entered, not all that follows each."""

_SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "for", "in", "of", "on", "the", "to"),
        *("de", "e", "ga", "he", "ni", "no", "o", "wa", "wo"),
    )
)


class Layer(IntEnum):
    """What a term is in its text."""

    WORD = 0
    FIRST_WORD = 1
    REST = 2
    """From a word on to the end, written as one."""
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Analysis:
    """The terms of one text."""

    literal: tuple[tuple[str, ...], ...]
    """Those that are as they were written, by `Layer`."""
    loose: tuple[tuple[str, ...], ...]
    """Those that only sound like it, by `Layer`."""
    words: tuple[str, ...]
    """The forms of its words in Latin letters."""
    japanese: tuple[str, ...]
    """The forms of its Japanese words, which are often several words in one."""
    initials: tuple[str, ...]
    """The first letters of its words, with and without the small words."""


@lru_cache(maxsize=65536)
def analysed(text: str, *, is_name_of_file: bool = False) -> Analysis:
    """Take a text apart; what was taken apart lately is remembered.

    Args:
        text: Any text.
        is_name_of_file: Then only its words count, as each score has such a name of its own,
            which mostly repeats the title.
    """
    words = tokens(text)
    if is_name_of_file:
        return _layered(words, [word_forms(word) for word in words], [], [], [])
    rest = range(1, len(words) - 1) if len(words) <= LONGEST_TEXT else ()
    return _layered(
        words,
        [word_forms(each) for word in words for each in (word, *parts(word))],
        [word_forms(word) for word in words[:1]],
        [forms(words[start:]) for start in rest],
        [forms(words)] if words else [],
    )


def _layered(words: Sequence[Token], *layers: Sequence[Forms]) -> Analysis:
    return Analysis(
        tuple(_distinct(each.literal for each in layer) for layer in layers),
        tuple(_distinct(form for each in layer for form in each.loose) for layer in layers),
        _distinct(form for word in words if not word.is_japanese for form in word_forms(word).all),
        _distinct(form for word in words if word.is_japanese for form in word_forms(word).all),
        _initials(words),
    )


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _initials(words: Sequence[Token]) -> tuple[str, ...]:
    latin = [token.text for token in words if not token.is_japanese]
    every = "".join(word[0] for word in latin)
    large = "".join(word[0] for word in latin if word not in _SMALL_WORDS)
    return _distinct(letters for letters in (every, large) if len(letters) > 1)
