"""What reading a file gives: the score to practise, and the notation to engrave."""

import zlib
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Self

from renshu.errors import ScoreError
from renshu.harmless import harmless
from renshu.score.notation import Score


@dataclass(frozen=True, slots=True)
class Loaded:
    """A score and its mended MusicXML, whose `<note>` ids are those of the score's notes."""

    score: Score
    packed: bytes
    """The MusicXML as zlib packs it: it is wanted only when pages are engraved."""

    @classmethod
    def of(cls, score: Score, musicxml: bytes) -> Self:
        """A score with its notation."""
        return cls(score, zlib.compress(musicxml))

    @property
    def musicxml(self) -> bytes:
        """The mended MusicXML, UTF-8."""
        return zlib.decompress(self.packed)

    def to_practise(self) -> Self:
        """The same, if there is something to practise in it.

        Raises:
            ScoreError: There are no notes for a piano.
        """
        if not self.score.notes:
            raise ScoreError(f"There are no notes for a piano in “{self.score.title}”.")
        return self

    def titled(self, file_name: str) -> Self:
        """The same, with a title made of the file's name where the file itself gives none."""
        if self.score.title:
            return self
        named = replace(self.score.credits, title=title_from(file_name))
        return replace(self, score=replace(self.score, credits=named))


def title_from(file_name: str) -> str:
    """A title made of a file's name; never empty."""
    return " ".join(harmless(PurePath(file_name).stem).replace("_", " ").split()) or "Untitled"
