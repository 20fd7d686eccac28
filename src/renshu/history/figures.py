"""The figures of a take that trends are counted from: a narrow row beside its wide outcome."""

import sqlite3
from collections.abc import Sequence
from statistics import median

from renshu.follow.alignment import Label, Match
from renshu.practice.take import Tally

_ENTER = """
    INSERT OR REPLACE INTO figure
    SELECT number, score_id, CAST(strftime('%s', started_at) AS INTEGER) + utc_offset, seconds,
        ?, ?, ?, ?, ?, CASE mode WHEN 'tempo' THEN tempo END
    FROM take WHERE number = ?
"""
_ENTER_TEMPO = """
    UPDATE figure SET tempo = coalesce(
        (SELECT sum(tempo * matched) / sum(matched) FROM stretch
            WHERE take = figure.take AND tempo IS NOT NULL AND matched > 0),
        tempo
    )
    WHERE take = ?
"""


def enter_figure(
    connection: sqlite3.Connection, number: int, counted: Tally, labels: Sequence[Label]
) -> None:
    """Enter the figures of a take that has ended, in place of earlier ones.

    Args:
        connection: Inside a transaction.
        number: Of its row in `take`, in which all but the labels is entered.
        counted: Its labels, counted.
        labels: What the timing is taken from.
    """
    counts = (counted.matched, counted.wrong, counted.missed, counted.extra)
    connection.execute(_ENTER, (*counts, median_timing(labels), number))


def enter_tempo(connection: sqlite3.Connection, number: int) -> None:
    """Enter the tempo of a take once its diary is written: the mean of its stretches by notes."""
    connection.execute(_ENTER_TEMPO, (number,))


def median_timing(labels: Sequence[Label]) -> float | None:
    """How far right notes were from the beat, in milliseconds; None where nothing can be said."""
    distances = [
        abs(label.timing_ms)
        for label in labels
        if isinstance(label, Match) and label.timing_ms is not None
    ]
    return median(distances) if distances else None
