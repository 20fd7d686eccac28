"""What the player has said, as kinds: goals, overruled ratings, milestones that were told."""

from datetime import date, datetime

from renshu.history import export_checks as check
from renshu.history.export_rows import Row, Rows


def _when_set(row: Row) -> datetime:
    return datetime.fromisoformat(row["set_at"])


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
    },
    key=("score_id",),
    rank=_when_set,
)
"""One a piece: that which was set last."""

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
