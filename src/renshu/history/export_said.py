"""What the player has said, as kinds: goals, overruled ratings, milestones that were told."""

from datetime import date, datetime

from renshu.history import export_checks as check
from renshu.history.export_rows import Row, Rows


def _when_said(row: Row) -> datetime:
    return datetime.fromisoformat(row["dropped_at"] or row["set_at"])


def _is_had(row: Row) -> bool:
    return row["dropped_at"] is None


def _earliness(row: Row) -> int:
    return -date.fromisoformat(row["on"]).toordinal()


GOALS = Rows(
    "goals",
    "goal",
    {
        "score_id": check.name,
        "title": check.text,
        "by_day": check.day,
        "tempo": check.number,
        "set_at": check.moment,
        "dropped_at": check.optional(check.moment),
    },
    key=("score_id",),
    rank=_when_said,
    is_there=_is_had,
    later={"dropped_at": None},
)
"""One a piece: that which was set last, unless it was dropped after that."""

OVERRULES = Rows(
    "overrules",
    "overrule",
    {
        "score_id": check.name,
        "start": check.quarters,
        "end": check.quarters,
        "hands": check.hands,
        "said_at": check.moment,
        "verdict": check.name,
        "due": check.optional(check.moment),
    },
    key=("score_id", "start", "end", "hands", "said_at"),
)
"""What the player said of how well a section is known: all of it."""

MILESTONES = Rows(
    "milestones",
    "milestone",
    {"key": check.name, "on": check.day},
    key=("key",),
    rank=_earliness,
)
"""Each on the first day on which it was reached."""
