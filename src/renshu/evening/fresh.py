"""Pieces that were never begun, as far as they could be begun tonight."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from renshu.errors import ScoreError
from renshu.evening.choices import TEMPO_STEP
from renshu.library.folding import folded
from renshu.practice.plan.candidate import Candidate
from renshu.score.bars import span_text

if TYPE_CHECKING:
    from renshu.evening.services import Services
    from renshu.library.catalogue import Entry
    from renshu.score.notation import Score

AT_FIRST = 3
"""Pieces proposed to somebody who has played nothing yet."""
SECTIONS = 2
"""So many sections of a piece are enough to begin with."""
CAREFULLY = 0.6
"""Share of the goal tempo at which something new is begun."""

TO_BEGIN_WITH = "Nothing is known of your playing yet: a piece to begin with"
NEXT = "A piece you have not begun yet, near what you play"
OTHER = "A piece you have not begun yet"

_EASIEST = 1.0
_MARKED = {"easy": 2.0}
"""Grades by what an arrangement is called, as long as it was not studied."""


def unbegun(
    services: "Services", entries: Iterable["Entry"], begun: Collection[str]
) -> "list[Entry]":
    """The pieces that were never begun: those the player wants first, then the nearest in level.

    Args:
        services: Where the difficulties are.
        entries: The library.
        begun: The ids of scores that were.
    """
    there = [entry for entry in entries if not entry.is_missing and not entry.fault]
    grades = difficulties(services, there)
    played = [grades[entry.file_hash] for entry in there if _is_in(entry, begun, grades)]
    level = median(played) if played else _EASIEST
    new = [entry for entry in there if entry.score_id not in begun]

    def nearness(entry: "Entry") -> tuple[object, ...]:
        marked = _MARKED.get(entry.level, 9 + level)
        distance = abs(grades.get(entry.file_hash, marked) - level)
        return not _is_wanted(entry), distance, folded(entry.title), entry.id

    return sorted(new, key=nearness)


def first_sections(
    services: "Services", entries: Sequence["Entry"], pieces: int, said: str
) -> "Iterator[tuple[Entry, Candidate]]":
    """The first sections of some pieces; those that cannot be read are passed over.

    Args:
        services: Where scores are read. This may take seconds where one was never opened.
        entries: In the order in which they are tried.
        pieces: So many at most.
        said: Why they are proposed; those that the player wants have a reason of their own.
    """
    from renshu.library.loading import Loader

    grades = difficulties(services, entries)
    with Loader(services.cache) as loader:
        for entry in entries:
            if pieces < 1:
                return
            try:
                score = loader.load(entry.path).score
            except ScoreError:
                continue
            pieces -= 1
            wish = _wish(entry, grades.get(entry.file_hash), said)
            for one in new_sections(score, entry.title)[:SECTIONS]:
                yield entry, replace(one, wish=wish, turn=-pieces)


def new_sections(score: "Score", title: str, goal_tempo: float = 1.0) -> list[Candidate]:
    """The phrases of a score that nobody has practised, in order."""
    from renshu.practice.proposing import phrases

    sections = (proposal.section for proposal in phrases(score))
    return [
        Candidate(
            score.id,
            title,
            section.passage(),
            span_text(score, section.start, section.end),
            _seconds(score, section.start, section.end) / goal_tempo,
            tempo=stepped(goal_tempo * CAREFULLY),
        )
        for section in sections
    ]


def stepped(share: float) -> float:
    """The tempo in steps of five percent, and never still."""
    return round(max(1, round(share / TEMPO_STEP)) * TEMPO_STEP, 2)


def difficulties(services: "Services", entries: Iterable["Entry"]) -> Mapping[str, float]:
    """The difficulties from 1 to 9, as far as they are known, by the hash of the file."""
    from renshu.library.studies.difficulty import DIFFICULTY
    from renshu.library.studies.store import StudyStore

    listed = tuple(entries)
    with StudyStore(services.folders.studies) as store:
        known = store.known(DIFFICULTY, [entry.file_hash for entry in listed])
    own = {e.file_hash: e.own_difficulty for e in listed if e.own_difficulty is not None}
    return {content: difficulty.grade for content, difficulty in known.items()} | own


def _is_in(entry: "Entry", begun: Collection[str], grades: Mapping[str, float]) -> bool:
    return entry.score_id in begun and entry.file_hash in grades


def _is_wanted(entry: "Entry") -> bool:
    return entry.track is not None and entry.track.wanted_at is not None


def _wish(entry: "Entry", grade: float | None, said: str) -> str:
    hard = f" (difficulty {grade:.0f} of 9)" if grade is not None else ""
    if _is_wanted(entry):
        return f"You want to learn it: this is how it begins{hard}."
    return f"{said}{hard}."


def _seconds(score: "Score", start: Fraction, end: Fraction) -> float:
    return score.tempo.seconds_at(end) - score.tempo.seconds_at(start)
