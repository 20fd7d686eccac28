"""Keeping copies of scores in a folder of the program's own."""

import hashlib
import re
from pathlib import Path

from renshu.library.files import write_whole

_UNUSABLE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
MOST_NAME_BYTES = 150


def keep(content: bytes, name: str, folder: Path) -> Path:
    """Write a score into a folder, unless the same is there under this name already.

    Args:
        content: Its bytes.
        name: What it is called; signs that not every system has in names are left out. Another
            score of this name stays: a part of the content's hash tells the two apart.
        folder: Made where it is missing.

    Raises:
        OSError: It cannot be written.
    """
    path = folder / _usable(name)
    if path.exists() and path.read_bytes() != content:
        digest = hashlib.sha256(content).hexdigest()[:8]
        path = path.with_stem(f"{path.stem} {digest}")
    if not path.exists():
        write_whole(path, content)
    return path


def _usable(name: str) -> str:
    stem, suffix = Path(name).stem, Path(name).suffix
    plain = _UNUSABLE.sub("", stem).strip(". ").encode("utf-8", "ignore")[:MOST_NAME_BYTES]
    return (plain.decode("utf-8", "ignore") or "score") + _UNUSABLE.sub("", suffix)
