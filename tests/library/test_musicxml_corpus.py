"""Real files and what an independent extractor found in them; a sample in an ordinary run.

The whole comparison is the checking program beside the data, run with `renshu show --json`.
"""

import gzip
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from renshu.library.musicxml import read
from renshu.score.notation import Score
from support.shared import shared_folder

EVERY = 23
"""Every so-manieth file is read in an ordinary run."""

Press = tuple[int, int, int]
"""Measure, onset in 24ths of a quarter, pitch."""


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared_folder() / "musicxml"


def sample(folder: Path) -> list[dict[str, Any]]:
    with gzip.open(folder / "expected.jsonl.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if "unreadable" not in row][::EVERY]


def presses_of(score: Score) -> Counter[Press]:
    return Counter(
        (note.measure, round((note.onset - score.measures[note.measure].onset) * 24), note.pitch)
        for note in (*score.notes, *score.other_notes)
        if not note.is_grace and not note.is_cue
    )


def test_a_sample_of_real_files_is_read_exactly(folder: Path) -> None:
    missing = extra = total = 0
    for row in sample(folder):
        path = folder / row["file"]
        found = presses_of(read(path.read_bytes(), path.name).score)
        wanted = Counter(
            (measure, round(Fraction(onset) * 24), int(pitch))
            for measure, onset, pitch, _, _, is_grace in row["notes"]
            if not is_grace
        )
        total += wanted.total()
        missing += (wanted - found).total()
        extra += (found - wanted).total()
    assert total > 3000
    assert missing <= total * 0.0005
    assert extra <= total * 0.0005


def test_where_engines_agree_the_playing_order_is_theirs(folder: Path) -> None:
    for row in sample(folder):
        if row.get("order_agreed") and "musescore_order" in row:
            path = folder / row["file"]
            score = read(path.read_bytes(), path.name).score
            order = row["musescore_order"]
            expected = tuple(range(row["measures"])) if order == "linear" else tuple(order)
            assert score.roadmap.order == expected, row["file"]
