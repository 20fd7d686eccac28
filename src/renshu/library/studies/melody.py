"""The study that a played melody is searched in: the lines of the score."""

from renshu.follow.melody.lines import melody_of
from renshu.follow.melody.melody import VERSION, Melody, packed, unpacked
from renshu.library.studies.study import Study
from renshu.score.notation import Score


def _make(score: Score, _digest: str) -> Melody:
    return melody_of(score)


def _pack(melody: Melody) -> bytes:
    import msgpack

    rows: bytes = msgpack.packb(packed(melody))
    return rows


def _unpack(data: bytes, _digest: str) -> Melody:
    import msgpack

    return unpacked(msgpack.unpackb(data))


MELODY = Study("melody", VERSION, _make, _pack, _unpack)
"""The lines of a score, for play to search and for themes."""
