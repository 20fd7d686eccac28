"""A score as a text table: a line for every moment at which a key is to be pressed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from renshu.score.notation import Hand, Measure, Score, ScoreNote

Row = tuple[str, str, str, str]
"""Bar, beat, right hand, left hand."""

_HEADINGS: Row = ("bar", "beat", "right hand", "left hand")


def score_table(score: Score) -> str:
    """Title, facts, playing order, notes and notices of `score`, as lines of text."""
    lines = [*_heading(score), "", *_aligned([_HEADINGS, *_rows(score)])]
    if score.notices:
        lines += ["", *(_notice_lines(score))]
    return "\n".join(lines)


def _heading(score: Score) -> Iterator[str]:
    facts = score.credits
    yield f"{facts.title} ({facts.reading})" if facts.reading else facts.title
    people = [
        facts.subtitle,
        facts.composer,
        f"arranged by {facts.arranger}" if facts.arranger else "",
        f"from {facts.source}" if facts.source else "",
    ]
    if any(people):
        yield " · ".join(filter(None, people))
    yield " · ".join(
        [
            _counted(len(score.measures), "bar"),
            _counted(len(score.notes), "note"),
            _tempo(score),
        ]
    )
    if not score.roadmap.is_linear:
        yield f"played: {playing_order(score)}"


def _tempo(score: Score) -> str:
    tempo = f"♩ = {score.tempo.qpm_at(Fraction(0)):g}"
    return tempo if score.tempo.is_written else f"{tempo} (not in the file)"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def playing_order(score: Score) -> str:
    """The playing order in printed bar numbers: `1–8, 1–16`."""
    order = score.roadmap.order
    breaks = [i for i, (here, there) in enumerate(pairwise(order), start=1) if there != here + 1]
    runs = [order[a:b] for a, b in pairwise([0, *breaks, len(order)])]
    return ", ".join(_bars(score.measures, run) for run in runs if run)


def _bars(measures: Sequence[Measure], run: Sequence[int]) -> str:
    first, last = measures[run[0]].number, measures[run[-1]].number
    return first if len(run) == 1 else f"{first}–{last}"


def _rows(score: Score) -> Iterator[Row]:
    for index, notes in groupby(score.notes, lambda note: note.measure):
        measure = score.measures[index]
        number = measure.number
        for onset, together in groupby(notes, lambda note: note.onset):
            hands = _by_hand(list(together))
            yield number, beat_of(measure, onset), hands[Hand.RIGHT], hands[Hand.LEFT]
            number = ""


def _by_hand(notes: Sequence[ScoreNote]) -> dict[Hand, str]:
    return {hand: " ".join(_note(note) for note in notes if note.hand is hand) for hand in Hand}


def beat_of(measure: Measure, onset: Fraction) -> str:
    """The beat at `onset`, counted from 1: `3`, or `2+1/3` for a third of a beat later.

    A pickup bar ends on the last beat of its metre.
    """
    beat = measure.time_signature.beat_duration
    missing = measure.time_signature.measure_duration - measure.duration
    before = missing if measure.index == 0 and missing > 0 else Fraction(0)
    whole, rest = divmod((onset - measure.onset + before) / beat, 1)
    return f"{whole + 1}+{rest}" if rest else f"{whole + 1}"


def _note(note: ScoreNote) -> str:
    if note.is_grace:
        return f"({note.spelling})"
    ornament = f"~{note.ornament.kind}" if note.ornament else ""
    return f"{note.spelling}:{note.duration}{ornament}"


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _notice_lines(score: Score) -> Iterator[str]:
    for notice in score.notices:
        part = f"{notice.part}, " if notice.part and len(score.parts) > 1 else ""
        yield f"{part}{notice}"
