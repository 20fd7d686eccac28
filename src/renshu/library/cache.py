"""Scores that were read before, by the hash of the file's bytes.

A score and its notation lie in two files: the first is all that opening a known piece needs.
"""

import contextlib
import hashlib
from pathlib import Path

from renshu.library.files import write_whole
from renshu.library.loaded import Loaded
from renshu.library.packing import pack, unpack

READER_VERSION = 9
"""Raise it whenever reading the same file would give another score."""

MOST_SCORES = 2000
"""Scores that are kept; the ones longest unused go first."""


class Cache:
    """A folder of scores that were read; losing it costs only time.

    Nothing here raises: what cannot be stored is read again, what is damaged counts as missing.

    Args:
        folder: Where the files lie; made when the first score is stored.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, data: bytes) -> Loaded | None:
        """What was read from `data` before; None if nothing was."""
        path = self._path(data)
        try:
            score = unpack(path.read_bytes())
            packed = path.with_suffix(".notation").read_bytes()
        except (OSError, ValueError):
            return None
        return Loaded(score, packed)

    def put(self, data: bytes, loaded: Loaded) -> None:
        """Keep what was read from `data`."""
        path = self._path(data)
        with contextlib.suppress(OSError):
            write_whole(path.with_suffix(".notation"), loaded.packed)
            write_whole(path, pack(loaded.score))
            self._prune()

    def _path(self, data: bytes) -> Path:
        digest = hashlib.sha256(data).hexdigest()
        return self._folder / f"{digest}-{READER_VERSION}.score"

    def _prune(self) -> None:
        scores = sorted(self._folder.glob("*.score"), key=lambda path: path.stat().st_mtime)
        for path in scores[:-MOST_SCORES]:
            path.unlink(missing_ok=True)
            path.with_suffix(".notation").unlink(missing_ok=True)
