"""Verovio: from a score to one SVG a system. In the worker only."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from renshu.engrave.picture import Layout
from renshu.engrave.scale import page_width
from renshu.errors import EngravingError

TIGHT = {
    "spacingLinear": 0.05,
    "spacingNonLinear": 0.4,
    "spacingStaff": 5,
    "spacingBraceGroup": 5,
    "spacingSystem": 0,
    "measureMinWidth": 5,
    "leftMarginNote": 0.7,
    "leftMarginAccid": 1.2,
    "rightMarginAccid": 0.3,
    "leftMarginClef": 0.3,
    "rightMarginClef": 0.6,
    "leftMarginKeySig": 0.6,
    "rightMarginKeySig": 0.6,
    "leftMarginMeterSig": 0.6,
    "rightMarginMeterSig": 0.6,
    "leftMarginRightBarLine": 0.6,
    "rightMarginRightBarLine": 0,
    "lyricTopMinMargin": 1,
    "dynamDist": 0.1,
    "beamMaxSlope": 6,
    "slurMargin": 0.5,
    "slurCurveFactor": 0.8,
    "hairpinSize": 2.4,
    "fingeringScale": 0.5,
    "defaultTopMargin": 0.1,
    "defaultBottomMargin": 0.1,
    "minLastJustification": 0.5,
}
"""Spacing: a bar of eighths should take a quarter of a line of 120 columns."""

BRACE = 270
"""Units left of the staves, for the brace."""

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
    "pageMarginLeft": BRACE // 10,
    "pageMarginRight": 0,
    "pageMarginTop": 0,
    "pageMarginBottom": 0,
    "svgAdditionalAttribute": ["octave@dis.place", "note@staff", "chord@staff", "rest@staff"],
    "svgRemoveXlink": True,
    "svgFormatRaw": True,
}
"""One system a page and nothing else on it."""


LETTER = 35
"""Units that a letter of a lyric takes on paper, for each step of `lyricSize`."""


class Typesetter:
    """A piece that Verovio reads, whole or in its beginning.

    Args:
        score: The score.

    Raises:
        EngravingError: Verovio cannot read the score.
    """

    def __init__(self, score: ET.Element) -> None:
        self._toolkit = _toolkit()
        self._score = score
        self._is_loaded = False

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
        letter = page_width(layout.cell[0], layout.staff_space)
        self._lay_out(width, min(max(letter / LETTER, 2), 8))
        for page in range(1, self._toolkit.getPageCount() + 1):
            yield self._toolkit.renderToSVG(page)

    def _lay_out(self, width: int, size: float) -> None:
        self._toolkit.setOptions({**PLAIN, **TIGHT, "pageWidth": width, "lyricSize": size})
        if self._is_loaded:
            self._toolkit.redoLayout()
        elif not self._toolkit.loadData(ET.tostring(self._score, encoding="unicode")):
            raise EngravingError("This score cannot be engraved.")
        self._is_loaded = True


def _toolkit() -> Any:
    import verovio

    verovio.enableLog(verovio.LOG_OFF)
    return verovio.toolkit()
