"""The free follower and the review as the measuring harness beside the checkout wants them.

    OMP_NUM_THREADS=1 python ../shared/follow/harness.py tests/benchmarks/follow_adapter.py:Free

The harness gives a score as arrays, with repeats written out; positions are in quarters.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from renshu.follow.matching import align
from renshu.follow.notes import Notes
from renshu.follow.places import Places
from renshu.follow.tracking import Tracker

Answer = tuple[float, int]


class Free:
    """The free follower, note by note."""

    def reset(self, score: dict[str, Any], bpm: float) -> None:
        """Begin a score; `bpm` quarters a minute stand for its tempo marks."""
        self._places = Places(_notes(score, bpm))
        self._tracker = Tracker(self._places)

    def note_on(self, time: float, pitch: int, velocity: int) -> Answer:  # noqa: ARG002 - theirs
        """Hear a note: its position in quarters and its score note, -1 for an extra one."""
        heard = self._tracker.hear(time, pitch)
        return float(self._places.onset[heard.note_place]), heard.note


class Review:
    """The review, all notes at once."""

    def reset(self, score: dict[str, Any], bpm: float) -> None:
        """Begin a score; `bpm` quarters a minute stand for its tempo marks."""
        self._places = Places(_notes(score, bpm))

    def run(self, notes: Sequence[tuple[float, int, int]]) -> list[Answer]:
        """Align (time, pitch, velocity) notes: position in quarters and score note of each."""
        parts = align(self._places, [note[0] for note in notes], [note[1] for note in notes])
        return [
            (float(self._places.onset[place]), note)
            for part in parts
            for place, note in zip(part.places, part.notes, strict=True)
        ]


def _notes(score: dict[str, Any], bpm: float) -> Notes:
    staff = score["staff"]
    return Notes(
        onset=score["onset"],
        seconds=score["onset"] * 60.0 / bpm,
        pitch=score["pitch"],
        hand=np.where(staff == 1, 0, np.where(staff == 2, 1, -1)),
        is_grace=score["grace"] != 0,
        bar=score["bar"],
    )
