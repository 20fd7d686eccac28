"""The commands about takes: replay and history."""

import argparse

from renshu.cli.finding import score_path
from renshu.cli.output import print_json, print_line, print_table
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.history.facts import TakeRow
from renshu.history.listing import history_json


def history(options: argparse.Namespace) -> int:
    """List takes, newest first."""
    folders = open_folders()
    score_id = _score_id(options.score) if options.score else None
    with open_history(folders) as store:
        rows = store.takes(score_id)
    if options.json:
        for take in history_json(rows):
            print_json(take)
    elif rows:
        print_table(_HEADS, map(_cells, rows))
    else:
        print_line("There are no takes yet.")
    return 0


_HEADS = ("Played", "Title", "Mode", "Tempo", "Right", "Wrong", "Missed", "Extra", "Ended by")


def _cells(row: TakeRow) -> tuple[object, ...]:
    tally = row.tally
    return (
        f"{row.played_at:%Y-%m-%d %H:%M}",
        row.title,
        row.facts.mode.value,
        f"{row.facts.tempo:.0%}",
        tally.matched,
        tally.wrong,
        tally.missed,
        tally.extra,
        row.ended_by.value,
    )


def _score_id(named: str) -> str:
    """The id that takes of the score named carry."""
    from renshu.library.cache import Cache
    from renshu.library.loading import load

    folders = open_folders()
    with open_catalogue(folders) as catalogue:
        return load(score_path(named, catalogue), Cache(folders.scores)).score.id
