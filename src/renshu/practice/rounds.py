"""The rounds of a loop told apart by what became of its notes.

In each round every note that is asked has one fate: it is matched, or it is missed. So the round is
over when all have theirs, whichever mode it is played in, however early the next round begins, and
without a clock.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.asked import asked
from renshu.practice.hindsight import in_hindsight
from renshu.practice.take import Tally, tally
from renshu.score.passage import Chord


class Rounds:
    """Sums up rounds as they are played.

    Args:
        chords: What is asked in a round.
        reach: In tempo mode, the seconds between a wrong note and the note it stands for, at most:
            only afterwards it is known whether that was played after all.
    """

    def __init__(self, chords: Sequence[Chord], reach: float | None = None) -> None:
        self._times = Counter(note.id for one in asked(chords) for note in one.notes.values())
        self._reach = reach
        self._fates: Counter[str] = Counter()
        self._labels: defaultdict[int, list[Label]] = defaultdict(list)
        self._open: Counter[int] = Counter()
        self.done = 0
        """So many rounds are over."""

    def add(self, label: Label) -> Tally | None:
        """Take a label; when a round is over with it, how that round went."""
        number = self._round_of(label)
        self._labels[number].append(label)
        if isinstance(label, Match | Deletion) and label.note_id in self._times:
            self._fates[label.note_id] += 1
            self._open[number] += 1
        return self._next_round()

    @property
    def is_begun(self) -> bool:
        """Whether something of the round that is not over has been played."""
        return bool(self._labels.get(self.done))

    def _round_of(self, label: Label) -> int:
        note = label.wrong_for if isinstance(label, Insertion) else label.note_id
        if note is None or note not in self._times:
            return self.done
        return max(self.done, self._fates[note] // self._times[note])

    def _next_round(self) -> Tally | None:
        if not self._times or self._open[self.done] < self._times.total():
            return None
        labels = self._labels.pop(self.done)
        self.done += 1
        return tally(labels if self._reach is None else in_hindsight(labels, self._reach))
