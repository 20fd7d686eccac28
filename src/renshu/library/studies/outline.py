"""The study that the program listens with for which piece is played: the score's outline."""

from array import array

from renshu.follow.identify.outline import Outline, outline_of
from renshu.library.studies.study import Study
from renshu.score.notation import Score

MOST_NOTES = 30_000
"""Longer scores are known by their first notes."""


def _make(score: Score, digest: str) -> Outline:
    return outline_of(score, digest).first(MOST_NOTES)


def _pack(outline: Outline) -> bytes:
    import msgpack

    columns = (outline.seconds.tobytes(), outline.pitches, outline.measures.tobytes())
    packed: bytes = msgpack.packb([*columns, outline.flags])
    return packed


def _unpack(data: bytes, digest: str) -> Outline:
    import msgpack

    seconds, pitches, measures, flags = msgpack.unpackb(data)
    return Outline(digest, array("f", seconds), bytes(pitches), array("i", measures), bytes(flags))


OUTLINE = Study("outline", 1, _make, _pack, _unpack)
"""Outlines, called by the hash of the file."""
