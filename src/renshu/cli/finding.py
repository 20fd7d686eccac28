"""Which score is meant by a word on the command line."""

from collections.abc import Sequence
from pathlib import Path

from renshu.errors import ScoreError
from renshu.library.catalogue import Catalogue, Entry


def score_path(named: str, catalogue: Catalogue) -> Path:
    """The file that `named` means: a path, else the one entry of the library that matches.

    Raises:
        ScoreError: nothing matches, or several do.
    """
    path = Path(named)
    if path.exists():
        return path
    if path.suffix.lower() in {".musicxml", ".xml", ".mxl"}:
        raise ScoreError(f"There is no file {named}.")
    return _only(named, _matches(named, catalogue)).path


def _matches(named: str, catalogue: Catalogue) -> Sequence[Entry]:
    exact = [entry for entry in catalogue.entries() if named in {entry.title, entry.path.stem}]
    return exact or catalogue.find(named)


def _only(named: str, entries: Sequence[Entry]) -> Entry:
    if not entries:
        raise ScoreError(f"There is no file or score in the library called “{named}”.")
    if len(entries) > 1:
        titles = ", ".join(f"“{entry.title}”" for entry in entries[:4])
        more = f" and {len(entries) - 4} more" if len(entries) > 4 else ""
        raise ScoreError(f"“{named}” could be {titles}{more}: say which, or give the file.")
    return entries[0]
