"""The outlines of all scores of the library, kept in one file beside the cache.

They are what the program listens with for which piece is played, so they must be there at once:
reading hundreds of scores for them takes minutes, reading this file takes milliseconds.
"""

import contextlib
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from renshu.errors import ScoreError
from renshu.follow.identify.outline import Outline, outline_of
from renshu.library.cache import READER_VERSION
from renshu.library.files import write_whole
from renshu.score.notation import Score

VERSION = [1, READER_VERSION, sys.byteorder]
"""What the file begins with; one that begins otherwise is made anew."""
MOST_BYTES = 200_000_000
"""A larger file was not made here: 10,000 scores need less."""
MOST_NOTES = 30_000
"""Longer scores are known by their first notes."""
SAVED_AFTER = 20
"""So many new outlines are lost at most when the program ends abruptly."""


class Outlines:
    """A file of outlines, each called by the hash of the score's file.

    Losing it costs only time. Nothing here raises: a damaged file counts as missing, and what
    cannot be written is made again the next time.

    Args:
        path: The file; made when there is something to keep.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self, hashes: Iterable[str]) -> tuple[Outline, ...]:
        """The outlines that are there already, of the files with these hashes. This only reads."""
        kept = self._read()
        return tuple(kept[digest] for digest in hashes if digest in kept)

    def complete(
        self,
        files: Mapping[str, Path],
        load: Callable[[Path], Score],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> tuple[Outline, ...]:
        """The outlines of all files; what is not known yet is read now, which may take minutes.

        Outlines of other files are dropped.

        Args:
            files: The whole library, by the hashes of the files.
            load: Reads a score, or raises a `ScoreError`: that file gets an empty outline.
            is_wanted: Asked before every score; what was made by then is kept.
        """
        kept = {digest: outline for digest, outline in self._read().items() if digest in files}
        missing = [digest for digest in files if digest not in kept]
        for count, digest in enumerate(missing, 1):
            if not is_wanted():
                break
            kept[digest] = _outline(files[digest], digest, load)
            if count % SAVED_AFTER == 0:
                self._write(kept)
        if missing:
            self._write(kept)
        return tuple(kept.values())

    def _read(self) -> dict[str, Outline]:
        import msgpack

        try:
            if self._path.stat().st_size > MOST_BYTES:
                return {}
            version, rows = msgpack.unpackb(self._path.read_bytes())
            made = [_unpacked(row) for row in rows] if version == VERSION else []
        except (OSError, ValueError, TypeError):
            return {}
        return {outline.piece: outline for outline in made}

    def _write(self, outlines: Mapping[str, Outline]) -> None:
        import msgpack

        rows = [_packed(outline) for outline in outlines.values()]
        with contextlib.suppress(OSError):
            write_whole(self._path, msgpack.packb([VERSION, rows]))


def _outline(path: Path, digest: str, load: Callable[[Path], Score]) -> Outline:
    try:
        whole = outline_of(load(path), digest)
    except ScoreError:
        return Outline(digest, array("f"), b"", array("i"), b"")
    return whole.first(MOST_NOTES)


def _packed(outline: Outline) -> list[Any]:
    return [
        outline.piece,
        outline.seconds.tobytes(),
        outline.pitches,
        outline.measures.tobytes(),
        outline.flags,
    ]


def _unpacked(row: list[Any]) -> Outline:
    piece, seconds, pitches, measures, flags = row
    if not isinstance(piece, str) or len(pitches) > MOST_NOTES:
        raise ValueError("no outline")
    return Outline(piece, array("f", seconds), bytes(pitches), array("i", measures), bytes(flags))
