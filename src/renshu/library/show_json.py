"""A score as one JSON object, for `renshu show --json` and for comparing readers."""

from collections.abc import Iterator
from typing import Any

from renshu.score.notation import Part, Score, ScoreNote
from renshu.score.quarters import quarters_text


def score_object(score: Score, file: str) -> dict[str, Any]:
    """The JSON object of `score`; onsets and durations are fractions of a quarter as text."""
    return {
        "file": file,
        "id": score.id,
        "title": score.title or None,
        "composer": score.composer or None,
        "measures": [
            {
                "number": measure.number,
                "onset": quarters_text(measure.onset),
                "duration": quarters_text(measure.duration),
            }
            for measure in score.measures
        ],
        "notes": list(_notes(score)),
        "tempo": [
            {"onset": quarters_text(mark.onset), "qpm": mark.qpm} for mark in score.tempo.marks
        ],
        "order": list(score.roadmap.order),
        "notices": [
            {"part": notice.part, "measure": notice.measure, "text": notice.text}
            for notice in score.notices
        ],
    }


def _notes(score: Score) -> Iterator[dict[str, Any]]:
    """Every key press of the file; those of the piano are `asked`, staves count per part."""
    for notes, is_asked in ((score.notes, True), (score.other_notes, False)):
        for note in (note for note in notes if not note.is_cue):
            part = _part_of(score, note)
            yield {
                "id": note.id,
                "measure": note.measure,
                "onset": quarters_text(note.onset),
                "duration": quarters_text(note.duration),
                "pitch": note.pitch,
                "part": part.name,
                "staff": note.staff - part.first_staff + 1,
                "hand": note.hand.value,
                "grace": note.is_grace,
                "asked": is_asked,
            }


def _part_of(score: Score, note: ScoreNote) -> Part:
    for part in reversed(score.parts):
        if part.first_staff <= note.staff:
            return part
    return Part("", "")
