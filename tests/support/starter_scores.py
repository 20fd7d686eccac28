"""The scores of `scores/`, each read once in a test run."""

import gzip
import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from renshu.library.musicxml import read
from renshu.score.notation import Score
from support.shared import shared_folder

SCORES = Path(__file__).parents[2] / "scores"
NAMES = tuple(sorted(path.stem for path in SCORES.glob("*.musicxml")))


class Press(NamedTuple):
    """A key press as far as two editions of a work share it."""

    measure: int
    """Index of the written measure."""
    onset: Fraction
    """Quarters from the beginning of the measure."""
    pitch: int
    staff: int


@cache
def starter(name: str) -> Score:
    """The starter score of that file name, without its suffix."""
    path = SCORES / f"{name}.musicxml"
    return read(path.read_bytes(), path.name).score


def starter_presses(name: str) -> Iterator[Press]:
    """The presses of a starter score, grace notes left out."""
    score = starter(name)
    for note in score.notes:
        if not note.is_grace:
            onset = note.onset - score.measures[note.measure].onset
            yield Press(note.measure, onset, note.pitch, note.staff)


def reference_presses(file: str) -> Iterator[Press]:
    """The presses of a file beside the checkout, as its list of expected notes tells them."""
    with gzip.open(shared_folder() / "musicxml" / "expected.jsonl.gz", "rt") as lines:
        row = next(row for row in map(json.loads, lines) if row["file"].endswith(file))
    for measure, onset, pitch, _, staff, is_grace in row["notes"]:
        if not is_grace:
            yield Press(measure, Fraction(onset), pitch, staff)


def outer(presses: Iterable[Press]) -> tuple[dict[tuple[int, Fraction], int], ...]:
    """The highest and the lowest pitch of every moment."""
    moments: dict[tuple[int, Fraction], list[int]] = {}
    for press in presses:
        moments.setdefault((press.measure, press.onset), []).append(press.pitch)
    highest = {moment: max(pitches) for moment, pitches in moments.items()}
    lowest = {moment: min(pitches) for moment, pitches in moments.items()}
    return highest, lowest


def shared_part(
    ours: dict[tuple[int, Fraction], int], theirs: dict[tuple[int, Fraction], int]
) -> float:
    """How much of `theirs` stands in `ours` too, from 0 to 1."""
    return sum(ours.get(moment) == pitch for moment, pitch in theirs.items()) / len(theirs)
