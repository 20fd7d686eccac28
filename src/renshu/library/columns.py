"""Many values of one class as columns: one attribute of all of them, then the next.

Columns are small when packed, and whole columns can be put into the values without running Python
code for each attribute of each value, which makes opening a known score quick.
"""

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise, repeat
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Codec:
    """How one column is packed into what msgpack can carry, and unpacked again."""

    pack: Callable[[Sequence[Any]], Any]
    unpack: Callable[[Any], Iterable[Any]]


Schema = Mapping[str, Codec]
"""The codec of every attribute of a class."""


def pack_all(schema: Schema, values: Sequence[object]) -> list[Any]:
    """The columns of `values`."""
    columns = [
        codec.pack([getattr(value, name) for value in values]) for name, codec in schema.items()
    ]
    return [len(values), *columns]


def unpack_all(kind: type[T], schema: Schema, packed: list[Any]) -> tuple[T, ...]:
    """The values of class `kind` (slotted, frozen) that `pack_all` made these columns of.

    The slots' own setters stand in for the constructor of a frozen class, which would take twice
    the time of everything else together; nobody sees a value before it is complete.
    """
    count, *columns = packed
    values = tuple(map(object.__new__, repeat(kind, count)))
    for (name, codec), column in zip(schema.items(), columns, strict=True):
        _fill(kind, name, values, codec.unpack(column))
    return values


def table(
    fields_of: Callable[[Any], Any] | None = None, value_of: Callable[[Any], Any] | None = None
) -> Codec:
    """A column of few different values: a list of those, and an index for each.

    Args:
        fields_of: Gives what msgpack can carry of a value; not needed for plain ones.
        value_of: The inverse.
    """

    def pack(values: Sequence[Any]) -> Any:
        places = {value: index for index, value in enumerate(dict.fromkeys(values))}
        different = [fields_of(value) if fields_of else value for value in places]
        return [different, _pack_numbers([places[value] for value in values])]

    def unpack(packed: Any) -> Iterable[Any]:
        different, indexes = packed
        values = [value_of(fields) for fields in different] if value_of else different
        if len(values) == 1:
            return repeat(values[0])
        return map(values.__getitem__, _numbers(indexes))

    return Codec(pack, unpack)


def _fill(kind: type, name: str, objects: Sequence[Any], values: Iterable[Any]) -> None:
    """Set one slot of all objects."""
    deque(map(kind.__dict__[name].__set__, objects, values), maxlen=0)


def _pack_steps(numbers: Sequence[int]) -> bytes:
    return _pack_numbers([after - before for before, after in pairwise([0, *numbers])])


def _unpack_steps(packed: bytes) -> Iterable[int]:
    return accumulate(_numbers(packed))


def _pack_numbers(numbers: Sequence[int]) -> bytes:
    """Numbers in one, four or eight bytes each, as they fit; the first byte says which."""
    for code, least, most in (("B", 0, 255), ("b", -128, 127), ("i", -(2**31), 2**31 - 1)):
        if all(least <= number <= most for number in numbers):
            return code.encode() + array(code, numbers).tobytes()
    return b"q" + array("q", numbers).tobytes()


def _numbers(packed: bytes) -> Sequence[int]:
    return memoryview(packed)[1:] if packed[:1] == b"B" else array(chr(packed[0]), packed[1:])


def _pack_fractions(values: Sequence[Fraction]) -> list[Any]:
    different = sorted(set(values))
    places = {value: index for index, value in enumerate(different)}
    return [
        _pack_steps([value.numerator for value in different]),
        PLAIN.pack([value.denominator for value in different]),
        _pack_steps([places[value] for value in values]),
    ]


def _unpack_fractions(packed: list[Any]) -> Iterable[Fraction]:
    numerators, denominators, steps = packed
    different = _fractions(list(_unpack_steps(numerators)), PLAIN.unpack(denominators))
    return map(different.__getitem__, _unpack_steps(steps))


def _fractions(numerators: Sequence[int], denominators: Iterable[int]) -> Sequence[Fraction]:
    """Many fractions in lowest terms at once.

    The constructor would look for common factors, which numbers taken from a `Fraction` have not.
    """
    made = tuple(map(object.__new__, repeat(Fraction, len(numerators))))
    _fill(Fraction, "_numerator", made, numerators)
    _fill(Fraction, "_denominator", made, denominators)
    return made


def _pack_tied(values: Sequence[tuple[str, ...]]) -> list[Any]:
    ids = [
        [index, [int(name[1:]) for name in names]] for index, names in enumerate(values) if names
    ]
    return [len(values), ids]


def _unpack_tied(packed: list[Any]) -> Iterable[tuple[str, ...]]:
    count, ids = packed
    values: list[tuple[str, ...]] = [()] * count
    for index, numbers in ids:
        values[index] = tuple(f"n{number}" for number in numbers)
    return values


PLAIN = table()
"""Values that msgpack can carry as they are, few of them different."""
STEPS = Codec(_pack_steps, _unpack_steps)
"""Whole numbers that rise slowly."""
IDS = Codec(
    lambda ids: _pack_steps([int(name[1:]) for name in ids]),
    lambda packed: map("n%d".__mod__, _unpack_steps(packed)),
)
"""Ids of notes: `n1`, `n2`, …"""
TIED = Codec(_pack_tied, _unpack_tied)
"""Ids of the notes tied to each; most have none."""
FRACTIONS = Codec(_pack_fractions, _unpack_fractions)
"""Fractions that rise slowly."""
LENGTHS = table(
    lambda length: [length.numerator, length.denominator], lambda ratio: Fraction(*ratio)
)
"""Fractions of which few are different."""
