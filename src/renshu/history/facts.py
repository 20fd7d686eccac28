"""What is known of a take when it begins, and the rows that the history gives back."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from renshu.follow.alignment import Label
from renshu.follow.follower import Mode
from renshu.performance.events import PlayedEvent
from renshu.practice.conditions import AS_WRITTEN, Conditions
from renshu.practice.take import EndedBy, Take, Tally
from renshu.practice.trends.days import evening_of
from renshu.score.passage import Passage


def new_take_id() -> str:
    """An id that no other take on any machine has."""
    return uuid.uuid4().hex


def checked_id(text: str) -> str:
    """An id from outside, which becomes part of file names.

    Raises:
        ValueError: It is none.
    """
    if re.fullmatch(r"[0-9A-Za-z-]{1,64}", text):
        return text
    raise ValueError(text)


@dataclass(frozen=True, slots=True)
class TakeFacts:
    """A take before its first note. The fields are those of `Take`."""

    id: str
    score_id: str
    title: str
    started_at: datetime
    passage: Passage
    mode: Mode
    tempo: float
    conditions: Conditions = AS_WRITTEN

    @classmethod
    def of(cls, take: Take) -> "TakeFacts":
        """The facts of a whole take."""
        return cls(
            take.id,
            take.score_id,
            take.title,
            take.started_at,
            take.passage,
            take.mode,
            take.tempo,
            take.conditions,
        )

    def take(
        self, events: Sequence[PlayedEvent], labels: Sequence[Label], ended_by: EndedBy
    ) -> Take:
        """The whole take, once it has ended."""
        return Take(
            self.id,
            self.score_id,
            self.title,
            self.started_at,
            self.passage,
            self.mode,
            self.tempo,
            tuple(events),
            tuple(labels),
            ended_by,
            self.conditions,
        )


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A take that was begun and never ended: what the journal kept of it."""

    facts: TakeFacts
    events: tuple[PlayedEvent, ...]

    def take(self, labels: Sequence[Label]) -> Take:
        """The take as it goes into the history, with the labels of its review."""
        return self.facts.take(self.events, labels, EndedBy.INTERRUPTED)

    def unjudged(self) -> Take:
        """The take without a review, which is made up for once it can be."""
        return replace(self.take(()), judge=0)


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A take as lists show it: without events and labels, with their counts."""

    facts: TakeFacts
    utc_offset: timedelta
    """East of UTC, where and when it was played."""
    seconds: float
    tally: Tally
    ended_by: EndedBy
    played_tempo: float | None = None
    """Share of the written tempo at which it was played, as trends have it; None where that is not
    known. `facts.tempo` is the one that was set."""

    @property
    def id(self) -> str:
        """The take's id."""
        return self.facts.id

    @property
    def title(self) -> str:
        """The score's title when it was played."""
        return self.facts.title

    @property
    def played_at(self) -> datetime:
        """When it began, by the clock on the player's wall."""
        return self.facts.started_at.astimezone(timezone(self.utc_offset))

    def evening(self, border_hour: int) -> date:
        """The day that it belongs to, as diary, trends and calendar have it."""
        return evening_of(self.facts.started_at, self.utc_offset, border_hour)


@dataclass(frozen=True, slots=True)
class TakeMeasures:
    """How each measure went in one take."""

    row: TakeRow
    per_measure: Mapping[int, Tally]
    """By measure index; only measures that were played."""


@dataclass(frozen=True, slots=True)
class PracticeDay:
    """What was practised from one early morning to the next."""

    day: date
    takes: int
    seconds: float
