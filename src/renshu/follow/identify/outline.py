"""What has to be known of a score to recognise it when it is played: a few bytes a note."""

from array import array
from dataclasses import dataclass

from renshu.score.notation import Hand, Score

LEFT = 1
"""The flag of a note of the left hand."""
GRACE = 2
"""The flag of a grace note."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The key presses of a score in order of time, as columns of one length."""

    piece: str
    """What its maker calls the piece by."""
    seconds: "array[float]"
    """Onsets at the tempo as written, 4-byte floats."""
    pitches: bytes
    """MIDI numbers."""
    measures: "array[int]"
    """Measure indexes, 4-byte integers."""
    flags: bytes
    """`LEFT`, `GRACE`, both or neither."""

    def __post_init__(self) -> None:
        """Refuse what cannot come of a score.

        Raises:
            ValueError: The columns differ in length, or a pitch is none.
        """
        columns = (self.seconds, self.pitches, self.measures, self.flags)
        if len({len(column) for column in columns}) > 1:
            raise ValueError("the columns of an outline differ in length")
        if not self.pitches.isascii():  # 7 bits
            raise ValueError("an outline has a pitch that MIDI does not know")

    def __len__(self) -> int:
        return len(self.pitches)

    def first(self, count: int) -> "Outline":
        """The same, of the first notes alone."""
        return Outline(
            self.piece,
            self.seconds[:count],
            self.pitches[:count],
            self.measures[:count],
            self.flags[:count],
        )


def outline_of(score: Score, piece: str) -> Outline:
    """The outline of a score, to be called `piece`."""
    notes = sorted(score.notes, key=lambda note: (note.onset, note.pitch))
    seconds_at = {note.onset: score.tempo.seconds_at(note.onset) for note in notes}
    return Outline(
        piece,
        array("f", [seconds_at[note.onset] for note in notes]),
        bytes(note.pitch for note in notes),
        array("i", [note.measure for note in notes]),
        bytes(LEFT * (note.hand is Hand.LEFT) + GRACE * note.is_grace for note in notes),
    )
