"""The commands about scores: show, import, list, search."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.cli.finding import full_title, score_path
from renshu.cli.output import plain, print_json, print_line, print_table
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.config import Folders
from renshu.errors import RenshuError
from renshu.history.export import Merged, has_takes, import_all
from renshu.library.catalogue import Catalogue, Entry, entry_json, report_json

if TYPE_CHECKING:
    from renshu.library.loading import Loader


def show(options: argparse.Namespace) -> int:
    """Print scores as text tables or as JSON; those that cannot be read are told one by one."""
    from renshu.library.cache import Cache
    from renshu.library.loading import Loader

    folders = open_folders()
    status = 0
    with open_catalogue(folders) as catalogue, Loader(Cache(folders.scores)) as loader:
        for named in options.scores:
            try:
                _show_one(named, catalogue, loader, as_json=options.json)
            except RenshuError as error:
                sys.stderr.write(f"renshu: {plain(named)}: {plain(error.sentence)}\n")
                status = 1
    return status


def take_in(options: argparse.Namespace) -> int:
    """Add files and folders to the library; exported takes in a folder go into the history."""
    paths = [_existing(path) for path in options.paths]
    folders = open_folders()
    merged = _merge_takes(paths, folders)
    with open_catalogue(folders) as catalogue:
        report = catalogue.add(paths)
    if options.json:
        print_json(report_json(report) | {"takes": merged.added})
    else:
        for entry in report.added:
            print_line(f"added    {entry.title}")
        for entry in report.known:
            print_line(f"known    {entry.title}")
        if merged.added or merged.known:
            print_line(f"takes    {merged.added} added, {merged.known} known")
    for sentence in (*report.notices, *merged.refused):
        sys.stderr.write(f"renshu: {plain(sentence)}\n")
    return 1 if report.refused or merged.refused else 0


def _merge_takes(paths: Sequence[Path], folders: Folders) -> Merged:
    """Bring the takes that `renshu export` wrote into the history."""
    exported = [path for path in paths if path.is_dir() and has_takes(path)]
    if not exported:
        return Merged()
    with open_history(folders) as store:
        every = [import_all(store, folder) for folder in exported]
    return Merged(
        sum(merged.added for merged in every),
        sum(merged.known for merged in every),
        tuple(sentence for merged in every for sentence in merged.refused),
    )


def list_scores(options: argparse.Namespace) -> int:
    """List the library."""
    with open_catalogue(open_folders()) as catalogue:
        _print_entries(catalogue.entries(), as_json=options.json)
    return 0


def search(options: argparse.Namespace) -> int:
    """List the scores that match a text; none is no fault."""
    with open_catalogue(open_folders()) as catalogue:
        _print_entries(catalogue.find(" ".join(options.text)), as_json=options.json)
    return 0


def _show_one(named: str, catalogue: Catalogue, loader: "Loader", *, as_json: bool) -> None:
    from renshu.library.show_json import score_object
    from renshu.score.printing import score_table

    try:
        loaded = loader.load(score_path(named, catalogue))
    except RenshuError as error:
        if as_json:
            print_json({"file": named, "error": error.sentence})
        raise
    if as_json:
        print_json(score_object(loaded.score, named))
    else:
        print_line(score_table(loaded.score))
    loaded.to_practise()


def _existing(path: Path) -> Path:
    if not path.exists():
        raise RenshuError(f"There is no file or folder {path}.")
    return path.absolute()


def _print_entries(entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        for entry in entries:
            print_json(entry_json(entry))
    elif not entries:
        print_line("No score in the library matches.")
    else:
        print_table(("Title", "Composer", "From", "File"), map(_cells, entries))


def _cells(entry: Entry) -> tuple[str, ...]:
    return full_title(entry), entry.composer, entry.source, entry.path.name
