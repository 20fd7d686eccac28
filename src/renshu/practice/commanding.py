"""Orders from the piano: a grip that the piece does not use, and then a key that says what to do.

The grip is the three outermost keys of the keyboard pressed together; or the soft or the sostenuto
pedal and then the outermost key alone, before any other. As long as it is held, and for a moment
afterwards, keys are orders: they are neither recorded nor judged.

The lower end is taken unless the piece comes near it, then the upper one. Where a piece comes near
both, three neighbouring keys are still a chord that hardly any music has. The pedal is left out
where a slip of the hand could meet its key. A piece that has even these chords has no grip.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeGuard

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.score.compass import GRAND, Compass
from renshu.score.notation import Score
from renshu.score.pitch import is_black_key

MOST_ORDERS = 12
"""So many white keys can give orders."""

TOGETHER = 0.15
"""Seconds within which the keys of a grip go down. Amateurs' chords spread up to 80 ms, and a grip
is taken in haste; so long at most the first of its keys is held back."""

LINGER = 2.0
"""Seconds for which keys are still orders after the grip has been let go."""

_GRIP_KEYS = 3
_SLIPS = (-2, -1, 0, 1, 2)
"""Semitones by which fingers miss."""
_WIDE_SLIPS = (*_SLIPS, -12, 12)
"""With those of a whole hand. One key alone must not be met by these either; three together are
not."""
_MIDDLE_C = 60


@dataclass(frozen=True, slots=True)
class Grip:
    """What opens the orders, and which keys give them."""

    keys: tuple[int, ...]
    """Pressed together, they open."""
    pedal_key: int | None
    """Opens alone as the first key after the soft or the sostenuto pedal has gone down; None where
    the piece comes near it."""
    targets: tuple[int, ...]
    """The keys that give orders, from the lowest."""


class Ordered(NamedTuple):
    """An order was given."""

    time: float
    place: int
    """Which of the grip's targets it was, from 0."""


def grip_for(score: Score | None, compass: Compass = GRAND) -> Grip | None:
    """The grip for a piece, or for rooms where nothing is practised.

    Args:
        score: The piece as it is played, transposed if it is.
        compass: The keys that the player's piano has.
    """
    low, high = compass.lowest, compass.highest
    ends = (tuple(range(low, low + _GRIP_KEYS)), tuple(range(high, high - _GRIP_KEYS, -1)))
    pitches = frozenset(_pitches(score)) if score is not None else frozenset()
    for keys in ends:
        if pitches.isdisjoint(_near(keys, _SLIPS)):
            is_far = pitches.isdisjoint(_near(keys[:1], _WIDE_SLIPS))
            return _grip(keys, compass, has_pedal=is_far)
    for keys in ends:
        if score is not None and not _has_together(score, keys):
            return _grip(keys, compass, has_pedal=False)
    return None


def _grip(keys: tuple[int, ...], compass: Compass, *, has_pedal: bool) -> Grip:
    return Grip(tuple(sorted(keys)), keys[0] if has_pedal else None, _targets(keys, compass))


def _targets(grip: Collection[int], compass: Compass) -> tuple[int, ...]:
    """White keys from middle C on, or the uppermost where that leaves too few."""
    whites = [key for key in range(compass.lowest, compass.highest + 1) if not is_black_key(key)]
    free = [key for key in whites if key not in grip]
    upper = [key for key in free if key >= _MIDDLE_C]
    return tuple((upper if len(upper) >= MOST_ORDERS else free[-MOST_ORDERS:])[:MOST_ORDERS])


def _pitches(score: Score) -> Iterable[int]:
    for note in (*score.notes, *score.other_notes):
        yield note.pitch
        if note.ornament is not None:
            yield from note.ornament.pitches


def _near(keys: Iterable[int], slips: Iterable[int]) -> frozenset[int]:
    return frozenset(key + slip for key in keys for slip in slips)


def _has_together(score: Score, keys: Collection[int]) -> bool:
    """Whether two keys of a grip sound at the same time anywhere in the piece."""
    notes = sorted((n for n in score.notes if n.pitch in keys), key=lambda note: note.onset)
    return any(
        one.pitch != other.pitch and other.onset <= one.offset
        for index, one in enumerate(notes)
        for other in notes[index + 1 :]
    )


