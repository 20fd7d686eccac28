"""The player's choices of hands as text, as the catalogue keeps them."""

import json
from collections.abc import Sequence
from typing import Any

from renshu.score.hands import HandChoice
from renshu.score.notation import Hand
from renshu.score.quarters import quarters_text, read_quarters


def choices_text(choices: Sequence[HandChoice]) -> str:
    """The choices as JSON, the oldest first."""
    return json.dumps([_row(choice) for choice in choices])


def read_choices(text: str) -> tuple[HandChoice, ...]:
    """The choices that `choices_text` wrote.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: It did not.
    """
    return tuple(_choice(row) for row in json.loads(text))


def _row(choice: HandChoice) -> dict[str, Any]:
    return {
        "start": quarters_text(choice.start),
        "end": quarters_text(choice.end),
        "hand": choice.hand.value,
        "staff": choice.staff,
        "lowest": choice.lowest,
        "highest": choice.highest,
    }


def _choice(row: dict[str, Any]) -> HandChoice:
    return HandChoice(
        read_quarters(row["start"]),
        read_quarters(row["end"]),
        Hand(row["hand"]),
        row["staff"],
        row["lowest"],
        row["highest"],
    )
