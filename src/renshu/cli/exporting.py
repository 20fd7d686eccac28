"""The command `export`: everything for another machine, or one take for other programs."""

import argparse
from pathlib import Path

from renshu.cli.output import print_json, print_line
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.config import Folders
from renshu.errors import RenshuError


def export(options: argparse.Namespace) -> int:
    """Write all that was practised, and what the player has said of the scores, into a folder.

    From there `import` brings it into another history and library.
    """
    from renshu.history.export import export_all
    from renshu.library.catalogue.word_file import FILE_NAME

    folders, folder = open_folders(), options.path
    if options.take:
        return _export_take(folders, options.take, options.form, folder, as_json=options.json)
    with open_catalogue(folders) as catalogue:
        catalogue.write_words(folder / FILE_NAME)
    if options.metadata:
        print_line(f"What you have said of your scores is in {folder / FILE_NAME}.")
        return 0
    with open_history(folders) as store:
        counts = export_all(store, folder)
    if options.json:
        print_json({"folder": str(folder), **counts})
    else:
        written = ", ".join(f"{count} {noun}" for noun, count in counts.items() if count)
        print_line(f"{written or 'No takes'} are in {folder}.")
    return 0


def _export_take(
    folders: Folders, beginning: str, form: str | None, path: Path, *, as_json: bool
) -> int:
    """One take, named by its id or the beginning of it, in the form that is asked for."""
    from renshu.evening.take_export import FORMS, form_of, write_one

    form = form or form_of(path)
    if form is None:
        forms = ", ".join(FORMS)
        raise RenshuError(f"Say with --as in which form the take is to be written: {forms}.")
    with open_history(folders) as store:
        take_id = store.full_id(beginning)
        write_one(store, take_id, form, path)
    if as_json:
        print_json({"take": take_id, "as": form, "file": str(path)})
    else:
        print_line(f"The take is in {path}.")
    return 0
