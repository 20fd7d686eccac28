"""Played events and labels as compact bytes, and back, to the last bit.

Events are stored by column, which compresses better than row after row: the times as doubles, then
a byte each for kind, pitch (or 0) and velocity (or pedal value). Labels are rows of JSON. Both are
deflated, and nothing in them can be executed.
"""

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from renshu.errors import HistoryError
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.score.passage import ScorePosition

MAX_BYTES = 64_000_000
"""Most that one blob may inflate to: some 5 million events."""

_MALFORMED = (
    zlib.error, struct.error, ValueError, TypeError, LookupError, ArithmeticError, RecursionError
)  # fmt: skip
_COMPRESSION = 3
"""A third of the time of zlib's default, for 5 % more bytes."""

_COUNT = struct.Struct("<I")
_KEY_DOWN, _KEY_UP, _FIRST_PEDAL = 0, 1, 2
_PEDALS = tuple(Pedal)


def encode_events(events: Sequence[PlayedEvent]) -> bytes:
    """Events as bytes."""
    times = struct.pack(f"<{len(events)}d", *(event.time for event in events))
    codes = [_code(event) for event in events]
    columns = b"".join(bytes(code[column] for code in codes) for column in range(3))
    return zlib.compress(_COUNT.pack(len(events)) + times + columns, _COMPRESSION)


def decode_events(data: bytes) -> tuple[PlayedEvent, ...]:
    """The events that `encode_events` was given.

    Raises:
        HistoryError: The bytes are damaged.
    """
    with _damage("played events"):
        raw = _inflate(data)
        (count,) = _COUNT.unpack_from(raw)
        times = struct.unpack_from(f"<{count}d", raw, _COUNT.size)
        codes = raw[_COUNT.size + 8 * count :]
        columns = (codes[start : start + count] for start in (0, count, 2 * count))
        return tuple(_event(*row) for row in zip(times, *columns, strict=True))


def encode_labels(labels: Sequence[Label]) -> bytes:
    """Labels as bytes."""
    rows = [_label_row(label) for label in labels]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), _COMPRESSION)


def decode_labels(data: bytes) -> tuple[Label, ...]:
    """The labels that `encode_labels` was given.

    Raises:
        HistoryError: The bytes are damaged.
    """
    with _damage("labels"):
        return tuple(_label(*row) for row in json.loads(_inflate(data)))


@contextmanager
def _damage(what: str) -> Iterator[None]:
    try:
        yield
    except _MALFORMED as error:
        raise HistoryError(f"The {what} of this take are damaged.") from error


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    raw = inflater.decompress(data, MAX_BYTES)
    if not inflater.eof:
        raise ValueError("cut short or too long")
    return raw


def _code(event: PlayedEvent) -> tuple[int, int, int]:
    match event:
        case KeyDown():
            return _KEY_DOWN, event.pitch, event.velocity
        case KeyUp():
            return _KEY_UP, event.pitch, 0
        case PedalMove():
            return _FIRST_PEDAL + _PEDALS.index(event.pedal), 0, event.value


def _event(time: float, kind: int, pitch: int, value: int) -> PlayedEvent:
    if kind == _KEY_DOWN:
        return KeyDown(time, pitch, value)
    if kind == _KEY_UP:
        return KeyUp(time, pitch)
    return PedalMove(time, _PEDALS[kind - _FIRST_PEDAL], value)


def _label_row(label: Label) -> tuple[object, ...]:
    match label:
        case Match(key=key):
            place = _place(label.position)
            return "m", *_key(key), label.note_id, place, label.timing_ms
        case Insertion(key=key):
            place = _place(label.position)
            return "i", *_key(key), place, label.wrong_for, label.is_ornament
        case Deletion():
            return "d", label.note_id, _place(label.position), label.time


def _label(kind: str, *cells: Any) -> Label:
    match kind, *cells:
        case "m", time, pitch, velocity, note_id, place, timing_ms:
            return Match(KeyDown(time, pitch, velocity), note_id, _position(place), timing_ms)
        case "i", time, pitch, velocity, place, wrong_for, is_ornament:
            position = _position(place) if place else None
            return Insertion(KeyDown(time, pitch, velocity), position, wrong_for, is_ornament)
        case "d", note_id, place, time:
            return Deletion(note_id, _position(place), time)
    raise ValueError(f"no label is written as {kind} with {len(cells)} cells")


def _key(key: KeyDown) -> tuple[float, int, int]:
    return key.time, key.pitch, key.velocity


def _place(position: ScorePosition | None) -> tuple[int, int, int, int] | None:
    if position is None:
        return None
    onset = position.onset
    return onset.numerator, onset.denominator, position.measure, position.pass_number


def _position(place: Sequence[int]) -> ScorePosition:
    numerator, denominator, measure, pass_number = place
    return ScorePosition(Fraction(numerator, denominator), measure, pass_number)
