"""The MusicXML of a score as Verovio should have it."""

import re
from collections.abc import Iterator
from copy import deepcopy
from xml.etree import ElementTree as ET

from renshu.errors import EngravingError

BEGINNING = 250
"""Notes, about, in the beginning that is engraved ahead of a long score: three systems or more."""

LONG = 600
"""Notes from which on a score is long: it takes more than a blink to lay out."""


_BEATS = re.compile(r"[1-9]\d{0,2}( *\+ *[1-9]\d{0,2})*")
"""Beats, as 6 or 3+2+3."""


class Manuscript:
    """A score to be engraved.

    Names of parts and numbers of measures are left out for their room; signs for repeated or
    several empty measures, since every measure should be seen; beams at the inner notes of chords,
    since Verovio loses notes over them. A change of pedal becomes an end and a beginning, since
    Verovio loses all pedals after one. Time signatures that are none are left out, since Verovio
    divides by them. All staves are of one size, so that their lines fall on dots.

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
        _part_pedals(measure)
    for tag in ("part-name", "part-abbreviation"):
        for name in score.iter(tag):
            name.text = ""
    for attributes in score.iter("attributes"):
        _tidy_attributes(attributes)
    for note in score.iter("note"):
        if note.find("chord") is not None:
            _remove(note, "beam")


def _tidy_attributes(attributes: ET.Element) -> None:
    _remove(attributes, "measure-style")
    for details in attributes.findall("staff-details"):
        _remove(details, "staff-size")
    for time in attributes.findall("time"):
        if not _is_time(time):
            attributes.remove(time)


def _part_pedals(measure: ET.Element) -> None:
    """Write each change of pedal as its end and its beginning."""
    for index, direction in reversed(list(enumerate(measure))):
        pedal = direction.find("direction-type/pedal")
        if pedal is not None and pedal.get("type") == "change":
            begun = deepcopy(direction)
            measure.insert(index + 1, begun)
            pedal.set("type", "stop")
            for again in begun.iter("pedal"):
                again.set("type", "start")


def _is_time(time: ET.Element) -> bool:
    """Whether a time signature has numbers, or is expressly none."""
    numbers = [*time.findall("beats"), *time.findall("beat-type")]
    is_written = all(_BEATS.fullmatch((number.text or "").strip()) for number in numbers)
    return is_written and (len(numbers) >= 2 or time.find("senza-misura") is not None)


def _remove(parent: ET.Element, tag: str) -> None:
    for child in parent.findall(tag):
        parent.remove(child)
