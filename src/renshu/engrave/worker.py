"""The child process that engraves: `python -m renshu.engrave.worker`.

Asked `["warm"]` it loads Verovio; asked `["engrave", layout, MusicXML]` it sends each system with
its number as progress, as soon as it is painted, and answers with how many there were. Of a long
score the first systems come twice: soon, from its beginning alone, and again in their turn, when
slurs that lead far ahead are known.
"""

from collections import deque
from collections.abc import Iterator
from typing import Any

from renshu.engrave.manuscript import Manuscript
from renshu.engrave.packing import pack, unpack_layout
from renshu.engrave.painter import Painter
from renshu.engrave.picture import Layout, SystemPicture
from renshu.engrave.svg import read_system
from renshu.engrave.typesetting import Typesetter
from renshu.workers.server import Progress, serve

UNSETTLED = 2
"""Systems at the end of a beginning that may yet come out otherwise."""


class Piece:
    """A score that stays loaded, for the next size of the window."""

    def __init__(self, musicxml: bytes) -> None:
        self.musicxml = musicxml
        manuscript = Manuscript(musicxml)
        self._numbers = manuscript.numbers
        self._whole = Typesetter(manuscript.score)
        beginning = manuscript.beginning()
        self._beginning = None if beginning is None else Typesetter(beginning)

    def first_systems(self, painter: Painter) -> Iterator[SystemPicture]:
        """The systems at the beginning of a long score; none of a short one."""
        held: deque[SystemPicture] = deque()
        for picture in self._painted(self._beginning, painter) if self._beginning else ():
            held.append(picture)
            if len(held) > UNSETTLED:
                yield held.popleft()

    def systems(self, painter: Painter) -> Iterator[SystemPicture]:
        """All systems."""
        return self._painted(self._whole, painter)

    def _painted(self, typesetter: Typesetter, painter: Painter) -> Iterator[SystemPicture]:
        measure = 0
        for svg in typesetter.systems(painter.layout):
            number = self._numbers[measure] if measure < len(self._numbers) else ""
            yield (picture := painter.paint(read_system(svg), measure, number))
            measure += len(picture.measures)


class EngravingDesk:
    """Answers requests; the last piece and all glyphs stay at hand."""

    def __init__(self) -> None:
        self._piece: Piece | None = None
        self._painters: dict[Layout, Painter] = {}

    def handle(self, request: list[Any], progress: Progress) -> int:
        """Answer one request."""
        if request[0] == "warm":
            Typesetter.warm()
            return 0
        _, packed_layout, musicxml = request
        if self._piece is None or self._piece.musicxml != musicxml:
            self._piece = Piece(musicxml)
        layout = unpack_layout(packed_layout)
        painter = self._painters.setdefault(layout, Painter(layout))
        _send(self._piece.first_systems(painter), progress)
        return _send(self._piece.systems(painter), progress)


def _send(pictures: Iterator[SystemPicture], progress: Progress) -> int:
    sent = 0
    for picture in pictures:
        progress([sent, pack(picture)])
        sent += 1
    return sent


if __name__ == "__main__":
    serve(EngravingDesk().handle)
