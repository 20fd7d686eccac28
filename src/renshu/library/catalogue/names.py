"""When two names are the same, and which language a title is in."""

import re
import unicodedata
from functools import lru_cache

_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
"""To the hiragana of the same sound."""
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_MORA = r"(?:(?:[kgsztdnhbpmrfjyw]|[kgnhbpmr]y|sh|ch|ts|j)?[aiueoāīūēōâîûêô]|n(?![aiueoy])|'|-)"
_ROMAJI = re.compile(rf"(?:{_MORA}|([kstpcm])(?=\1|ch|[bmp]))+", re.IGNORECASE)
_COMMON_ENGLISH = frozenset({"a", "i", "me", "in", "on", "no", "to", "do", "one", "more", "home"})
"""Words that could be either; by themselves they make no title Japanese."""


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """Text without case, width (Ａ and A), Latin accents, and the choice between the two kana."""
    if text.isascii():
        return text.lower()
    plain = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", plain).casefold().translate(_KATAKANA)


def name_key(text: str) -> str:
    """What is the same for names that differ only in spelling, spaces and punctuation.

    Empty only for a name of nothing but spaces.
    """
    plain = folded(text)
    return "".join(filter(str.isalnum, plain)) or "".join(plain.split())


def title_field(title: str) -> str:
    """Which of an anime's or a track's titles this is: `native` or `romaji`.

    A title in Latin letters is romaji where each of its words can be read as Japanese, otherwise
    it is taken for the original title, as English titles of Japanese songs are.
    """
    if _JAPANESE.search(title):
        return "native"
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", title)
    telling = [word for word in words if word.lower() not in _COMMON_ENGLISH]
    is_romaji = bool(telling) and all(map(_ROMAJI.fullmatch, words))
    return "romaji" if is_romaji else "native"
