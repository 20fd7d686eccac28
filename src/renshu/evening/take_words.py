"""What is said of a take in lists, on the screen and in commands."""

from typing import TYPE_CHECKING

from renshu.evening.conditions import conditions_text
from renshu.practice.take import EndedBy
from renshu.practice.trends.metrics import Metric

if TYPE_CHECKING:
    from renshu.history.facts import TakeRow

_ENDED = {
    EndedBy.PLAYER: "stopped",
    EndedBy.END: "to the end",
    EndedBy.INTERRUPTED: "interrupted",
    EndedBy.REPLAY: "from a file",
}


def tempo_text(row: "TakeRow") -> str:
    """How fast it was played, as trends and diary have it; nothing where that is not known."""
    return Metric.TEMPO.text(row.played_tempo and 100 * row.played_tempo)


def ended_text(row: "TakeRow") -> str:
    """How it ended, and before that what was hidden or transposed."""
    return ", ".join(filter(None, (conditions_text(row.facts.conditions), _ENDED[row.ended_by])))
