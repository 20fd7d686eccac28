"""The folders and stores, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from renshu.config import Folders
from renshu.errors import ConfigError
from renshu.history.store import History
from renshu.library.catalogue import Catalogue


def open_folders() -> Folders:
    """The player's folders, made where they are missing.

    Raises:
        ConfigError: One of them cannot be written.
    """
    folders = Folders.find()
    folders.prepare()
    return folders


def folders_to_play_in() -> tuple[Folders, tuple[str, ...]]:
    """The player's folders, and a sentence where they cannot be written: one plays all the same."""
    folders = Folders.find()
    try:
        folders.prepare()
    except ConfigError as error:
        return folders, (error.sentence,)
    return folders, ()


@contextmanager
def open_catalogue(folders: Folders) -> Iterator[Catalogue]:
    """The library, up to date with its files."""
    catalogue = Catalogue(folders.catalogue)
    try:
        catalogue.refresh()
        yield catalogue
    finally:
        catalogue.close()


@contextmanager
def open_history(folders: Folders) -> Iterator[History]:
    """The history."""
    history = History(folders.history)
    try:
        yield history
    finally:
        history.close()
