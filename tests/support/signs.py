"""Signs put on a score of one line: dynamics, hairpins, slurs, pedals, articulations."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from renshu.score.notation import Mark, Score, Span


def signed(
    score: Score,
    dynamics: Mapping[int, str] | None = None,
    spans: Iterable[tuple[str, float, float]] = (),
    articulations: Mapping[str, str] | None = None,
) -> Score:
    """The score with signs.

    Args:
        score: Without.
        dynamics: By onset in quarters; words that are no dynamic, such as `cresc.`, are words.
        spans: Kind, beginning and end in quarters, on the upper staff.
        articulations: By note id.
    """
    marks = tuple(
        Mark("words" if text.endswith(".") else "dynamic", Fraction(onset), text)
        for onset, text in (dynamics or {}).items()
    )
    lasting = tuple(Span(kind, Fraction(a), Fraction(b)) for kind, a, b in spans)
    table = articulations or {}
    notes = tuple(
        replace(note, articulations=(table[note.id],)) if note.id in table else note
        for note in score.notes
    )
    return replace(score, notes=notes, marks=(*score.marks, *marks), spans=(*score.spans, *lasting))
