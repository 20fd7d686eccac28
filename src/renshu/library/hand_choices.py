"""The player's choices of hands as text, as the catalogue keeps them."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from renshu.score.hands import HandChoice
from renshu.score.notation import Hand


def choices_text(choices: Sequence[HandChoice]) -> str:
    """The choices as JSON, the oldest first."""
    return json.dumps([_row(choice) for choice in choices])


def read_choices(text: str) -> tuple[HandChoice, ...]:
    """The choices that `choices_text` wrote.

    Raises:
        ValueError, TypeError, KeyError, ZeroDivisionError: It did not.
    """
    return tuple(_choice(row) for row in json.loads(text))


def _row(choice: HandChoice) -> dict[str, Any]:
    return {
        "start": str(choice.start),
        "end": str(choice.end),
        "hand": choice.hand.value,
        "staff": choice.staff,
        "lowest": choice.lowest,
        "highest": choice.highest,
    }


def _choice(row: dict[str, Any]) -> HandChoice:
    return HandChoice(
        Fraction(row["start"]),
        Fraction(row["end"]),
        Hand(row["hand"]),
        row["staff"],
        row["lowest"],
        row["highest"],
    )
