"""Where the player's choices of hands are kept: beside the library, a small file a piece.

They belong to the notes of a piece (its `Score.id`) and never to the score file, so a file that is
downloaded anew keeps them.
"""

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from renshu.errors import ScoreError
from renshu.library.files import write_whole
from renshu.score.hands import HandChoice
from renshu.score.notation import Hand


class HandChoices:
    """The choices for all pieces.

    Args:
        folder: Where the files lie; made when the first choice is stored.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, score_id: str) -> tuple[HandChoice, ...]:
        """The choices for a piece, the oldest first; none where the file cannot be read."""
        try:
            rows = json.loads(self._path(score_id).read_text(encoding="utf-8"))
            return tuple(_choice(row) for row in rows)
        except (OSError, ValueError, KeyError, TypeError, ZeroDivisionError):
            return ()

    def set(self, score_id: str, choices: Sequence[HandChoice]) -> None:
        """Keep these choices for a piece, instead of those before.

        Raises:
            ScoreError: They cannot be stored.
        """
        path = self._path(score_id)
        try:
            if choices:
                rows = [_row(choice) for choice in choices]
                write_whole(path, json.dumps(rows, indent=1).encode())
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or "the file cannot be written").lower()
            raise ScoreError(f"The hands for this piece cannot be kept: {reason}.") from error

    def add(self, score_id: str, choice: HandChoice) -> None:
        """Add one choice for a piece.

        Raises:
            ScoreError: It cannot be stored.
        """
        self.set(score_id, (*self.of(score_id), choice))

    def _path(self, score_id: str) -> Path:
        return self._folder / f"{score_id}.json"


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
