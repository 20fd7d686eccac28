"""Which played note is which score note, within one stretch played straight on.

As in Peter (2023), "Online symbolic music alignment with offline reinforcement learning" (the
parangonar aligners): a coarse path first says when each chord was played; then the played and the
written notes of each key are aligned by themselves, in order, so that the times agree best.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renshu.follow.notes import Indexes, Seconds

_APART = 1.0
"""Seconds between the time of a chord and a note of it at which they no longer belong together."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When things of the score were played, along one stretch."""

    places: Indexes
    """The chords that were played."""
    written: Seconds
    """Rising seconds of the score as written."""
    played: Seconds

    def at(self, written: float) -> float:
        """When `written` was played; between and beyond its chords in proportion."""
        x, y = self.written, self.played
        if x[0] <= written <= x[-1]:
            return float(np.interp(written, x, y))
        pace = (y[-1] - y[0]) / (x[-1] - x[0]) if x[-1] - x[0] > 1e-3 and y[-1] > y[0] else 1.0
        edge = 0 if written < x[0] else -1
        return float(y[edge] + (written - x[edge]) * pace)


def align_key(played: Sequence[float], due: Sequence[float]) -> list[tuple[int, int]]:
    """Pairs of indexes that align the times of one key, in order, as closely as possible.

    Args:
        played: Rising seconds of its presses.
        due: Rising seconds at which the score has it.
    """
    pairs = []
    for presses, notes in _clusters(played, due):
        table = _costs([played[i] for i in presses], [due[j] for j in notes])
        pairs += [(presses[i], notes[j]) for i, j in _cheapest(table)]
    return pairs


def _clusters(played: Sequence[float], due: Sequence[float]) -> list[tuple[list[int], list[int]]]:
    """Groups far enough apart to have nothing to do with each other."""
    moments = sorted(
        [(time, 0, i) for i, time in enumerate(played)]
        + [(time, 1, j) for j, time in enumerate(due)]
    )
    groups: list[tuple[list[int], list[int]]] = []
    last = -np.inf
    for time, kind, index in moments:
        if time - last > _APART:
            groups.append(([], []))
        groups[-1][kind].append(index)
        last = time
    return [(sorted(a), sorted(b)) for a, b in groups if a and b]


def _costs(played: Sequence[float], due: Sequence[float]) -> list[list[float]]:
    """Edit distance where leaving one out costs half of `_APART`."""
    omit = _APART / 2
    table = [[omit * j for j in range(len(due) + 1)]]
    for i, time in enumerate(played, start=1):
        row = [omit * i]
        for j, moment in enumerate(due, start=1):
            pair = table[i - 1][j - 1] + abs(time - moment)
            row.append(min(pair, table[i - 1][j] + omit, row[j - 1] + omit))
        table.append(row)
    return table


def _cheapest(table: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    omit = _APART / 2
    i, j = len(table) - 1, len(table[0]) - 1
    pairs = []
    while i and j:
        if table[i][j] == table[i - 1][j] + omit:
            i -= 1
        elif table[i][j] == table[i][j - 1] + omit:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
