"""The links that were found between the themes of the library, kept in one file of the cache."""

import contextlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renshu.follow.melody.melody import VERSION as MELODY_VERSION
from renshu.follow.melody.melody import Melody
from renshu.library.cache import READER_VERSION
from renshu.library.files import write_whole

if TYPE_CHECKING:
    from renshu.library.themes.links import ThemeLink

VERSION = [1, MELODY_VERSION, READER_VERSION]
"""What the file begins with; one that begins otherwise is made anew."""
MOST_BYTES = 100_000_000
"""A larger file was not made here."""


class ThemeStore:
    """A file of links between pieces, which are called by the hashes of their files.

    Losing it costs only time. Nothing here raises: a damaged file counts as missing, and what
    cannot be written is found again the next time.

    Args:
        path: The file; made when there is something to keep.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self, pieces: Collection[str]) -> "tuple[ThemeLink, ...]":
        """The links that are there already between these pieces. This only reads."""
        return _between(set(pieces), self._read()[1])

    def complete(self, melodies: Mapping[str, Melody]) -> "tuple[ThemeLink, ...]":
        """The links of the whole library, the clearest first; new pieces are compared with all.

        For 500 pieces this takes some seconds, for one that is new less than one. What was found
        before stays as it is; the links of pieces that are gone are dropped.
        """
        compared, links = self._read()
        fresh = melodies.keys() - compared
        if not fresh and compared <= melodies.keys():
            return links
        from renshu.library.themes.links import theme_links

        found = theme_links(melodies, fresh) if fresh else ()
        kept = (*_between(melodies.keys() - fresh, links), *found)
        ranked = tuple(sorted(kept, key=lambda link: -link.distinctness))
        self._write(melodies.keys(), ranked)
        return ranked

    def _read(self) -> "tuple[set[str], tuple[ThemeLink, ...]]":
        """The pieces that were compared with each other, and their links."""
        import msgpack

        try:
            if self._path.stat().st_size > MOST_BYTES:
                return set(), ()
            version, pieces, rows = msgpack.unpackb(self._path.read_bytes())
            links = tuple(_unpacked(row) for row in rows) if version == VERSION else ()
        except (OSError, ValueError, TypeError):
            return set(), ()
        return set(pieces) if version == VERSION else set(), links

    def _write(self, pieces: Collection[str], links: "tuple[ThemeLink, ...]") -> None:
        import msgpack

        rows = [[getattr(link, name) for name in link.__slots__] for link in links]
        with contextlib.suppress(OSError):
            write_whole(self._path, msgpack.packb([VERSION, sorted(pieces), rows]))


def _between(pieces: Collection[str], links: "tuple[ThemeLink, ...]") -> "tuple[ThemeLink, ...]":
    return tuple(link for link in links if link.piece in pieces and link.other in pieces)


def _unpacked(row: list[Any]) -> "ThemeLink":
    from renshu.library.themes.links import ThemeLink

    piece, (first, last), other, (other_first, other_last), *numbers = row
    transposition, notes, distinctness = numbers
    if not all(isinstance(text, str) for text in (piece, other)):
        raise ValueError("no link")
    return ThemeLink(
        piece, (first, last), other, (other_first, other_last), transposition, notes, distinctness
    )
