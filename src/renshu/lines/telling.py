"""What is heard while one plays: verdicts as sentences, no more of them than the player wants.

Whatever the level, no label is told twice; all are told but at `MISTAKES`, which leaves out what
was right. A note that was told as played wrong is not told again as missed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from renshu.config.settings import Telling
from renshu.evening.verdicts import Verdict, verdict
from renshu.follow.alignment import Deletion, Insertion, Label, Match, Moved
from renshu.lines.names import beat, sentence, spoken, spoken_key
from renshu.practice.session import SessionEvent
from renshu.practice.take import tally
from renshu.score.bars import printed
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import Hands, ScorePosition

LOST = 0.5
"""A follower that is less certain than this is only listening."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the labels that it tells."""

    text: str
    labels: tuple[Label, ...] = ()


class Teller:
    """Makes sentences of what a session tells.

    Args:
        score: What is played.
        hands: Which hands are asked; a single one is not named again and again.
        level: How much is told; may be changed at any time.
    """

    def __init__(self, score: Score, hands: Hands, level: Telling = Telling.BARS) -> None:
        self.level = level
        self.measure: int | None = None
        """Index of the measure where the music is; None while nobody knows."""
        self._score, self._hands = score, hands
        self._waiting: dict[int | None, list[Label]] = {}
        self._told_wrong: set[str] = set()

    def hear(self, event: SessionEvent) -> Iterator[Told]:
        """Take one event; there may be something to say."""
        match event:
            case Match() | Insertion() | Deletion():
                if not self._is_told(event):
                    yield from self._label(event)
            case Moved():
                yield from self._move(event)
            case _:
                pass

    def finish(self) -> Iterator[Told]:
        """Tell what has not been told."""
        for measure in tuple(self._waiting):
            yield from self._bar(measure)

    def _is_told(self, label: Label) -> bool:
        """Whether a missed note was told as wrong since it last came; remembers wrong ones."""
        match label:
            case Insertion(wrong_for=str(meant)):
                self._told_wrong.add(meant)
            case Match(note_id=note_id) | Deletion(note_id=note_id) if note_id in self._told_wrong:
                self._told_wrong.discard(note_id)
                return isinstance(label, Deletion)
        return False

    def _label(self, label: Label) -> Iterator[Told]:
        if self.level is Telling.NOTES:
            yield from self.finish()
            yield Told(sentence(f"{self._place(label)}: {self._fate(label)}"), (label,))
        else:
            self._waiting.setdefault(self._measure(label), []).append(label)

    def _move(self, place: Moved) -> Iterator[Told]:
        here = None if place.certainty < LOST or not place.position else place.position.measure
        if here == self.measure:
            return
        before, self.measure = self.measure, here
        for measure in tuple(self._waiting):
            if measure != here:
                yield from self._bar(measure)
        if here is None:
            yield Told("Listening.")
        elif place.is_jump or (before is None and self.level is not Telling.NOTES):
            yield Told(f"Now at {self._named(here)}.")

    def _bar(self, measure: int | None) -> Iterator[Told]:
        labels = tuple(self._waiting.pop(measure))
        if text := self._summary(labels):
            yield Told(sentence(f"{self._named(measure)}: {text}"), labels)

    def _summary(self, labels: tuple[Label, ...]) -> str:
        """A bar in words; nothing where it needs none."""
        faults = [label for label in labels if not self._is_right(label)]
        right = tally(labels).matched
        if not faults:
            return "" if self.level is Telling.MISTAKES else f"right, {right}"
        told = [
            f"beat {self._beat(one)} {self._fate(one)}" for one in sorted(faults, key=self._onset)
        ]
        if right and self.level is not Telling.MISTAKES:
            told.insert(0, f"{right} right")
        return "; ".join(told)

    def _fate(self, label: Label) -> str:
        match label:
            case Match():
                note = self._score.notes_by_id[label.note_id]
                return f"{verdict(label)}, {self._note(note)}"
            case Insertion(wrong_for=str(meant)):
                note = self._score.notes_by_id[meant]
                return f"{spoken_key(label.key.pitch)} instead of {self._note(note)}"
            case Insertion():
                kind = "ornament" if label.is_ornament else "extra"
                return f"{kind}, {spoken_key(label.key.pitch)}"
            case Deletion():
                return f"missed, {self._note(self._score.notes_by_id[label.note_id])}"

    def _note(self, note: ScoreNote) -> str:
        name = spoken(note.spelling)
        return f"{name}, {note.hand} hand" if self._hands is Hands.BOTH else name

    def _place(self, label: Label) -> str:
        return f"{self._named(self._measure(label))}, beat {self._beat(label)}"

    def _named(self, measure: int | None) -> str:
        return "somewhere" if measure is None else f"bar {printed(self._score, measure)}"

    def _beat(self, label: Label) -> str:
        place = self._position(label)
        if place is None:
            return "unknown"
        return beat(self._score.measures[place.measure], place.onset)

    def _measure(self, label: Label) -> int | None:
        place = self._position(label)
        return place.measure if place else None

    def _position(self, label: Label) -> ScorePosition | None:
        """Where the note is written that a label is about; of other presses where they came."""
        note_id = label.wrong_for if isinstance(label, Insertion) else label.note_id
        note = self._score.notes_by_id.get(note_id) if note_id else None
        return ScorePosition(note.onset, note.measure) if note else label.position

    def _onset(self, label: Label) -> Fraction:
        place = self._position(label)
        return place.onset if place else Fraction(0)

    @staticmethod
    def _is_right(label: Label) -> bool:
        return verdict(label) is Verdict.RIGHT
