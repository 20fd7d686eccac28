"""The commands about scores: show, import, list, search."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from renshu.cli.finding import score_path
from renshu.cli.output import plain, print_json, print_line, print_table
from renshu.cli.rooms import open_catalogue, open_folders
from renshu.errors import RenshuError
from renshu.library.catalogue import Entry, entry_json, report_json
from renshu.score.notation import Score


def show(options: argparse.Namespace) -> int:
    """Print scores as text tables or as JSON; those that cannot be read are told one by one."""
    from renshu.library.cache import Cache
    from renshu.library.loading import Loader

    folders = open_folders()
    status = 0
    with open_catalogue(folders) as catalogue, Loader(Cache(folders.scores)) as loader:
        for named in options.scores:
            try:
                score = loader.load(score_path(named, catalogue)).score
                _show_one(score, named, as_json=options.json)
            except RenshuError as error:
                _refuse(named, error, as_json=options.json)
                status = 1
    return status


def take_in(options: argparse.Namespace) -> int:
    """Add files and folders to the library."""
    with open_catalogue(open_folders()) as catalogue:
        report = catalogue.add([_existing(path) for path in options.paths])
    if options.json:
        print_json(report_json(report))
    else:
        for entry in report.added:
            print_line(f"added    {entry.title}")
        for entry in report.known:
            print_line(f"known    {entry.title}")
    for sentence in report.notices:
        sys.stderr.write(f"renshu: {plain(sentence)}\n")
    return 1 if report.refused else 0


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


def _show_one(score: Score, named: str, *, as_json: bool) -> None:
    from renshu.library.show_json import score_object
    from renshu.score.printing import score_table

    if as_json:
        print_json(score_object(score, named))
    else:
        print_line(score_table(score))


def _refuse(named: str, error: RenshuError, *, as_json: bool) -> None:
    if as_json:
        print_json({"file": named, "error": error.sentence})
    sys.stderr.write(f"renshu: {plain(named)}: {plain(error.sentence)}\n")


def _existing(path: Path) -> Path:
    if not path.exists():
        raise RenshuError(f"There is no file or folder {path}.")
    return path.absolute()


def _print_entries(entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        for entry in entries:
            print_json(entry_json(entry))
    else:
        print_table(("Title", "Composer", "From", "File"), map(_cells, entries))


def _cells(entry: Entry) -> tuple[str, ...]:
    title = f"{entry.title}: {entry.subtitle}" if entry.subtitle else entry.title
    return title, entry.composer, entry.source, entry.path.name
