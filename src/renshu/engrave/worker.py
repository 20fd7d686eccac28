"""The child process that engraves: `python -m renshu.engrave.worker`.

Asked `["warm"]` it loads Verovio; asked `["engrave", layout, MusicXML]` it sends each system with
its number as progress, as soon as it is painted, and answers with how many there were.
"""

from typing import Any

from renshu.engrave.packing import pack, unpack_layout
from renshu.engrave.painter import Painter
from renshu.engrave.picture import Layout
from renshu.engrave.svg import read_system
from renshu.engrave.typesetting import Typesetter
from renshu.workers.server import Progress, serve


class EngravingDesk:
    """Answers requests; a piece stays laid out, for the next size of the window."""

    def __init__(self) -> None:
        self._typesetter: Typesetter | None = None
        self._painters: dict[Layout, Painter] = {}

    def handle(self, request: list[Any], progress: Progress) -> int:
        """Answer one request."""
        if request[0] == "warm":
            Typesetter.warm()
            return 0
        _, layout, musicxml = request
        return self._engrave(unpack_layout(layout), musicxml, progress)

    def _engrave(self, layout: Layout, musicxml: bytes, progress: Progress) -> int:
        if self._typesetter is None or self._typesetter.musicxml != musicxml:
            self._typesetter = Typesetter(musicxml)
        painter = self._painters.setdefault(layout, Painter(layout))
        systems = measure = 0
        for svg in self._typesetter.systems(layout):
            numbers = self._typesetter.numbers[measure : measure + 1]
            picture = painter.paint(read_system(svg), measure, "".join(numbers))
            progress([systems, pack(picture)])
            measure += len(picture.measures)
            systems += 1
        return systems


if __name__ == "__main__":
    serve(EngravingDesk().handle)
