"""What a label says to the eye: a colour and, beside it, a shape that does without colour."""

from enum import StrEnum

from renshu.follow.alignment import Deletion, Insertion, Label, Match

TIMING_SHOWN_MS = 90.0
"""From here on a right note is marked as early or late; less is nobody's business on stage."""


class Verdict(StrEnum):
    """How one note or one press came out; the value names its colour."""

    RIGHT = "right"
    EARLY = "early"
    LATE = "late"
    WRONG = "wrong"
    MISSED = "missed"


PLAYED = frozenset({Verdict.RIGHT, Verdict.EARLY, Verdict.LATE})
"""The verdicts on notes that were played, whenever that was."""

MARKS = {
    Verdict.RIGHT: "●",
    Verdict.EARLY: "‹",
    Verdict.LATE: "›",
    Verdict.WRONG: "×",
    Verdict.MISSED: "○",
}
"""The sign in the middle of a head."""


def verdict(label: Label) -> Verdict:
    """The verdict of a label; presses that stand for nothing are wrong."""
    match label:
        case Match(timing_ms=timing) if timing is not None and abs(timing) > TIMING_SHOWN_MS:
            return Verdict.EARLY if timing < 0 else Verdict.LATE
        case Match() | Insertion(is_ornament=True):
            return Verdict.RIGHT
        case Insertion():
            return Verdict.WRONG
        case Deletion():
            return Verdict.MISSED
