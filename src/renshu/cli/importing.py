"""The command `import`."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from renshu.cli.output import print_fault, print_json, print_line
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.config import Folders, load_settings
from renshu.errors import RenshuError
from renshu.harmless import harmless
from renshu.history.export import Merged, import_all, is_exported
from renshu.library.importing.importer import Importer, Progress
from renshu.library.importing.reports import ImportReport, import_json


def take_in(options: argparse.Namespace) -> int:
    """Add scores to the library and read them; exported takes in a folder go into the history.

    What an interrupted import has left is taken in first.
    """
    paths = [_existing(path) for path in options.paths]
    folders = open_folders()
    merged = _merge_takes(paths, folders)
    report = _import(paths, folders, is_copied=options.copy)
    if options.json:
        print_json(import_json(report) | {"takes": merged.added, **merged.others})
    else:
        _tell(report, merged)
    for sentence in (*map(str, report.refused), *merged.refused):
        print_fault(sentence)
    return 1 if report.refused or merged.refused else 0


def _import(paths: Sequence[Path], folders: Folders, *, is_copied: bool) -> ImportReport:
    from renshu.library.cache import Cache

    settings, _ = load_settings(folders.settings)
    with open_catalogue(folders) as catalogue:
        importer = Importer(catalogue, folders.copies, Cache(folders.scores))
        importer.announce(paths, is_copied=is_copied or settings.copy_scores)
        line = _ProgressLine()
        try:
            return importer.run(line.show)
        except KeyboardInterrupt:
            line.clear()
            sys.stderr.write("renshu: Stopped; `renshu import` goes on with the rest.\n")
            raise
        finally:
            line.clear()


class _ProgressLine:
    """One line of a terminal's standard error that is written over and over."""

    def __init__(self) -> None:
        self._is_shown = False

    def show(self, progress: Progress) -> None:
        """Say how far it is, where somebody looks."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{harmless(str(progress))}")
            sys.stderr.flush()
            self._is_shown = True

    def clear(self) -> None:
        """Leave the line empty."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            self._is_shown = False


def _tell(report: ImportReport, merged: Merged) -> None:
    added = {entry.id for entry in report.entered.added}
    for entry in report.came_in:
        print_line(f"{'added' if entry.id in added else 'known':8} {entry.title}")
    for entry in report.entered.known:
        print_line(f"known    {entry.title}")
    for one in report.repaired:
        print_line(f"repaired {one.entry.title}")
        for repair in one.repairs:
            print_line(f"         {repair}")
    if merged.added or merged.known:
        print_line(f"takes    {merged.added} added, {merged.known} known")
    for noun, count in merged.others.items():
        print_line(f"{noun:8} {count} added")


def _merge_takes(paths: Sequence[Path], folders: Folders) -> Merged:
    """Bring the takes that `renshu export` wrote into the history."""
    exported = [path for path in paths if path.is_dir() and is_exported(path)]
    if not exported:
        return Merged()
    with open_history(folders) as store:
        every = [import_all(store, folder) for folder in exported]
    return Merged(
        sum(merged.added for merged in every),
        sum(merged.known for merged in every),
        tuple(sentence for merged in every for sentence in merged.refused),
        dict(sum((Counter(merged.others) for merged in every), Counter())),
    )


def _existing(path: Path) -> Path:
    if not path.exists():
        raise RenshuError(f"There is no file or folder {path}.")
    return path.absolute()
