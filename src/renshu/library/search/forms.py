"""The forms in which words stand in the index and are looked up there.

Every word has one literal form and some loose ones, which are romanised and bent to one spelling.
Two words meet when any of their forms do; they meet literally when both are as they were written.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from renshu.library.search.kana import romanised
from renshu.library.search.readings import readings
from renshu.library.search.readings import words as dictionary_words
from renshu.library.search.sounds import beginnings, kana_spellings, sound, spellings
from renshu.library.search.tokens import Token, is_kana

SPELLINGS_OF_A_TEXT = 8
REMEMBERED = 32768
"""Words."""

_HEARD_AS = {"e": ("へ",), "he": ("へ",), "o": ("を",), "wo": ("を",), "wa": ("は",), "ha": ("は",)}
"""Particles in kana: too short to be looked for inside a word in Latin letters."""


class Forms(NamedTuple):
    """What a word, or several written as one, is entered and looked up as."""

    literal: str
    loose: tuple[str, ...]
    """Others than the literal one, the likeliest first."""

    @property
    def all(self) -> tuple[str, ...]:
        """The literal form, then the others."""
        return self.literal, *self.loose


def forms(words: Sequence[Token]) -> Forms:
    """The forms of neighbouring words that are written as one."""
    if len(words) == 1:
        return word_forms(words[0])
    spelt = map("".join, islice(product(*map(_spellings, words)), SPELLINGS_OF_A_TEXT))
    return _with_sounds("".join(word.text for word in words), spelt)


def word_forms(word: Token) -> Forms:
    """The forms of one word."""
    return _japanese_forms(word.text) if word.is_japanese else _latin_forms(word.text)


def parts(word: Token) -> tuple[Token, ...]:
    """The words that a dictionary finds in one with kanji; nothing in any other."""
    if not word.is_japanese or is_kana(word.text):
        return ()
    found, start = [], word.start
    for part in dictionary_words(word.text):
        found.append(Token(part.text, start, start + len(part.text), is_japanese=True))
        start += len(part.text)
    return tuple(found)


def forms_asked(words: Sequence[Token]) -> Forms:
    """The forms of what is being typed: its last syllable need not be whole."""
    asked = forms(words)
    if words[-1].is_japanese:
        return Forms(asked.literal, tuple(form for form in asked.loose if len(form) > 1))
    opened = beginnings("".join(word.text for word in words))
    return _with_sounds(asked.literal, (*asked.loose, *opened))


def forms_heard(word: Token) -> tuple[str, ...]:
    """The kana that a particle in Latin letters may stand for."""
    return _HEARD_AS.get(word.text, ())


def forms_slipped(word: Token) -> tuple[str, ...]:
    """The forms to look for near ones of: as typed, and as it sounds."""
    spelt = map(sound, _spellings(word)[:2])
    return tuple(form for form in dict.fromkeys((word.text, *spelt)) if form.isascii())


@lru_cache(maxsize=REMEMBERED)
def _latin_forms(text: str) -> Forms:
    return _with_sounds(text, _latin_spellings(text))


@lru_cache(maxsize=REMEMBERED)
def _japanese_forms(text: str) -> Forms:
    return _with_sounds(text, _japanese_spellings(text))


def _spellings(word: Token) -> tuple[str, ...]:
    return _japanese_spellings(word.text) if word.is_japanese else _latin_spellings(word.text)


_latin_spellings = lru_cache(maxsize=REMEMBERED)(spellings)


@lru_cache(maxsize=REMEMBERED)
def _japanese_spellings(text: str) -> tuple[str, ...]:
    """How a Japanese word may be spelt in Latin letters; as it stands, if nothing reads it."""
    kana = (text,) if is_kana(text) else readings(text)
    spelt = [spelling for each in kana for spelling in kana_spellings(romanised(each), each)]
    return tuple(dict.fromkeys(filter(None, spelt))) or (text,)


def _with_sounds(literal: str, spelt: Iterable[str]) -> Forms:
    loose = [form for spelling in spelt for form in (spelling, sound(spelling))]
    return Forms(literal, tuple(form for form in dict.fromkeys(loose) if form and form != literal))
