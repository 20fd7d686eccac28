"""Finding entries by words."""

import re
import unicodedata

from renshu.library.catalogue.entries import Entry

_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
"""To the hiragana of the same sound."""


def folded(text: str) -> str:
    """Text without what does not matter in a search.

    Case, width (Ａ and A), Latin accents, and whether kana are hiragana or katakana.
    """
    plain = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", plain).casefold().translate(_KATAKANA)


def is_found(entry: Entry, text: str) -> bool:
    """Whether each word of `text` stands in some field of the entry, or in its file's name."""
    searched = folded(
        "\n".join(
            (
                entry.title,
                entry.subtitle,
                entry.composer,
                entry.arranger,
                entry.lyricist,
                entry.source,
                entry.reading,
                entry.kind,
                entry.path.name,
            )
        )
    )
    return all(word in searched for word in folded(text).split())
