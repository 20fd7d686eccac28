"""What the player's piano makes of a score: notes outside its keys are shown and not asked."""

from dataclasses import replace

from renshu.score.compass import Compass
from renshu.score.notation import Score


def playable(score: Score, compass: Compass) -> Score:
    """The score as it can be asked on a piano: what has no key there can only be heard.

    It is the same piece, with the same id; where nothing is outside, it is the score itself.
    """
    outside = tuple(note for note in score.notes if note.pitch not in compass)
    if not outside:
        return score
    inside = tuple(note for note in score.notes if note.pitch in compass)
    return replace(score, notes=inside, other_notes=(*score.other_notes, *outside))
