"""What a follower said, in a few letters: for tables of what was played and what it was."""

from renshu.follow.alignment import Deletion, Insertion, Match
from renshu.practice.session import SessionEvent


def fate(said: SessionEvent) -> str:
    """A note's id, `x` for extra, `x/n3` for wrong, `~` for an ornament, `-n3` for missed."""
    match said:
        case Match():
            return said.note_id
        case Insertion(is_ornament=True):
            return "~"
        case Insertion():
            return f"x/{said.wrong_for}" if said.wrong_for else "x"
        case Deletion():
            return f"-{said.note_id}"
        case _:
            return ""
