"""A simulated pianist: plays a score, makes the mistakes it is told to, and knows the true labels.

    played = play(score("C4 D4 | E4 F4"), mistakes=[Wrong(1), Missed(2)], spread=0.03, seed=7)
    played.events    # what the keyboard says
    played.labels    # what really happened: Match, Insertion, Deletion, in order of time

Mistakes name the chord they fall on by its place among the chords *played*: with
`stretches=[(0, 4), (2, 6)]` chord 4 is the first one after the jump back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import TypeGuard

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import (
    Chord,
    Passage,
    performed_tempo,
    played_measures,
    unfold,
    whole,
)
from support.notation import in_order

_GRACE_SECONDS = 0.08
_HELD = 0.9
_PEDAL_AFTER = 0.1
"""Seconds by which the pedal follows the keys, as pianists press it."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Another key instead of a note: `semitones` away from the chord's `note`."""

    chord: int
    note: int = 0
    semitones: int = 1


@dataclass(frozen=True, slots=True)
class Missed:
    """A note of the chord left out; with `note=None` all of them."""

    chord: int
    note: int | None = 0


@dataclass(frozen=True, slots=True)
class Extra:
    """A key that nobody asked for, `after` of the way from this chord to the next."""

    chord: int
    pitch: int
    after: float = 0.5


@dataclass(frozen=True, slots=True)
class Pause:
    """A stop before the chord."""

    chord: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Shift:
    """The chord alone comes early (negative) or late."""

    chord: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Hold:
    """A note of the chord, or all of them, held for another `share` of its time than usual."""

    chord: int
    share: float
    note: int | None = None


Mistake = Wrong | Missed | Extra | Pause | Shift | Hold


@dataclass(frozen=True, slots=True)
class Played:
    """What a simulated pianist did."""

    events: tuple[PlayedEvent, ...]
    labels: tuple[Label, ...]
    """The truth, in order of time. `timing_ms` is against the strict tempo."""
    chords: tuple[Chord, ...]
    """The chords gone through, in order; a chord is there twice if it was played twice."""
    onsets: tuple[float, ...]
    """When each of `chords` was due, in seconds: pauses included, `Shift` and spread not."""

    @property
    def keys(self) -> tuple[KeyDown, ...]:
        """The key-downs."""
        return tuple(event for event in self.events if isinstance(event, KeyDown))


Velocity = Callable[[ScoreNote, Chord], int]
"""How hard a note of a chord is struck."""


@dataclass
class _Hands:
    """What has been played so far, and what it truly was."""

    random: Random
    spread: float
    jitter: float
    mistakes: tuple[Mistake, ...]
    graces: bool
    velocity: Velocity | None = None
    beat: float = 1.0
    """Seconds a quarter, here and now."""
    events: list[PlayedEvent] = field(default_factory=list)
    labels: list[tuple[float, Label]] = field(default_factory=list)
    chords: list[Chord] = field(default_factory=list)
    onsets: list[float] = field(default_factory=list)

    def pause_here(self) -> float:
        return sum(m.seconds for m in self._mistakes_here() if isinstance(m, Pause))

    def play_chord(self, chord: Chord, due: float, gap: float) -> None:
        here = self._mistakes_here()
        now = due + sum(m.seconds for m in here if isinstance(m, Shift))
        for index, note in enumerate(chord.notes):
            share = next((m.share for m in here if _holds(m, index)), _HELD)
            self._play_note(note, chord, (due, now), [m for m in here if _hits(m, index)], share)
        for mistake in here:
            if isinstance(mistake, Extra):
                self._play_extra(mistake.pitch, chord, now + mistake.after * gap)
        self.chords.append(chord)
        self.onsets.append(due)

    def _mistakes_here(self) -> list[Mistake]:
        return [mistake for mistake in self.mistakes if mistake.chord == len(self.chords)]

    def _play_note(
        self,
        note: ScoreNote,
        chord: Chord,
        when: tuple[float, float],
        mistakes: list[Mistake],
        share: float,
    ) -> None:
        due, now = when
        time = self._time_near(now)
        wrong = next((m for m in mistakes if isinstance(m, Wrong)), None)
        if wrong is not None:
            key = self._press(time, note.pitch + wrong.semitones, 0.2)
            self.labels.append((time, Insertion(key, chord.position, note.id)))
        if mistakes:
            self.labels.append((due, Deletion(note.id, chord.position, due)))
        elif self.graces or not note.is_grace:
            loudness = self.velocity(note, chord) if self.velocity else None
            key = self._press(time, note.pitch, self.beat * float(note.duration), loudness, share)
            self.labels.append((time, Match(key, note.id, chord.position, 1000 * (time - due))))

    def _play_extra(self, pitch: int, chord: Chord, time: float) -> None:
        self.labels.append((time, Insertion(self._press(time, pitch, 0.2), chord.position)))

    def _press(
        self,
        time: float,
        pitch: int,
        seconds: float,
        velocity: int | None = None,
        share: float = _HELD,
    ) -> KeyDown:
        chance = self.random.randint(50, 80)
        key = KeyDown(time, pitch, chance if velocity is None else velocity)
        self.events += [key, KeyUp(time + max(0.03, share * seconds), pitch)]
        return key

    def _time_near(self, due: float) -> float:
        within = self.random.uniform(0, self.spread)
        return max(0.0, due + within + self.random.uniform(-self.jitter, self.jitter))


