"""Finding entries by words."""

from renshu.library.catalogue.entries import Entry
from renshu.library.folding import folded


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
