"""Verovio: from MusicXML to one SVG a system. In the worker only."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from renshu.engrave.picture import Layout
from renshu.engrave.scale import page_width
from renshu.errors import EngravingError

TIGHT = {
    "spacingLinear": 0.05,
    "spacingNonLinear": 0.4,
    "spacingStaff": 6,
    "spacingBraceGroup": 6,
    "spacingSystem": 0,
    "measureMinWidth": 5,
    "leftMarginNote": 0.7,
    "leftMarginAccid": 1.2,
    "rightMarginAccid": 0.3,
    "lyricSize": 2.5,
    "dynamDist": 0.5,
    "beamMaxSlope": 6,
}
"""Spacing: a bar of eighths should take a quarter of a line of 120 columns."""

PLAIN = {
    "scale": 100,
    "unit": 9.0,
    "pageHeight": 60000,
    "adjustPageHeight": True,
    "systemMaxPerPage": 1,
    "breaks": "auto",
    "header": "none",
    "footer": "none",
    "condense": "none",
    "pageMarginLeft": 0,
    "pageMarginRight": 0,
    "pageMarginTop": 0,
    "pageMarginBottom": 0,
    "svgRemoveXlink": True,
    "svgFormatRaw": True,
}
"""One system a page and nothing else on it."""


class Typesetter:
    """A piece that Verovio has read.

    Args:
        musicxml: The score, its notes with ids.

    Raises:
        EngravingError: Verovio cannot read the score.
    """

    def __init__(self, musicxml: bytes) -> None:
        self.musicxml = musicxml
        self._text, self.numbers = prepare(musicxml)
        self._toolkit: Any = None

    @staticmethod
    def warm() -> None:
        """Load Verovio and its fonts."""
        _toolkit()

    def systems(self, layout: Layout) -> Iterator[str]:
        """The SVG of each system.

        Raises:
            EngravingError: Verovio cannot read the score.
        """
        width = int(page_width(layout.width, layout.staff_space) / 10)
        if self._toolkit is None:
            toolkit = _toolkit()
            toolkit.setOptions({**PLAIN, **TIGHT, "pageWidth": width})
            if not self.numbers or not toolkit.loadData(self._text):
                raise EngravingError("This score cannot be engraved.")
            self._toolkit = toolkit
        else:
            self._toolkit.setOptions({"pageWidth": width})
            self._toolkit.redoLayout()
        for page in range(1, self._toolkit.getPageCount() + 1):
            yield self._toolkit.renderToSVG(page)


def _toolkit() -> Any:
    import verovio

    verovio.enableLog(verovio.LOG_OFF)
    return verovio.toolkit()


def prepare(musicxml: bytes) -> tuple[str, tuple[str, ...]]:
    """The score as Verovio should have it, and the numbers of its measures.

    Names of parts and numbers of measures are left out for their room; signs for repeated or
    several empty measures, since every measure should be seen; beams at the inner notes of chords,
    since Verovio loses notes over them.
    """
    root = ET.fromstring(musicxml)  # noqa: S314 - written by our own reader
    parts = root.findall("part")
    numbers = tuple(measure.get("number", "") for measure in parts[0]) if parts else ()
    for measure in root.iter("measure"):
        measure.set("number", "")
    for tag in ("part-name", "part-abbreviation"):
        for name in root.iter(tag):
            name.text = ""
    for attributes in root.iter("attributes"):
        _remove(attributes, "measure-style")
    for note in root.iter("note"):
        if note.find("chord") is not None:
            _remove(note, "beam")
    return ET.tostring(root, encoding="unicode"), numbers


def _remove(parent: ET.Element, tag: str) -> None:
    for child in parent.findall(tag):
        parent.remove(child)
