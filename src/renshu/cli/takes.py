"""The command `history`: the takes, found and listed, compared, and judged again."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from renshu.cli.finding import library_path, load_score
from renshu.cli.output import print_json, print_line, print_table
from renshu.cli.rooms import open_folders, open_history
from renshu.config import Folders, load_settings
from renshu.evening.services import Services
from renshu.evening.take_words import ended_text, tempo_text
from renshu.history.facts import TakeRow
from renshu.history.finding import Found, Wanted
from renshu.history.listing import take_json

if TYPE_CHECKING:
    from renshu.history.store import History

MOST_LISTED = 50
"""Takes in the table where no limit is given; JSON tells all of them."""


def history(options: argparse.Namespace) -> int:
    """List takes, newest first; those that a crash interrupted come back before."""
    folders = open_folders()
    if options.compare:
        return _compare(folders, *options.compare, as_json=options.json)
    _bring_back(folders)
    if options.view == "diary":
        from renshu.cli.diary import show_diary

        with _services(folders) as services:
            show_diary(options, services)
        return 0
    if options.view == "mastery":
        from renshu.cli.mastery import show_mastery

        with _services(folders) as services:
            show_mastery(options, services)
        return 0
    if options.view:
        from renshu.cli.trends import show

        with _services(folders) as services:
            return show(options, services)
    if options.rejudge:
        return _judge_again(folders, as_json=options.json)
    score = load_score(library_path(options.score, folders), folders) if options.score else None
    settings, _ = load_settings(folders.settings)
    wanted = Wanted(
        score.id if score else None,
        since=options.since,
        until=options.until,
        border_hour=settings.day_border,
    )
    with open_history(folders) as store:
        _list(store, wanted, options.limit, as_json=options.json)
    return 0


def _list(store: "History", wanted: Wanted, limit: int | None, *, as_json: bool) -> None:
    """Print the newest takes; a limit of 0 is none."""
    found, border = store.find(wanted), wanted.border_hour
    usual = len(found) if as_json else MOST_LISTED
    count = min(len(found), (usual if limit is None else limit) or len(found))
    if as_json:
        for row in _rows(found, count):
            print_json({**take_json(row), "evening": row.evening(border).isoformat()})
    elif count:
        print_table(_HEADS, (_cells(row, border) for row in _rows(found, count)))
        if len(found) > count:
            print_line(f"… and {len(found) - count} more: --limit 0 lists all of them.")
    else:
        print_line(_empty(store))


def _empty(store: "History") -> str:
    return "No take fits." if store.takes(limit=1) else "There are no takes yet."


def _rows(found: Found, count: int) -> Iterator[TakeRow]:
    return (row for index in range(count) if (row := found.row(index)) is not None)


def _compare(folders: Folders, first: str, second: str, *, as_json: bool) -> int:
    """Two takes of one piece side by side, named by their ids or the beginnings of them."""
    from renshu.evening.comparing import HEADS, bar_cells, compare_takes, comparison_json, take_line

    with _services(folders) as services:
        services.catalogue.refresh()
        first_id, second_id = map(services.history.full_id, (first, second))
        compared = compare_takes(services, first_id, second_id)
    if as_json:
        print_json(comparison_json(compared))
        return 0
    comparison, score = compared.comparison, compared.score
    print_line(score.title)
    print_line(take_line("A", compared.first, comparison.first))
    print_line(take_line("B", compared.second, comparison.second))
    print_table(HEADS, (bar_cells(comparison, score, bar) for bar in comparison.bars))
    return 0


def _judge_again(folders: Folders, *, as_json: bool) -> int:
    """Judge all takes again whose verdicts are of an older review."""
    from renshu.evening.rejudging import judge_older

    with _services(folders) as services:
        services.catalogue.refresh()
        done = judge_older(services)
    if as_json:
        told = {"judged": done.judged, "changed": done.changed, "without_score": done.without_score}
        print_json(told)
        return 0
    print_line(f"{done.judged} takes were judged again; of {done.changed} something else is said.")
    if done.without_score:
        print_line(f"{done.without_score} stay as they are: their scores are not in the library.")
    return 0


_HEADS = (
    "Take", "Evening", "At", "Title", "Mode", "Hands", "Tempo", "Right", "Wrong", "Missed", "Extra",
    "Ended",
)  # fmt: skip


def _cells(row: TakeRow, border_hour: int) -> tuple[object, ...]:
    tally = row.tally
    return (
        row.id[:8],
        row.evening(border_hour),
        f"{row.played_at:%H:%M}",
        row.title,
        row.facts.mode.value,
        row.facts.passage.hands.value,
        tempo_text(row),
        tally.matched,
        tally.wrong,
        tally.missed,
        tally.extra,
        ended_text(row),
    )


def _bring_back(folders: Folders) -> None:
    from renshu.evening.archive import bring_back

    with _services(folders) as services:
        bring_back(services)


@contextmanager
def _services(folders: Folders) -> Iterator[Services]:
    settings, _ = load_settings(folders.settings)
    services = Services(folders, settings)
    try:
        yield services
    finally:
        asyncio.run(services.close())
