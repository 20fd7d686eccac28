"""How kanji may be read, from the dictionary of Sudachi.

SudachiPy with its small dictionary (both Apache-2.0) knows some 1.6 million words offline and maps
its file instead of loading it, so it costs about 50 ms once, when the first kanji are met.
What a word means decides how it is read, and a title tells too little of that: every reading that
the dictionary has for a word counts.
"""

import threading
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from renshu.library.folding import folded

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

READINGS_OF_A_WORD = 5
READINGS_OF_A_TEXT = 8
LONGEST_WORD = 8
"""In characters: a text no longer than that is looked up as one word too."""

_SIGN = "補助記号"
"""The part of speech of signs; the dictionary reads all of them as the word for “sign”."""

_reading = threading.Lock()


class _Sudachi(NamedTuple):
    """Neither part can be used by two threads at once."""

    dictionary: "Dictionary"
    tokenizer: "Tokenizer"


class ReadWord(NamedTuple):
    """A word in a Japanese text."""

    text: str
    readings: tuple[str, ...]
    """In hiragana, the likeliest first; empty for a sign that nobody reads."""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[ReadWord, ...]:
    """The words of a Japanese text; together they are the text."""
    with _reading:
        sudachi = _sudachi()
        return tuple(_read(sudachi, morpheme) for morpheme in sudachi.tokenizer.tokenize(text))


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """How a Japanese text may be read, in hiragana; the likeliest first, and not all of many."""
    alternatives = [word.readings for word in words(text) if word.readings]
    joined = map("".join, islice(product(*alternatives), READINGS_OF_A_TEXT))
    with _reading:
        whole = _listed(_sudachi(), text) if len(text) <= LONGEST_WORD else ()
    return _distinct((*joined, *whole))[:READINGS_OF_A_TEXT]


@cache
def _sudachi() -> _Sudachi:
    from sudachipy import Dictionary, SplitMode

    dictionary = Dictionary(dict="small")
    return _Sudachi(dictionary, dictionary.tokenizer(mode=SplitMode.C))


def _read(sudachi: _Sudachi, morpheme: "Morpheme") -> ReadWord:
    text = morpheme.surface()
    return ReadWord(
        text, _distinct((_aloud(morpheme), *_listed(sudachi, text)))[:READINGS_OF_A_WORD]
    )


def _listed(sudachi: _Sudachi, word: str) -> tuple[str, ...]:
    """The readings that the dictionary has for a word."""
    return tuple(_aloud(morpheme) for morpheme in sudachi.dictionary.lookup(word))


def _aloud(morpheme: "Morpheme") -> str:
    if morpheme.part_of_speech()[0] == _SIGN:
        return ""
    return folded(morpheme.reading_form() or morpheme.surface())


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
