"""Notes as columns: one value each for all notes, then the next value for all notes.

A column is a table of its different values and, per note, an index into it (one byte where the
table is small). Onsets and ids are kept as steps from note to note, which repeat themselves.
"""

from array import array
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, repeat
from typing import Any, TypeVar

from renshu.score.notation import Hand, Ornament, OrnamentKind, ScoreNote
from renshu.score.pitch import Spelling

T = TypeVar("T", bound=Hashable)

Column = tuple[list[Any], bytes]
"""A table of values and the index of each note's value."""

_PLAIN = ("pitch", "voice", "staff", "is_grace", "is_cue", "is_hidden", "fingering")
"""Attributes that msgpack can carry as they are."""


def pack_notes(notes: Sequence[ScoreNote]) -> dict[str, Any]:
    """The columns of `notes`, in what msgpack can carry."""
    columns: dict[str, Any] = {
        name: _column([getattr(note, name) for note in notes]) for name in _PLAIN
    }
    columns["count"] = len(notes)
    columns["id"] = _steps([int(note.id[1:]) for note in notes])
    columns["measure"] = _steps([note.measure for note in notes])
    columns["onset"] = _onsets([note.onset for note in notes])
    columns["duration"] = _column([note.duration for note in notes], _ratio)
    columns["spelling"] = _column([note.spelling for note in notes], _spelling_fields)
    columns["hand"] = _column([note.hand.value for note in notes])
    columns["ornament"] = _column([note.ornament for note in notes], _ornament_fields)
    columns["articulations"] = _column([note.articulations for note in notes], list)
    columns["tied"] = [
        [index, [int(tied[1:]) for tied in note.tied]]
        for index, note in enumerate(notes)
        if note.tied
    ]
    return columns


def unpack_notes(columns: dict[str, Any]) -> tuple[ScoreNote, ...]:
    """The notes that `pack_notes` made these columns of."""
    count = columns["count"]
    notes = tuple(map(object.__new__, repeat(ScoreNote, count)))
    for name in _PLAIN:
        _set(notes, name, _values(columns[name]))
    _set(notes, "id", map("n{}".format, accumulate(_numbers(columns["id"]))))
    _set(notes, "measure", accumulate(_numbers(columns["measure"])))
    _set(notes, "onset", _unpacked_onsets(columns["onset"]))
    _set(notes, "duration", _values(columns["duration"], _fraction))
    _set(notes, "spelling", _values(columns["spelling"], _spelling))
    _set(notes, "hand", _values(columns["hand"], Hand))
    _set(notes, "ornament", _values(columns["ornament"], _ornament))
    _set(notes, "articulations", _values(columns["articulations"], tuple))
    tied: list[tuple[str, ...]] = [()] * count
    for index, numbers in columns["tied"]:
        tied[index] = tuple(f"n{number}" for number in numbers)
    _set(notes, "tied", tied)
    return notes


def _set(notes: Sequence[ScoreNote], name: str, values: Iterable[Any]) -> None:
    """Set one attribute of all notes.

    The slot's own setter stands in for the constructor of a frozen class, which would take twice
    the time of everything else together; no note is seen by anyone before it is complete.
    """
    setter = ScoreNote.__dict__[name].__set__
    deque(map(setter, notes, values), maxlen=0)


def _column(values: Sequence[T], fields_of: Callable[[Any], Any] | None = None) -> Column:
    """The column of `values`; `fields_of` gives what msgpack can carry of each different one."""
    table = {value: index for index, value in enumerate(dict.fromkeys(values))}
    packed = [fields_of(value) if fields_of else value for value in table]
    return packed, _pack_numbers([table[value] for value in values])


def _values(column: Any, value_of: Callable[[Any], Any] | None = None) -> Iterable[Any]:
    table, indexes = column
    values = list(map(value_of, table)) if value_of else table
    return map(values.__getitem__, _numbers(indexes))


def _steps(numbers: Sequence[int]) -> bytes:
    return _pack_numbers([n - before for before, n in zip([0, *numbers], numbers, strict=False)])


def _pack_numbers(numbers: Sequence[int]) -> bytes:
    """Numbers as one byte each where they fit, else as four; the first byte says which."""
    if all(0 <= number < 256 for number in numbers):
        return b"B" + bytes(numbers)
    code = "b" if all(-128 <= number < 128 for number in numbers) else "i"
    return code.encode() + array(code, numbers).tobytes()


def _numbers(packed: bytes) -> Sequence[int]:
    return memoryview(packed)[1:] if packed[:1] == b"B" else array(chr(packed[0]), packed[1:])


def _onsets(onsets: Sequence[Fraction]) -> list[Any]:
    """The different onsets as steps of one length, and how far each note moves along them."""
    different = sorted(set(onsets))
    places = {onset: index for index, onset in enumerate(different)}
    steps = [
        after - before for before, after in zip([Fraction(0), *different], different, strict=False)
    ]
    return [*_column(steps, _ratio), _steps([places[onset] for onset in onsets])]


def _unpacked_onsets(packed: list[Any]) -> Iterable[Fraction]:
    table, indexes, moves = packed
    different = list(accumulate(_values((table, indexes), _fraction)))
    return map(different.__getitem__, accumulate(_numbers(moves)))


def _ratio(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]


def _fraction(ratio: list[int]) -> Fraction:
    return Fraction(*ratio)


def _spelling_fields(spelling: Spelling) -> list[Any]:
    return [spelling.step, spelling.alter, spelling.octave]


def _spelling(fields: list[Any]) -> Spelling:
    return Spelling(*fields)


def _ornament_fields(ornament: Ornament | None) -> list[Any] | None:
    return [ornament.kind.value, list(ornament.pitches)] if ornament else None


def _ornament(fields: list[Any] | None) -> Ornament | None:
    return Ornament(OrnamentKind(fields[0]), tuple(fields[1])) if fields else None
