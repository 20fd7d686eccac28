"""The command `export`."""

import argparse

from renshu.cli.output import print_json, print_line
from renshu.cli.rooms import open_catalogue, open_folders, open_history


def export(options: argparse.Namespace) -> int:
    """Write all takes, and what the player has said of the scores, into a folder.

    From there `import` brings them into another history and library.
    """
    from renshu.history.export import export_all
    from renshu.library.catalogue.word_file import FILE_NAME

    folders = open_folders()
    with open_catalogue(folders) as catalogue:
        catalogue.write_words(options.folder / FILE_NAME)
    if options.metadata:
        print_line(f"What you have said of your scores is in {options.folder / FILE_NAME}.")
        return 0
    with open_history(folders) as store:
        count = export_all(store, options.folder)
    if options.json:
        print_json({"folder": str(options.folder), "takes": count})
    else:
        print_line(f"{count} takes are in {options.folder}.")
    return 0
