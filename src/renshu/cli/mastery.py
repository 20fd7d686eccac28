"""How well a piece is known, on the command line: `history SCORE --mastery`."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from renshu.cli.finding import library_path, load_score
from renshu.cli.output import print_json, print_line, print_table
from renshu.errors import RenshuError
from renshu.evening.diary import write_missing
from renshu.evening.mastery import Known, known
from renshu.evening.mastery_words import (
    BAR_HEADS,
    CARD_HEADS,
    bar_cells,
    bar_json,
    card_cells,
    card_json,
    piece_line,
)
from renshu.evening.services import Services
from renshu.score.notation import Score


def show_mastery(options: argparse.Namespace, services: Services) -> None:
    """Tell the chance of a clean pass at the goal tempo: of the piece, its sections, its bars.

    Raises:
        RenshuError: No score is named, or something cannot be read.
    """
    if not options.score:
        raise RenshuError(
            "Mastery is that of a piece: name a score, as in history SCORE --mastery."
        )
    write_missing(services)
    score = load_score(library_path(options.score, services.folders), services.folders)
    now = datetime.now(UTC)
    found = known(services, score, now)
    if options.json:
        for line in _json(score, found):
            print_json(line)
        return
    print_line(piece_line(score, found))
    border = services.settings.day_border
    print_table(CARD_HEADS, (card_cells(card, now, border) for card in found.cards))
    print_table(BAR_HEADS, (bar_cells(score, found.bars, bar) for bar in _bars(score)))


def _json(score: Score, found: Known) -> Iterator[dict[str, object]]:
    yield {"piece": score.id, "chance": round(found.piece, 4), "mastered": round(found.share, 4)}
    for card in found.cards:
        yield card_json(card)
    for bar in _bars(score):
        yield bar_json(score, found.bars, bar)


def _bars(score: Score) -> range:
    return range(len(score.measures))
