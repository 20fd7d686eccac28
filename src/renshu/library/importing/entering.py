"""The first half of an import: what was announced is found, unpacked, copied and entered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from renshu.errors import RenshuError
from renshu.library.catalogue import Catalogue, Refusal, Report
from renshu.library.catalogue.files import scores_below
from renshu.library.catalogue.word_file import FILE_NAME
from renshu.library.importing.archives import is_archive, unpack
from renshu.library.importing.copying import keep
from renshu.library.loading import read_file


class Entering:
    """Enters what was announced.

    Args:
        catalogue: Where it was announced and is entered.
        copies: The folder that copies are kept in.
        go_on: Asked before each file; what it raises ends the work, and what was announced stays
            so.
    """

    def __init__(self, catalogue: Catalogue, copies: Path, go_on: Callable[[], None]) -> None:
        self._catalogue = catalogue
        self._copies = copies
        self._go_on = go_on
        self._refused: list[Refusal] = []

    def run(self, on_progress: Callable[[int, int], None]) -> Report:
        """Enter all that was announced.

        Args:
            on_progress: Told how many of how many files have been looked at.
        """
        announced = self._catalogue.announced()
        if not announced:
            return Report()
        named = [
            file
            for path, is_copied in announced
            for file in self._guarded(path, self._found, is_copied=is_copied)
        ]
        report = self._catalogue.add(named, on_progress)
        self._catalogue.withdraw([path for path, _ in announced])
        return replace(report, refused=(*self._refused, *report.refused))

    def _guarded(
        self, path: Path, action: Callable[..., Iterator[Path]], **options: bool
    ) -> list[Path]:
        """The files that an action on a path gives; a fault is a refusal."""
        found: list[Path] = []
        try:
            found.extend(action(path, **options))
        except RenshuError as error:
            self._refused.append(Refusal(path, error.sentence))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._refused.append(Refusal(path, f"it cannot be read or copied: {reason}."))
        return found

    def _found(self, path: Path, *, is_copied: bool) -> Iterator[Path]:
        """The files and folders that a path stands for."""
        self._go_on()
        if path.is_dir():
            yield from self._in_folder(path, is_copied=is_copied)
        elif is_archive(path) and path.is_file():
            copies, refused = unpack(path, self._copies, self._go_on)
            self._refused.extend(refused)
            yield from copies
        elif path.suffix.lower() == ".toml" and path.is_file():
            self._catalogue.take_words(path)
        elif is_copied and path.is_file():
            yield keep(read_file(path), path.name, self._copies)
        else:
            yield path

    def _in_folder(self, folder: Path, *, is_copied: bool) -> Iterator[Path]:
        if (folder / FILE_NAME).is_file():
            self._guarded(folder / FILE_NAME, self._found, is_copied=False)
        archives = sorted(path for path in folder.rglob("*") if is_archive(path))
        for archive in archives:
            yield from self._guarded(archive, self._found, is_copied=True)
        if not is_copied:
            yield folder
            return
        for path, _ in scores_below(folder):
            yield from self._guarded(path, self._found, is_copied=True)
