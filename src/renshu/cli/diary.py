"""The diary on the command line: `history --diary`, day by day what was practised."""

import argparse
from functools import lru_cache

from renshu.cli.finding import library_path, load_score
from renshu.cli.output import print_json, print_line
from renshu.errors import ScoreError
from renshu.evening.archive import find_score
from renshu.evening.diary import write_missing
from renshu.evening.diary_words import days, stretch_json, words
from renshu.evening.services import Services
from renshu.score.notation import Score

EVENINGS = 7
"""So many evenings are told where nothing else is asked."""


def show_diary(options: argparse.Namespace, services: Services) -> None:
    """Say what was practised, the newest evening first; what is missing is written before."""
    write_missing(services)
    wanted = options.score and load_score(
        library_path(options.score, services.folders), services.folders
    )
    kept = services.history.diaries.stretches(
        options.since,
        options.until,
        border_hour=services.settings.day_border,
        score_id=wanted.id if wanted else None,
    )
    scores = _Scores(services)
    if options.json:
        for one in kept:
            print_json(stretch_json(one, scores.of(one.score_id, one.title)))
        return
    told = days(kept)
    if not told:
        print_line("There is nothing in the diary yet: it writes itself from what you play.")
    is_chosen = options.since or options.until
    count = options.limit if options.limit is not None else (0 if is_chosen else EVENINGS)
    for day in told[: count or None]:
        print_line(f"{day.day:%A %d %B %Y}")
        for at, first, entry in day.lines:
            said = words(entry, scores.of(first.score_id, first.title))
            print_line(f"  {at:%H:%M}  {first.title}, {said}")
    if count and len(told) > count:
        print_line(f"… and {len(told) - count} more evenings: --limit 0 tells all of them.")


class _Scores:
    """The pieces of the library, each read once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.of = lru_cache(maxsize=None)(self._find)

    def _find(self, score_id: str, title: str) -> Score | None:
        try:
            return find_score(self._services, score_id, title).score
        except ScoreError:
            return None
