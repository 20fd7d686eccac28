"""The form in which `renshu history --json` prints takes."""

from renshu.history.conditions_json import conditions_json
from renshu.history.facts import TakeRow
from renshu.score.passage import Passage
from renshu.score.quarters import quarters_text


def take_json(row: TakeRow) -> dict[str, object]:
    """One take; times in seconds, places in quarters as `P/Q`.

    `tempo` is the one that was set. That at which it was played is told where it is known, and its
    conditions where something was hidden or transposed.
    """
    facts = row.facts
    conditions = conditions_json(facts.conditions)
    return {
        "id": facts.id,
        "score": facts.score_id,
        "title": facts.title,
        "started_at": facts.started_at.isoformat(),
        "seconds": row.seconds,
        "passage": passage_json(facts.passage),
        "hands": facts.passage.hands.value,
        "mode": facts.mode.value,
        "tempo": facts.tempo,
        "matched": row.tally.matched,
        "wrong": row.tally.wrong,
        "missed": row.tally.missed,
        "extra": row.tally.extra,
        "ended_by": row.ended_by.value,
        **({} if row.played_tempo is None else {"played_tempo": round(row.played_tempo, 3)}),
        **({"conditions": conditions} if conditions else {}),
    }


def passage_json(passage: Passage) -> dict[str, object]:
    """A stretch of written time."""
    return {
        "start": quarters_text(passage.start),
        "end": quarters_text(passage.end),
        "is_looped": passage.is_looped,
    }
