"""The alignment of a whole take on plain arrays: stretches, and within each the notes.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renshu.follow.assignment import Clock, align_key
from renshu.follow.decoding import Stretch, decode
from renshu.follow.habits import Habits
from renshu.follow.places import Places

_FAR = 0.3
"""Seconds from the time of a chord by the path at which a better one is not believed."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A stretch with its notes aligned."""

    stretch: Stretch
    notes: tuple[int, ...]
    """Per played note the score note, or -1."""
    places: tuple[int, ...]
    """Per played note the place of that score note, or the place by the path."""
    missed: tuple[tuple[int, int], ...]
    """Place and index of each score note of the stretch that was not played."""
    clock: Clock
    """Written seconds to played seconds."""


def align(
    places: Places, times: Sequence[float], pitches: Sequence[int], habits: Habits | None = None
) -> tuple[Passed, ...]:
    """Align played notes with a score; they may jump about in it."""
    stretches = decode(places, times, pitches, habits)
    return tuple(_pass(places, stretch, times, pitches) for stretch in stretches)


def _pass(
    places: Places, stretch: Stretch, times: Sequence[float], pitches: Sequence[int]
) -> Passed:
    played = times[stretch.first : stretch.stop]
    keys = pitches[stretch.first : stretch.stop]
    first = _first_clock(places, stretch, played)
    found = _assign(places, stretch, played, keys, first)
    clock = _second_clock(first, found, played)
    found = _assign(places, stretch, played, keys, clock)
    return _passed(places, stretch, found, clock)


def _first_clock(places: Places, stretch: Stretch, played: Sequence[float]) -> Clock:
    """The time of each chord by the path alone: that of its first note."""
    entered, first = np.unique(stretch.places, return_index=True)
    return Clock(entered, places.seconds[entered], np.asarray(played, float)[first])


def _second_clock(
    first: Clock, found: dict[int, tuple[int, int]], played: Sequence[float]
) -> Clock:
    """The time of each chord by the notes that were found to be its own: their median.

    Where that is far from the time by the path, the path is trusted.
    """
    by_place: dict[int, list[float]] = {}
    for index, (place, _) in found.items():
        by_place.setdefault(place, []).append(played[index])
    times = first.played.copy()
    for at, place in enumerate(first.places.tolist()):
        median = float(np.median(by_place.get(place, [np.inf])))
        if abs(median - times[at]) < _FAR:
            times[at] = median
    return Clock(first.places, first.written, np.maximum.accumulate(times))


def _assign(
    places: Places,
    stretch: Stretch,
    played: Sequence[float],
    keys: Sequence[int],
    clock: Clock,
) -> dict[int, tuple[int, int]]:
    """Place and score note of every played note of the stretch that has one."""
    presses: dict[int, list[int]] = {}
    for index, key in enumerate(keys):
        presses.setdefault(key, []).append(index)
    due = _due(places, stretch, clock)
    found = {}
    for key, indexes in presses.items():
        written = due.get(key, [])
        pairs = align_key([played[i] for i in indexes], [time for time, _, _ in written])
        for i, j in pairs:
            found[indexes[i]] = written[j][1:]
    return found


def _due(places: Places, stretch: Stretch, clock: Clock) -> dict[int, list[tuple[float, int, int]]]:
    """By key: when each of its score notes was due, its place and index."""
    table: dict[int, list[tuple[float, int, int]]] = {}
    for place in range(int(stretch.places[0]), int(stretch.places[-1]) + 1):
        time = clock.at(float(places.seconds[place]))
        for key, notes in places.table[place].items():
            table.setdefault(key, []).extend((time, place, note) for note in notes)
    return table


def _passed(
    places: Places, stretch: Stretch, found: dict[int, tuple[int, int]], clock: Clock
) -> Passed:
    size = len(stretch.places)
    matched = set(found.values())
    span = range(int(stretch.places[0]), int(stretch.places[-1]) + 1)
    missed = (
        (place, note)
        for place in span
        for note in places.chords[place]
        if (place, note) not in matched
    )
    return Passed(
        stretch,
        tuple(found[i][1] if i in found else -1 for i in range(size)),
        tuple(found[i][0] if i in found else int(stretch.places[i]) for i in range(size)),
        tuple(missed),
        clock,
    )
