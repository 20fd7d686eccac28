"""Wrong, missed and extra notes, as the alignment has them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from renshu.follow.alignment import Deletion, Insertion, Label
from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.score.notation import Score


def note_verdicts(score: Score, labels: Sequence[Label]) -> Iterator[Verdict]:
    """One verdict for each; a missed note that a wrong key stands for is told once, as wrong."""
    stood_for = Counter(label.wrong_for for label in labels if isinstance(label, Insertion))
    for label in labels:
        match label:
            case Insertion(is_ornament=False):
                yield _stray(score, label)
            case Deletion() if stood_for[label.note_id] > 0:
                stood_for[label.note_id] -= 1
            case Deletion():
                yield Verdict(VerdictKind.MISSED, label.time, label.position, label.note_id)


def _stray(score: Score, label: Insertion) -> Verdict:
    if label.wrong_for is None:
        return Verdict(VerdictKind.EXTRA, label.key.time, label.position)
    meant = score.notes_by_id.get(label.wrong_for)
    off = None if meant is None else float(label.key.pitch - meant.pitch)
    return Verdict(VerdictKind.WRONG, label.key.time, label.position, label.wrong_for, off)
