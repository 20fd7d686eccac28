"""The MusicXML of a score as Verovio should have it."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from renshu.errors import EngravingError

BEGINNING = 250
"""Notes, about, in the beginning that is engraved ahead of a long score: three systems or more."""

LONG = 600
"""Notes from which on a score is long: it takes more than a blink to lay out."""


class Manuscript:
    """A score to be engraved.

    Names of parts and numbers of measures are left out for their room; signs for repeated or
    several empty measures, since every measure should be seen; beams at the inner notes of chords,
    since Verovio loses notes over them.

    Raises:
        EngravingError: The score has no measures, or is no MusicXML.
    """

    def __init__(self, musicxml: bytes) -> None:
        try:
            self.score = ET.fromstring(musicxml)  # noqa: S314 - written by our own reader
        except ET.ParseError as error:
            raise EngravingError("This score cannot be engraved.") from error
        measures = next(_parts(self.score), ())
        self.numbers = tuple(measure.get("number", "") for measure in measures)
        """The printed numbers of the measures."""
        if not self.numbers:
            raise EngravingError("This score has no bars to engrave.")
        _tidy(self.score)

    def beginning(self) -> ET.Element | None:
        """The first measures of a long score, None for a short one."""
        counts = [_notes(measures) for measures in zip(*_parts(self.score), strict=False)]
        if sum(counts) < LONG:
            return None
        wanted = next(n for n in range(len(counts)) if sum(counts[: n + 1]) >= BEGINNING)
        beginning = ET.Element(self.score.tag, self.score.attrib)
        for child in self.score:
            beginning.append(_cut(child, wanted + 1) if child.tag == "part" else child)
        return beginning


def _cut(part: ET.Element, measures: int) -> ET.Element:
    """A part with its first measures, which stay the same elements."""
    cut = ET.Element(part.tag, part.attrib)
    cut.extend(part.findall("measure")[:measures])
    return cut


def _parts(score: ET.Element) -> Iterator[list[ET.Element]]:
    """The measures of each part."""
    return (part.findall("measure") for part in score.findall("part"))


def _notes(measures: tuple[ET.Element, ...]) -> int:
    return sum(len(measure.findall("note")) for measure in measures)


def _tidy(score: ET.Element) -> None:
    for measure in score.iter("measure"):
        measure.set("number", "")
    for tag in ("part-name", "part-abbreviation"):
        for name in score.iter(tag):
            name.text = ""
    for attributes in score.iter("attributes"):
        _remove(attributes, "measure-style")
    for note in score.iter("note"):
        if note.find("chord") is not None:
            _remove(note, "beam")


def _remove(parent: ET.Element, tag: str) -> None:
    for child in parent.findall(tag):
        parent.remove(child)
