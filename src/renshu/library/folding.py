"""What does not matter when two texts are compared."""

import re
import unicodedata
from functools import lru_cache

_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
"""To the hiragana of the same sound."""


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """Text without what does not matter in a search.

    Case, width (Ａ and A), Latin accents, and whether kana are hiragana or katakana.
    """
    if text.isascii():
        return text.lower()
    plain = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", plain).casefold().translate(_KATAKANA)
