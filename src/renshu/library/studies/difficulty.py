"""The study of how hard a score is."""

from array import array

from renshu.library.difficulty import Difficulty, difficulty
from renshu.library.studies.study import Study
from renshu.score.notation import Score


def _make(score: Score, _digest: str) -> Difficulty:
    return difficulty(score)


def _pack(made: Difficulty) -> bytes:
    import msgpack

    bars = array("f", made.bars).tobytes()
    packed: bytes = msgpack.packb([made.grade, made.left, made.right, bars, made.reasons])
    return packed


def _unpack(data: bytes, _digest: str) -> Difficulty:
    import msgpack

    grade, left, right, bars, reasons = msgpack.unpackb(data, use_list=False)
    return Difficulty(float(grade), tuple(reasons), tuple(array("f", bars)), left, right)


DIFFICULTY = Study("difficulty", 2, _make, _pack, _unpack)
"""How hard each score is; the bars to six digits."""
