"""Laws of engraving over whole scores: those of the starter library, and those of other people.

A few each run, so that the suite stays quick, and every sign of notation in a tiny score of its
own; `RENSHU_GALLERY=all` takes all scores, which needs minutes. `benchmarks/gallery.py` draws them.
"""

import os
from pathlib import Path

import pytest

from renshu.engrave.picture import Layout
from renshu.library.musicxml import read
from support import constructs
from support.engraving_laws import broken
from support.shared import shared_folder
from support.starter_scores import NAMES, SCORES
from support.terminal_picture import engraved

LAYOUTS = {
    "text": Layout(236),
    "small text": Layout(156, 3),
    "pixels": Layout(2400, 24, (20, 40), grain=2),
}

OFTEN = ("beethoven-moonlight-1", "satie-gymnopedie-1")
"""Starter scores of every run: ledger lines between close staves; slurs, pedals and fingering."""

EXCUSED = {
    "Gaspard": "steps from its place",
    "Alborada": "steps from its place",
    "Liebestraum": "steps from its place",
    "Sonate_No._8_Pathetique_2nd": "steps from its place",
    "Moments_Musicaux_Op16_No4": "steps from its place",
    "BrookeWest": "has no head",
}
"""Works with faults that are known. Verovio loses clefs of a staff whose notes are all in the voice
of another, and puts some clefs of cadenzas and graces elsewhere than our reader: what it draws fits
the clefs that it shows. Tablature has no heads.
"""

LARGEST = 40_000
"""Bytes of a shared score in an ordinary run; larger ones take seconds to read."""

WHOLE_GALLERY = os.environ.get("RENSHU_GALLERY") == "all"


def check(path: Path, layout: Layout) -> None:
    """Fail with all that is wrong about an engraving."""
    loaded = read(path.read_bytes(), path.name)
    faults = list(broken(loaded, list(engraved(loaded.musicxml, layout)), layout))
    for name, known in EXCUSED.items():
        if name in path.name:
            faults = [fault for fault in faults if known not in fault]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("name", NAMES if WHOLE_GALLERY else OFTEN)
def test_a_starter_score_keeps_the_laws(name: str, layout: Layout) -> None:
    check(SCORES / f"{name}.musicxml", layout)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("name", constructs.ALL)
def test_every_sign_of_notation_keeps_the_laws(name: str, layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.musicxml"
    path.write_bytes(constructs.ALL[name]())
    check(path, layout)


def shared_scores() -> list[Path]:
    """All shared scores, or two small ones in an ordinary run."""
    paths = sorted((shared_folder() / "musicxml" / "real").iterdir())
    if WHOLE_GALLERY:
        return paths
    small = [path for path in paths if path.stat().st_size < LARGEST]
    return small[:: max(len(small) // 2, 1)][:2]


def test_scores_of_other_people_keep_the_laws() -> None:
    for path in shared_scores():
        check(path, LAYOUTS["text"])
