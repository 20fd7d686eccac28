"""A take as `renshu replay --json` prints it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.verdicts.judging import judge
from renshu.follow.verdicts.kinds import Verdict
from renshu.practice.take import Summary, Take, Tally, summarise
from renshu.score.notation import Score
from renshu.score.passage import ScorePosition
from renshu.score.quarters import quarters_text


def report(take: Take, score: Score, start: float = 0.0) -> dict[str, Any]:
    """The JSON object of a take: every press with its label, what was missed, verdicts, the sums.

    Times are seconds of the recording, positions quarters of written time as `P/Q`. A note that a
    wrong key stands for is named there and is not among the missed ones.

    Args:
        take: What was played.
        score: What was asked.
        start: Where in the recording the take begins, in seconds.
    """
    return {
        "mode": take.mode.value,
        "played": [
            _press(label, start) for label in take.labels if not isinstance(label, Deletion)
        ],
        "missed": list(_missed(take.labels)),
        "verdicts": [
            _verdict(verdict, start)
            for verdict in judge(score, take.labels, take.events, take.mode)
        ],
        "summary": _summary(summarise(take.labels, score), score),
    }


def _press(label: Match | Insertion, start: float) -> dict[str, Any]:
    return {
        "time": round(start + label.key.time, 6),
        "pitch": label.key.pitch,
        "velocity": label.key.velocity,
        **(_match(label) if isinstance(label, Match) else _insertion(label)),
        "position": _quarters(label.position),
    }


def _match(label: Match) -> dict[str, Any]:
    verdict = {"label": "match", "wrong_for": None, "is_ornament": False}
    return {**verdict, "note": label.note_id, "timing_ms": label.timing_ms}


def _insertion(label: Insertion) -> dict[str, Any]:
    verdict = {"label": "extra", "wrong_for": label.wrong_for, "is_ornament": label.is_ornament}
    return {**verdict, "note": None, "timing_ms": None}


def _verdict(verdict: Verdict, start: float) -> dict[str, Any]:
    return {
        "kind": verdict.kind.value,
        "class": verdict.kind.aspect.value,
        "time": round(start + verdict.time, 6),
        "position": _quarters(verdict.position),
        "note": verdict.note_id,
        "amount": verdict.amount,
    }


def _missed(labels: Sequence[Label]) -> Iterable[str]:
    stood_for = Counter(label.wrong_for for label in labels if isinstance(label, Insertion))
    for label in labels:
        if isinstance(label, Deletion):
            if stood_for[label.note_id]:
                stood_for[label.note_id] -= 1
            else:
                yield label.note_id


def _summary(summary: Summary, score: Score) -> dict[str, Any]:
    return {
        **tally_json(summary.total),
        "median_timing_ms": summary.median_timing_ms,
        "hands": {hand.value: tally_json(tally) for hand, tally in summary.per_hand.items()},
        "bars": [
            {"bar": score.measures[measure].number, "pass": number, **tally_json(tally)}
            for (measure, number), tally in summary.per_pass.items()
        ],
    }


def tally_json(tally: Tally) -> dict[str, Any]:
    """Counts of labels as an object, with the share that was right."""
    return {
        "matched": tally.matched,
        "wrong": tally.wrong,
        "missed": tally.missed,
        "extra": tally.extra,
        "accuracy": tally.accuracy,
    }


def _quarters(position: ScorePosition | None) -> str | None:
    return quarters_text(position.onset) if position else None
