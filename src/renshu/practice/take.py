"""A take: the facts of one practice run, and the summary computed from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from renshu.errors import RenshuError
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.performance.events import PlayedEvent
from renshu.score.notation import Score
from renshu.score.passage import Passage


class EndedBy(StrEnum):
    """Why a take ended."""

    PLAYER = "player"
    """The player stopped it."""
    END = "end"
    """The passage was over."""
    INTERRUPTED = "interrupted"
    """The program or the machine stopped; the take was brought back later."""
    REPLAY = "replay"
    """It was read from a file."""


@dataclass(frozen=True, slots=True)
class Take:
    """The facts of one practice run. Verdicts can always be computed again from them."""

    id: str
    """Unique over all machines."""
    score_id: str
    title: str
    """The score's title when it was played."""
    started_at: datetime
    """Aware UTC."""
    passage: Passage
    mode: Mode
    tempo: float
    """Share of the written tempo, 1.0 being as written."""
    events: tuple[PlayedEvent, ...]
    """Seconds counted from `started_at`."""
    labels: tuple[Label, ...]
    """The outcome of the review, in order of time."""
    ended_by: EndedBy

    def __post_init__(self) -> None:
        """Refuse a time that is not aware UTC."""
        offset = self.started_at.utcoffset()
        if offset is None or offset.total_seconds() != 0:
            raise RenshuError("A take must start at an aware UTC time.")

    @property
    def seconds(self) -> float:
        """From the start to the last event."""
        return self.events[-1].time if self.events else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of labels."""

    matched: int = 0
    wrong: int = 0
    """Presses beside a note that was meant."""
    missed: int = 0
    """Notes of the score not played, without those that a wrong note stood for."""
    extra: int = 0
    """Presses that stand for nothing."""

    @property
    def asked(self) -> int:
        """Notes of the score in the stretch that was played."""
        return self.matched + self.wrong + self.missed

    @property
    def accuracy(self) -> float | None:
        """Share of what was asked that was right, extra presses counting against it."""
        total = self.asked + self.extra
        return self.matched / total if total else None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a take was like, in all and per written measure."""

    total: Tally
    per_measure: dict[int, Tally]
    """By measure index; only measures that were played."""
    median_timing_ms: float | None
    """Of the absolute timing of matches."""


def tally(labels: Iterable[Label]) -> Tally:
    """Count labels; a deletion that a wrong note stands for counts once, as wrong."""
    matches = insertions = wrong = deletions = 0
    for label in labels:
        match label:
            case Match():
                matches += 1
            case Insertion(is_ornament=True):
                pass
            case Insertion(wrong_for=None):
                insertions += 1
            case Insertion():
                wrong += 1
            case Deletion():
                deletions += 1
    return Tally(matches, wrong, max(0, deletions - wrong), insertions)


def summarise(labels: Sequence[Label], score: Score) -> Summary:
    """Sum labels up, in all and per measure."""
    per_measure: dict[int, list[Label]] = {}
    for label in labels:
        if (measure := _measure(label, score)) is not None:
            per_measure.setdefault(measure, []).append(label)
    return Summary(
        tally(labels),
        {measure: tally(per_measure[measure]) for measure in sorted(per_measure)},
        _median([abs(m.timing_ms) for m in labels if isinstance(m, Match) and m.timing_ms]),
    )


def _measure(label: Label, score: Score) -> int | None:
    if isinstance(label, Insertion) and label.wrong_for is not None:
        return score.notes_by_id[label.wrong_for].measure
    return label.position.measure if label.position else None


def _median(values: list[float]) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
