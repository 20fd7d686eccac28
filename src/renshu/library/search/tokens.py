"""Where the words of a text begin and end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from renshu.library.folding import folded

_APOSTROPHES = re.compile("['’ʼ`]")
_KANA = "ぁ-ゖゝゞァ-ヺーヽヾｦ-ﾟ\u3099\u309a"
_KANJI = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORDS = re.compile(
    rf"(?P<japanese>[{_KANA}{_KANJI}]+)"
    r"|\d+"
    rf"|(?:(?![{_KANA}{_KANJI}\d_])\w[\u0300-\u036f]*|(?<=\w)['’ʼ`](?=\w))+"
)
_NOT_KANA = re.compile("[^ぁ-ゖゝゞー]")


class Token(NamedTuple):
    """One word of a text: letters, digits, or Japanese up to the next other sign."""

    text: str
    """Folded, without apostrophes; never empty."""
    start: int
    """Where it begins in the text that it was taken from."""
    end: int
    """Where it ends there, exclusive."""
    is_japanese: bool


def is_kana(text: str) -> bool:
    """Whether a folded text can be read aloud without a dictionary."""
    return _NOT_KANA.search(text) is None


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; punctuation is between them, and a change of script parts them too."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _WORDS.finditer(text):
        plain = _APOSTROPHES.sub("", folded(match[0]))
        if plain:
            yield Token(plain, *match.span(), match["japanese"] is not None)
