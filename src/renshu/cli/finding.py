"""Which score is meant by a word on the command line."""

from collections.abc import Sequence
from pathlib import Path

from renshu.cli.rooms import open_catalogue
from renshu.config import Folders
from renshu.errors import ScoreError
from renshu.library.catalogue import Catalogue, Entry
from renshu.score.notation import Score


def score_path(named: str, catalogue: Catalogue) -> Path:
    """The file that `named` means: a path, else the one entry of the library that matches.

    Raises:
        ScoreError: nothing matches, or several do.
    """
    path = Path(named)
    if named and path.exists():
        return path
    if (entries := _called(named, catalogue)) and len(entries) == 1:
        return entries[0].path
    if path.suffix.lower() in {".musicxml", ".xml", ".mxl"}:
        raise ScoreError(f"There is no file {named}.")
    return _only(named, entries or catalogue.find(named)).path


def library_path(named: str, folders: Folders) -> Path:
    """The file that `named` means, whole; raises as `score_path`."""
    with open_catalogue(folders) as catalogue:
        return score_path(named, catalogue).absolute()


def load_score(path: Path, folders: Folders) -> Score:
    """The score in a file, if there is something to practise in it.

    Raises:
        ScoreError: It cannot be read, or holds no notes for a piano.
    """
    from renshu.library.cache import Cache
    from renshu.library.loading import load

    return load(path, Cache(folders.scores)).to_practise().score


def score_entry(named: str, catalogue: Catalogue) -> Entry:
    """The entry of the library that `named` means.

    Raises:
        ScoreError: Nothing matches, several do, or the file is not in the library.
    """
    path = score_path(named, catalogue)
    entry = catalogue.at(path.absolute())
    if entry is None:
        raise ScoreError(f"{path} is not in the library; `renshu import` adds it.")
    return entry


def _called(named: str, catalogue: Catalogue) -> Sequence[Entry]:
    """The entries with exactly this title or file name; one that has no subtitle goes first."""
    entries = [entry for entry in catalogue.entries() if named in _names(entry)]
    plain = [entry for entry in entries if not entry.subtitle]
    return plain if len(plain) == 1 else entries


def _names(entry: Entry) -> set[str]:
    return {entry.title, full_title(entry), entry.path.stem, entry.path.name}


def full_title(entry: Entry) -> str:
    """The title with its subtitle, as `renshu list` prints it."""
    return f"{entry.title}: {entry.subtitle}" if entry.subtitle else entry.title


def _only(named: str, entries: Sequence[Entry]) -> Entry:
    if not entries:
        raise ScoreError(f"There is no file or score in the library called “{named}”.")
    if len(entries) > 1:
        titles = ", ".join(f"“{entry.path.stem}”" for entry in entries[:4])
        more = f" and {len(entries) - 4} more" if len(entries) > 4 else ""
        raise ScoreError(f"“{named}” could be {titles}{more}: say which, or give the file.")
    return entries[0]
