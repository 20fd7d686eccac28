"""Damaged files: whatever happens to the bytes, reading ends in a score or in one sentence."""

import contextlib
import random
from collections.abc import Iterator

import pytest

from renshu.errors import ScoreError
from renshu.library.musicxml import read
from renshu.library.packing import pack, unpack
from renshu.score.notation import Score
from support.mutating import mutated
from support.shared import shared_folder

SEEDS = 40
SMALL = 60_000
"""Bytes of the files that are damaged in an ordinary run."""


def sources() -> Iterator[bytes]:
    for path in sorted((shared_folder() / "musicxml" / "conformance").iterdir()):
        if path.stat().st_size < SMALL:
            yield path.read_bytes()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    data = mutated(chance.choice(list(sources())), chance)
    score = read_or_refused(data)
    if score is None:
        return
    assert unpack(pack(score)) == score
    assert all(0 <= note.pitch <= 127 and note.duration >= 0 for note in score.notes)
    assert all(note.onset < score.end or note.is_grace for note in score.notes if note.duration)


def read_or_refused(data: bytes) -> Score | None:
    with contextlib.suppress(ScoreError):
        return read(data, "x.xml").score
    return None
