"""The conditions of a take in words."""

from renshu.practice.conditions import Conditions
from renshu.practice.hiding import Guard, Hidden

HIDDEN = {
    Hidden.NOTHING: "",
    Hidden.HEADS: "heads from memory",
    Hidden.LEFT: "left hand from memory",
    Hidden.RIGHT: "right hand from memory",
    Hidden.SECOND_BARS: "every other bar from memory",
    Hidden.FIRST_BARS: "the other bars from memory",
    Hidden.ALL: "from memory",
    Hidden.BLIND: "blind",
}
"""What was to be known by heart."""

GUARDS = {
    Guard.OFF: "All bars can be read.",
    Guard.PAST: "Bars that have been played fade: no looking back.",
    Guard.WINDOW: "Bars that have been played fade, and the next ones come in time.",
}
"""What the guard of sight-reading does."""


def conditions_text(conditions: Conditions) -> str:
    """`left hand from memory, 2 peeks, transposed +2`; empty where all was as usual."""
    return ", ".join(
        filter(
            None,
            (
                HIDDEN[conditions.hidden],
                _peeks(len(conditions.peeks)),
                transposition_text(conditions.transposition),
            ),
        )
    )


def transposition_text(semitones: int) -> str:
    """`transposed +2`; empty where nothing is."""
    return f"transposed {semitones:+d}" if semitones else ""


def _peeks(count: int) -> str:
    if not count:
        return ""
    return "1 peek" if count == 1 else f"{count} peeks"
