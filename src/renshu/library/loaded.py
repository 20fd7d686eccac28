"""What reading a file gives: the score to practise, and the notation to engrave."""

from dataclasses import dataclass

from renshu.score.notation import Score


@dataclass(frozen=True, slots=True)
class Loaded:
    """A score and its mended MusicXML, whose `<note>` ids are those of the score's notes."""

    score: Score
    musicxml: bytes
