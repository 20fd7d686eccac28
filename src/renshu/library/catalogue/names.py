"""When two names are the same, and which language a title is in."""

import re

from renshu.library.folding import folded

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_MORA = r"(?:(?:[kgsztdnhbpmrfjyw]|[kgnhbpmr]y|sh|ch|ts|j)?[aiueoāīūēōâîûêô]|n(?![aiueoy])|'|-)"
_ROMAJI = re.compile(rf"(?:{_MORA}|([kstpcm])(?=\1|ch|[bmp]))+", re.IGNORECASE)
_COMMON_ENGLISH = frozenset({"a", "i", "me", "in", "on", "no", "to", "do", "one", "more", "home"})
"""Words that could be either; by themselves they make no title Japanese."""


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
