"""Key presses by the moments that they play, for tests of what a diary makes of them."""

from collections.abc import Iterable

from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press
from renshu.score.notation import Score
from renshu.score.passage import Hands


def pressed(
    piece: Score,
    places: Iterable[int],
    hands: Hands = Hands.BOTH,
    *,
    at: float = 0.0,
    apart: float = 1.0,
) -> list[Press]:
    """The notes of some moments, one moment after the other in equal steps of seconds."""
    moments = Moments(piece)
    return [
        Press(at + apart * step, note.pitch, place, note, is_stray=False)
        for step, place in enumerate(places)
        for note in piece.notes
        if moments.place_of[note.onset] == place and hands.include(note.hand)
    ]


def stray(time: float, pitch: int = 99) -> Press:
    """A key that is no note."""
    return Press(time, pitch, None, None, is_stray=True)
