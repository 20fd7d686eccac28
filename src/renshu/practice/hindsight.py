"""What a run against the click looks like once it is over.

While it is played, a key that hits no note is put down to the nearest note still open. Only
afterwards is it known whether that note was missed: a wrong note is an insertion beside a deletion,
and a key beside a note that was played after all is an extra one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from renshu.follow.alignment import Deletion, Insertion, Label


def in_hindsight(labels: Sequence[Label], reach: float) -> tuple[Label, ...]:
    """The labels in order of time, each wrong note with a deletion of its own.

    Args:
        labels: What was said live.
        reach: Seconds between a wrong note and the time of the note it stands for, at most.
    """
    missed: dict[str, list[float]] = defaultdict(list)
    for label in labels:
        if isinstance(label, Deletion):
            missed[label.note_id].append(label.time)
    ordered = sorted(labels, key=_time)
    return tuple(_settled(label, missed, reach) for label in ordered)


def _settled(label: Label, missed: dict[str, list[float]], reach: float) -> Label:
    if not isinstance(label, Insertion) or label.wrong_for is None:
        return label
    times = missed[label.wrong_for]
    for time in times:
        if abs(time - label.key.time) <= reach:
            times.remove(time)
            return label
    return replace(label, wrong_for=None)


def _time(label: Label) -> float:
    return label.time if isinstance(label, Deletion) else label.key.time
