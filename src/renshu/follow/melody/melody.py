"""The lines of a score that an ear may keep: what is searched for a melody, a few bytes a note."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

VERSION = 1
"""Raise it whenever the same score would give other lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A succession of single notes, as columns of one length."""

    onsets: "array[float]"
    """Written time in quarters, rising; 4-byte floats."""
    pitches: bytes
    """MIDI numbers."""
    measures: "array[int]"
    """Measure indexes, 4-byte integers."""
    starts: bytes
    """1 where a phrase may begin: after a rest, or at a bar line; else 0."""

    def __post_init__(self) -> None:
        """Refuse what cannot come of a score.

        Raises:
            ValueError: The columns differ in length, or a pitch is none.
        """
        columns = (self.onsets, self.pitches, self.measures, self.starts)
        if len({len(column) for column in columns}) > 1:
            raise ValueError("the columns of a line differ in length")
        if not self.pitches.isascii():  # 7 bits
            raise ValueError("a line has a pitch that MIDI does not know")

    def __len__(self) -> int:
        return len(self.pitches)


@dataclass(frozen=True, slots=True)
class Melody:
    """All lines of a score; the one on top of everything comes first."""

    lines: tuple[Line, ...] = ()

    def __len__(self) -> int:
        """The notes of all lines."""
        return sum(map(len, self.lines))


def packed(melody: Melody) -> list[list[bytes]]:
    """The melody as lists of bytes, in the byte order of this machine."""
    return [
        [line.onsets.tobytes(), line.pitches, line.measures.tobytes(), line.starts]
        for line in melody.lines
    ]


def unpacked(rows: Sequence[Sequence[Any]]) -> Melody:
    """The melody that `packed` made these rows of.

    Raises:
        ValueError: They are damaged.
    """
    try:
        return Melody(tuple(_line(*row) for row in rows))
    except TypeError as error:
        raise ValueError("the packed melody is damaged") from error


def _line(onsets: bytes, pitches: bytes, measures: bytes, starts: bytes) -> Line:
    return Line(array("f", onsets), bytes(pitches), array("i", measures), bytes(starts))
