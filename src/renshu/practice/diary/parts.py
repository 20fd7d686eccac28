"""The parts of a take: presses that belong together, and the missed notes among them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.practice.diary.presses import Press


@dataclass(frozen=True, slots=True)
class Part:
    """What lies between two take-ups."""

    first: int
    """Index of its first press."""
    presses: tuple[Press, ...]
    labels: tuple[Match | Insertion, ...]
    """Of the same presses."""
    missed: tuple[Deletion, ...]
    legs: tuple[int, ...]
    """Indexes, from its first press on, where it goes back as the score says, over a repeat."""

    @property
    def stop(self) -> int:
        """Index behind its last press."""
        return self.first + len(self.presses)

    def leg(self, time: float) -> int:
        """How many repeats had been taken at a time."""
        return bisect_right([self.presses[at].time for at in self.legs], time)


def parts(
    pressed: Sequence[Press], labels: Sequence[Label], begins: Sequence[int], repeats: Sequence[int]
) -> Iterator[Part]:
    """Cut a take.

    Args:
        pressed: All presses.
        labels: All labels, in order of time.
        begins: The presses with which parts begin, the first being 0.
        repeats: The presses that go back over a repeat.
    """
    of_keys = [label for label in labels if not isinstance(label, Deletion)]
    missed = _shared_out(labels, pressed, of_keys, begins)
    for number, (first, stop) in enumerate(pairwise([*begins, len(pressed)])):
        yield Part(
            first,
            tuple(pressed[first:stop]),
            tuple(of_keys[first:stop]),
            tuple(missed[number]),
            tuple(at - first for at in repeats if first < at < stop),
        )


def _shared_out(
    labels: Sequence[Label],
    pressed: Sequence[Press],
    of_keys: Sequence[Match | Insertion],
    begins: Sequence[int],
) -> dict[int, list[Deletion]]:
    """Missed notes by part: with the wrong key that stands for one, else where it was due."""
    meant: defaultdict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(of_keys):
        if isinstance(key, Insertion) and key.wrong_for:
            meant[key.wrong_for].append(at)
    starts = [pressed[at].time for at in begins]
    shared: defaultdict[int, list[Deletion]] = defaultdict(list)
    for label in labels:
        if not isinstance(label, Deletion):
            continue
        keys = meant.get(label.note_id)
        if keys:
            nearest = min(keys, key=partial(_distance, pressed, label.time))
            keys.remove(nearest)
            shared[bisect_right(begins, nearest) - 1].append(label)
        else:
            shared[max(0, bisect_right(starts, label.time) - 1)].append(label)
    return shared


def _distance(pressed: Sequence[Press], time: float, at: int) -> float:
    return abs(pressed[at].time - time)
