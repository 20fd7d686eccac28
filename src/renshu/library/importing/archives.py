"""Archives of many scores: what is in a `.zip` is copied into a folder of the program's own.

Nothing in an archive chooses where it is written: of each name only the last part is used.
"""

import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from renshu.errors import ScoreError
from renshu.library.catalogue.entries import Refusal
from renshu.library.catalogue.files import SUFFIXES
from renshu.library.importing.copying import keep
from renshu.library.musicxml.limits import FILE_BYTES, ZIP_RATIO

MOST_BYTES = 1_000_000_000
"""Bytes of an archive, and of all that is taken out of it."""
MOST_FILES = 20_000
"""Files that an archive may hold."""
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz"})


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of scores, going by its name."""
    return path.suffix.lower() == ".zip"


def unpack(
    path: Path, folder: Path, go_on: Callable[[], None] = lambda: None
) -> tuple[list[Path], list[Refusal]]:
    """Copy the scores of an archive into a folder.

    Args:
        path: The archive.
        folder: Made where it is missing.
        go_on: Asked before each file; what it raises ends the unpacking.

    Returns:
        The copies, and what was refused.

    Raises:
        ScoreError: The archive cannot be read.
        OSError: The folder cannot be written.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ScoreError(f"The archive has more than {MOST_BYTES // 1_000_000} MB.")
        with zipfile.ZipFile(path) as archive:
            return _unpacked(archive, path, folder, go_on)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        raise ScoreError("The archive is damaged and cannot be unpacked.") from error


def _unpacked(
    archive: zipfile.ZipFile, path: Path, folder: Path, go_on: Callable[[], None]
) -> tuple[list[Path], list[Refusal]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise ScoreError(f"The archive holds {len(entries)} files; {MOST_FILES} are the most.")
    if "META-INF/container.xml" in archive.namelist():
        # A compressed score by another name.
        return [keep(path.read_bytes(), f"{path.stem}.mxl", folder)], []
    copies: list[Path] = []
    refused: list[Refusal] = []
    total = 0
    for entry, name in _scores(entries):
        go_on()
        try:
            content = _content(archive, entry, name)
        except ScoreError as error:
            refused.append(Refusal(path / name, error.sentence))
            continue
        total += len(content)
        if total > MOST_BYTES:
            raise ScoreError(f"The archive unpacks to more than {MOST_BYTES // 1_000_000} MB.")
        copies.append(keep(content, name.name, folder))
    return copies, refused


def _scores(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """What may be a score, and archives, which are refused with a sentence."""
    for entry in entries:
        name = PurePosixPath(_name(entry).replace("\\", "/"))
        is_hidden = name.name.startswith(".") or "__MACOSX" in name.parts
        if name.suffix.lower() in SUFFIXES | _ARCHIVES and not is_hidden:
            yield entry, name


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a file; old Japanese programs write Shift_JIS where the format has cp437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        japanese = entry.filename.encode("cp437").decode("cp932")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
    return unicodedata.normalize("NFC", japanese)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: PurePosixPath) -> bytes:
    """The bytes of one file.

    Raises:
        ScoreError: They are refused.
    """
    if name.suffix.lower() in _ARCHIVES:
        raise ScoreError("an archive in an archive is not opened.")
    if name.is_absolute() or ".." in name.parts:
        raise ScoreError("its name points out of the archive.")
    try:
        with archive.open(entry) as stream:
            content = stream.read(FILE_BYTES + 1)
    except RuntimeError as error:
        raise ScoreError("it is locked with a password.") from error
    except NotImplementedError as error:
        raise ScoreError("it uses a packing that cannot be read.") from error
    except Exception as error:
        if isinstance(error, (zipfile.BadZipFile, EOFError, OSError, ValueError)) or type(
            error
        ).__module__ in {"zlib", "_lzma"}:
            raise ScoreError("it is damaged and cannot be unpacked.") from error
        raise
    if len(content) > FILE_BYTES:
        raise ScoreError(f"it has more than {FILE_BYTES // 1_000_000} MB.")
    if len(content) > ZIP_RATIO * max(1, entry.compress_size):
        raise ScoreError(f"it unpacks to more than {ZIP_RATIO} times its size.")
    return content
