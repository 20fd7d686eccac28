"""A take: the facts of one practice run, and the summary computed from them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TypeVar

from renshu.errors import RenshuError
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.performance.events import PlayedEvent
from renshu.practice.conditions import AS_WRITTEN, Conditions
from renshu.score.notation import Hand, Score, ScoreNote
from renshu.score.passage import Passage

JUDGE = 1
"""The version of the review. It is raised whenever the review comes to say something else of what
was played, and takes with labels of an older one are judged again. 0 came before all counting."""

_Part = TypeVar("_Part", int, tuple[int, int], Hand)


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
    conditions: Conditions = AS_WRITTEN
    judge: int = JUDGE
    """The version of the review that the labels are from."""

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
    """Presses in the place of a note that was meant."""
    missed: int = 0
    """Notes of the score not played, without those that a wrong key stood for."""
    extra: int = 0
    """Presses that stand for nothing."""

    def __add__(self, other: "Tally") -> "Tally":
        """Both counts together."""
        return Tally(
            self.matched + other.matched,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.extra + other.extra,
        )

    @property
    def asked(self) -> int:
        """Answers to what the score asked for: right, wrong or none."""
        return self.matched + self.wrong + self.missed

    @property
    def accuracy(self) -> float | None:
        """Share of what was asked that was right, extra presses counting against it."""
        total = self.asked + self.extra
        return self.matched / total if total else None

    @property
    def is_clean(self) -> bool:
        """Whether all that was asked was right, extra presses being forgiven.

        This is what `clean` means everywhere; a ladder may forgive more.
        """
        return self.matched == self.asked > 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a take was like, in all and in parts; only parts that were played are there."""

    total: Tally
    per_measure: dict[int, Tally]
    """By measure index, all passes together."""
    median_timing_ms: float | None
    """Of the absolute timing of matches."""
    per_pass: dict[tuple[int, int], Tally] = field(default_factory=dict)
    """By measure index and pass number."""
    per_hand: dict[Hand, Tally] = field(default_factory=dict)
    """By the hand whose notes were played, missed, or meant."""


class Count:
    """Counts labels as they come; a deletion that a wrong key stands for counts once, as wrong."""

    def __init__(self) -> None:
        self._matched = self._wrong = self._missed = self._extra = 0
        self._meant: Counter[str] = Counter()
        self._deleted: Counter[str] = Counter()

    @property
    def tally(self) -> Tally:
        """All that was counted."""
        return Tally(self._matched, self._wrong, self._missed, self._extra)

    def add(self, label: Label) -> None:
        """Count one label more."""
        match label:
            case Match():
                self._matched += 1
            case Deletion(note_id=missed):
                self._deleted[missed] += 1
                self._missed += self._deleted[missed] > self._meant[missed]
            case Insertion(wrong_for=str(meant)):
                self._wrong += 1
                self._meant[meant] += 1
                self._missed -= self._meant[meant] <= self._deleted[meant]
            case Insertion(is_ornament=False):
                self._extra += 1


def tally(labels: Iterable[Label]) -> Tally:
    """Count labels; a deletion that a wrong key stands for counts once, as wrong."""
    count = Count()
    for label in labels:
        count.add(label)
    return count.tally


def summarise(labels: Sequence[Label], score: Score) -> Summary:
    """Sum labels up, in all and in parts.

    Labels of notes that the score does not have, as after an edit of its file, count in all and
    where their position lies.
    """
    timings = [abs(m.timing_ms) for m in labels if isinstance(m, Match) and m.timing_ms is not None]
    places = _tallies(labels, partial(_place, score))
    measures = _tallies(labels, partial(measure_of, score))
    hands = _tallies(labels, partial(_hand, score))
    return Summary(tally(labels), measures, _median(timings), places, hands)


def _tallies(
    labels: Iterable[Label], part_of: Callable[[Label], _Part | None]
) -> dict[_Part, Tally]:
    parts: defaultdict[_Part, list[Label]] = defaultdict(list)
    for label in labels:
        if (part := part_of(label)) is not None:
            parts[part].append(label)
    return {part: tally(parts[part]) for part in sorted(parts)}


def _note(score: Score, label: Label) -> ScoreNote | None:
    """The note that was played, missed or meant."""
    note_id = label.wrong_for if isinstance(label, Insertion) else label.note_id
    return score.notes_by_id.get(note_id) if note_id else None


def _place(score: Score, label: Label) -> tuple[int, int] | None:
    measure = measure_of(score, label)
    if measure is None:
        return None
    return measure, label.position.pass_number if label.position else 1


def measure_of(score: Score, label: Label) -> int | None:
    """Index of the measure of the note that a label is about, or of where its press came."""
    if (note := _note(score, label)) is not None:
        return note.measure
    return label.position.measure if label.position else None


def _hand(score: Score, label: Label) -> Hand | None:
    note = _note(score, label)
    return note.hand if note else None


def _median(values: Sequence[float]) -> float | None:
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    return (ordered[middle] + ordered[~middle]) / 2
