"""What a note costs the free follower, by the length of the score.

    OMP_NUM_THREADS=1 python tests/benchmarks/follow_cost.py

Prints CPU time per note and the memory of the tables, for made-up scores of 500, 5,000 and 50,000
onsets in two hands, beside a floor: one addition of two arrays as long as the places.
"""

import statistics
import sys
import time
import tracemalloc
from random import Random

import numpy as np

from renshu.follow.notes import Notes
from renshu.follow.places import Places
from renshu.follow.tracking import Tracker

NOTES = 2000
"""Notes that are played."""


def made_up(onsets: int, chance: Random) -> Notes:
    """A score of chords of one to four notes, in both hands."""
    rows = []
    for onset in range(onsets):
        left = chance.sample(range(36, 60), chance.choice([0, 1, 1, 2]))
        right = chance.sample(range(60, 85), chance.choice([1, 1, 2]))
        rows += [(onset / 2, pitch, 1) for pitch in sorted(left)]
        rows += [(onset / 2, pitch, 0) for pitch in sorted(right)]
    table = np.array(rows)
    whole = table.astype(np.int64)
    return Notes(
        onset=table[:, 0],
        seconds=table[:, 0] * 0.6,
        pitch=whole[:, 1],
        hand=whole[:, 2],
        is_grace=np.zeros(len(rows), np.bool_),
        bar=whole[:, 0] // 4,
    )


def cost(onsets: int) -> list[float]:
    """CPU microseconds of each note of a player who goes elsewhere every hundred notes."""
    chance = Random(onsets)  # noqa: S311 - a benchmark keeps no secrets
    notes = made_up(onsets, chance)
    tracemalloc.start()
    tracker = Tracker(Places(notes))
    sys.stdout.write(f"{onsets:6} onsets: {tracemalloc.get_traced_memory()[0] / 1e6:.0f} MB\n")
    tracemalloc.stop()
    micros, index, now = [], 0, 0.0
    for count in range(NOTES):
        now += 0.3 if count % 100 else 2.0
        index = chance.randrange(len(notes)) if count % 100 == 0 else (index + 1) % len(notes)
        before = time.thread_time_ns()
        tracker.hear(now, int(notes.pitch[index]))
        micros.append((time.thread_time_ns() - before) / 1000)
    return micros


def floor(places: int) -> float:
    """Microseconds of one addition."""
    row = np.ones(places, np.float32)
    total = np.empty_like(row)
    times = []
    for _ in range(200):
        before = time.thread_time_ns()
        np.add(row, row, out=total)
        times.append((time.thread_time_ns() - before) / 1000)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    for onsets in (500, 5_000, 50_000):
        micros = sorted(cost(onsets))
        median, base = statistics.median(micros), floor(2 * onsets)
        sys.stdout.write(
            f"        median {median:.0f} µs, p99 {micros[int(0.99 * NOTES)]:.0f}, "
            f"max {micros[-1]:.0f}; floor {base:.1f} µs, {median / base:.0f} times\n"
        )


if __name__ == "__main__":
    main()