def _hits(mistake: Mistake, index: int) -> bool:
    return isinstance(mistake, Wrong | Missed) and mistake.note in {index, None}


def _holds(mistake: Mistake, index: int) -> TypeGuard[Hold]:
    return isinstance(mistake, Hold) and mistake.note in {index, None}


def play(
    score: Score,
    passage: Passage | None = None,
    *,
    stretches: Sequence[tuple[int, int]] | None = None,
    mistakes: Iterable[Mistake] = (),
    tempo: float = 1.0,
    start: float = 0.0,
    spread: float = 0.0,
    jitter: float = 0.0,
    graces: bool = True,
    jump_seconds: float = 1.0,
    seed: int = 0,
    velocity: Velocity | None = None,
    pedals: Iterable[tuple[int, int]] = (),
) -> Played:
    """Play `passage` (the whole score if left out).

    Args:
        score: What is played.
        passage: Which part and which hands.
        stretches: Ranges (first, after the last) of chord indexes of the unfolded passage, one
            after the other: jumps. All chords once if left out.
        mistakes: What goes wrong.
        tempo: Share of the written tempo.
        start: Seconds at which the passage begins.
        spread: Notes of a chord come up to so many seconds after its time.
        jitter: Every note is early or late by up to so many seconds.
        graces: Whether grace notes are played.
        jump_seconds: The pause at every jump.
        seed: For spread, jitter and velocities.
        velocity: How hard notes are struck; by chance if left out.
        pedals: Chords played, by first and last, from the one to the other of which the sustain
            pedal is down.
    """
    passage = passage or whole(score)
    chords = unfold(score, passage)
    quarters = performed_tempo(score, played_measures(score, passage))
    times = [quarters.seconds_at(chord.onset) for chord in chords]
    gaps = [*(late - early for early, late in pairwise(times)), 0.5]
    chance = Random(seed)  # noqa: S311 - a pianist keeps no secrets
    hands = _Hands(chance, spread, jitter, tuple(mistakes), graces, velocity)
    clock = start
    for first, end in stretches or [(0, len(chords))]:
        origin = times[first] if stretches else 0.0
        for index in range(first, end):
            clock += hands.pause_here()
            hands.beat = 60.0 / quarters.qpm_at(chords[index].onset) / tempo
            due = clock + (times[index] - origin) / tempo
            earlier = max((time for time in times[:index] if time < times[index]), default=-1.0)
            lead = _graces(chords, index) * min(
                _GRACE_SECONDS, (times[index] - earlier) / tempo / 8
            )
            hands.play_chord(chords[index], due - lead, gaps[index] / tempo)
        clock = (hands.onsets[-1] if hands.onsets else clock) + jump_seconds
    for down, up in pedals:
        hands.events.append(PedalMove(hands.onsets[down] + _PEDAL_AFTER, Pedal.SUSTAIN, 127))
        hands.events.append(PedalMove(hands.onsets[up], Pedal.SUSTAIN, 0))
    labels = tuple(label for _, label in sorted(hands.labels, key=lambda pair: pair[0]))
    return Played(in_order(hands.events), labels, tuple(hands.chords), tuple(hands.onsets))


def _graces(chords: Sequence[Chord], index: int) -> int:
    """How many grace notes are still to come before the next main chord."""
    graces = 0
    while index + graces < len(chords) and chords[index + graces].is_grace:
        graces += 1
    return graces