class Commanding:
    """Stands between the piano and the room: takes orders out of what is played.

    Events come in order of time and leave in order of time. Only the keys of a grip are ever held
    back, for `TOGETHER` at most; they keep their stamps.

    Args:
        grip: What opens the orders; None for never.
    """

    def __init__(self, grip: Grip | None) -> None:
        self.grip = grip
        self.is_open = False
        """Whether keys are orders now."""
        self._waiting: list[PlayedEvent] = []
        self._pedals: set[Pedal] = set()
        self._is_pedal_fresh = False
        self._kept: set[int] = set()
        """Keys that are down and that the room has not heard of."""
        self._closing = float("inf")

    @property
    def is_busy(self) -> bool:
        """Whether `advance` has something to wait for."""
        return self.is_open or bool(self._waiting)

    def feed(self, event: PlayedEvent) -> tuple[PlayedEvent | Ordered, ...]:
        """Take an event; give what the room is to hear, and orders."""
        before = self.advance(event.time)
        is_first = self._is_pedal_fresh and bool(self._pedals)
        if isinstance(event, PedalMove):
            self._move(event)
        elif isinstance(event, KeyDown):
            self._is_pedal_fresh = False
        if is_first and self._is_pedal_key(event):
            return (*before, *self._open([event]))
        if self.is_open:
            return (*before, *self._take_open(event))
        if self.grip is None:
            return (*before, *self._take_release(event))
        return (*before, *self._take_closed(event, self.grip))

    def advance(self, now: float) -> tuple[PlayedEvent, ...]:
        """Let time pass: what was held back for a grip that never came is given out."""
        if self.is_open and now >= self._closing:
            self._close()
        if self._waiting and now - self._waiting[0].time > TOGETHER:
            return self._flush()
        return ()

    def change(self, grip: Grip | None) -> tuple[PlayedEvent, ...]:
        """Take another grip, for another room; keys that are held stay unheard."""
        if grip == self.grip:
            return ()
        self.grip = grip
        if self.is_open and not self._holds_grip:
            self._close()
        return self._flush()

    def _move(self, event: PedalMove) -> None:
        """Whoever plays with the soft pedal plays on: only the first key after it is a grip."""
        if event.pedal is Pedal.SUSTAIN:
            return
        if not event.is_down:
            self._pedals.discard(event.pedal)
        elif event.pedal not in self._pedals:
            self._pedals.add(event.pedal)
            self._is_pedal_fresh = True

    def _is_pedal_key(self, event: PlayedEvent) -> TypeGuard[KeyDown]:
        wanted = self.grip.pedal_key if self.grip else None
        return isinstance(event, KeyDown) and event.pitch == wanted

    def _take_closed(self, event: PlayedEvent, grip: Grip) -> tuple[PlayedEvent, ...]:
        match event:
            case KeyDown(pitch=pitch) if pitch in grip.keys:
                self._waiting.append(event)
                downs = [one for one in self._waiting if isinstance(one, KeyDown)]
                is_whole = {one.pitch for one in downs} == set(grip.keys)
                return self._open(downs) if is_whole else ()
            case PedalMove() if self._waiting:
                self._waiting.append(event)
                return ()
        return (*self._flush(), *self._take_release(event))

    def _take_open(self, event: PlayedEvent) -> tuple[PlayedEvent | Ordered, ...]:
        if not isinstance(event, KeyDown):
            passed = self._take_release(event)
            if not self._holds_grip and self._closing == float("inf"):
                self._closing = event.time + LINGER
            return passed
        self._kept.add(event.pitch)
        targets = self.grip.targets if self.grip else ()
        if self._holds_grip:
            self._closing = float("inf")
        return (Ordered(event.time, targets.index(event.pitch)),) if event.pitch in targets else ()

    def _take_release(self, event: PlayedEvent) -> tuple[PlayedEvent, ...]:
        """Whoever has not heard a key go down does not hear it come up."""
        if isinstance(event, KeyUp) and event.pitch in self._kept:
            self._kept.remove(event.pitch)
            return ()
        return (event,)

    @property
    def _holds_grip(self) -> bool:
        return self.grip is not None and not self._kept.isdisjoint(self.grip.keys)

    def _open(self, downs: Iterable[KeyDown]) -> tuple[PlayedEvent, ...]:
        self.is_open = True
        self._closing = float("inf")
        self._kept.update(down.pitch for down in downs)
        return tuple(event for event in self._flush() if not isinstance(event, KeyDown))

    def _close(self) -> None:
        self.is_open = False
        self._closing = float("inf")

    def _flush(self) -> tuple[PlayedEvent, ...]:
        waiting, self._waiting = tuple(self._waiting), []
        return waiting
