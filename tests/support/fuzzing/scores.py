"""Scores: files that are damaged, and files that are whole and odd."""

import random
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from renshu.errors import ScoreError
from renshu.library.loading import SECONDS
from renshu.library.musicxml import read
from renshu.library.packing import pack, unpack
from renshu.library.show_json import score_object
from renshu.library.starter import starter_folder
from renshu.library.studies.registered import REGISTERED
from renshu.score.notation import Score
from renshu.score.printing import score_table
from support.fuzzing.bytes_damaged import damaged
from support.fuzzing.score_grammar import score
from support.fuzzing.target import Target
from support.mutating import mutated

MEASURED = Path(__file__).parents[4] / "shared" / "musicxml"
"""More files to damage, where a development checkout has them beside it."""


@cache
def sources() -> tuple[bytes, ...]:
    """The files that are damaged."""
    folders = (starter_folder(), MEASURED / "conformance")
    paths = (path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()))
    return tuple(
        path.read_bytes() for path in paths if path.suffix in {".musicxml", ".xml", ".mxl"}
    )


def make(chance: random.Random) -> bytes:
    """A score."""
    match chance.randrange(6):
        case 0 | 1:
            return mutated(chance.choice(sources()), chance)
        case 2:
            return mutated(score(chance), chance)
        case 3:
            packed = zipped(score(chance), chance)
            return damaged(packed, chance) if chance.random() < 0.7 else packed
        case _:
            return score(chance)


def zipped(xml: bytes, chance: random.Random) -> bytes:
    """A compressed score, its container right or not."""
    name = chance.choice(("score.xml", "a/b.musicxml", "../up.xml", "楽譜.xml"))
    rootfile = chance.choice((name, name, "other.xml", ""))
    container = f'<container><rootfiles><rootfile full-path="{rootfile}"/></rootfiles></container>'
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        if chance.random() < 0.9:
            archive.writestr("META-INF/container.xml", container)
        archive.writestr(name, xml)
    return buffer.getvalue()


def check(case: bytes) -> str:
    """Read it, and all that the program does with a score that it has read."""
    try:
        found = read(case, "case.mxl").score
    except ScoreError:
        return "refused"
    assert unpack(pack(found)) == found, "packing changes it"
    assert all(0 <= note.pitch <= 127 and note.duration >= 0 for note in found.notes)
    score_table(found)
    score_object(found, "case")
    if found.notes:
        use(found)
    return "read with notices" if found.notices else "read"


def use(found: Score) -> None:
    """Work out what the library wants to know of every score."""
    for study in REGISTERED:
        study.unpack(study.pack(study.make(found, "0" * 64)), "0" * 64)


SCORES = Target("scores", make, check, SECONDS)
