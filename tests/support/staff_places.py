"""Where on its staff each note of a MusicXML file belongs, read from its clefs alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from xml.etree import ElementTree as ET

STEPS = "CDEFGAB"

CLEFS = {"G": (4 * 7 + 4, 2), "F": (3 * 7 + 3, 4), "C": (4 * 7, 3)}
"""The step that a clef stands for, and the line it stands on if none is said."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note belongs."""

    staff: int
    """1 for the uppermost of the system."""
    step: int
    """Steps above the lowest line."""
    may_be_shifted: bool
    """Whether an octave line may move it."""


@dataclass(slots=True)
class _Part:
    """What is known while a part is read."""

    first_staff: int
    lowest: defaultdict[int, list[tuple[Fraction, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By staff: from when on its lowest line stands for which step."""
    notes: list[tuple[str, int, Fraction, int]] = field(default_factory=list)
    """Id, staff, onset and step."""
    divisions: int = 1


def places(musicxml: bytes) -> dict[str, Place]:
    """The place of each note with an id; notes on staves without a common clef are left out."""
    root = ET.fromstring(musicxml)  # noqa: S314
    may_be_shifted = root.find(".//octave-shift") is not None
    found: dict[str, Place] = {}
    staff = 1
    for element in root.findall("part"):
        part = _Part(staff)
        _read(element, part)
        for note, number, onset, step in part.notes:
            changes = sorted(part.lowest[number], key=lambda change: change[0])
            known = [low for since, low in changes if since <= onset]
            if known:
                place = Place(staff + number - 1, step - known[-1], may_be_shifted)
                found[note] = place
        staff += max([int(one.text or 1) for one in element.iter("staves")], default=1)
    return found


def _read(element: ET.Element, part: _Part) -> None:
    begin = Fraction(0)
    for measure in element.findall("measure"):
        now = end = begin
        last = now
        for child in measure:
            length = Fraction(child.findtext("duration") or 0) / part.divisions
            if child.tag == "attributes":
                part.divisions = int(child.findtext("divisions") or part.divisions)
                _clefs(child, part, now)
            elif child.tag == "backup":
                now -= length
            elif child.tag == "forward":
                now += length
            elif child.tag == "note":
                onset = last if child.find("chord") is not None else now
                part.notes.extend(_note(child, onset))
                if child.find("chord") is None:
                    last, now = now, now + length
            end = max(end, now)
        begin = end


def _clefs(attributes: ET.Element, part: _Part, now: Fraction) -> None:
    for clef in attributes.findall("clef"):
        step, line = CLEFS.get(clef.findtext("sign") or "", (None, 0))
        staff = int(clef.get("number") or 1)
        if step is None:
            part.lowest[staff].clear()
            continue
        line = int(clef.findtext("line") or line)
        octaves = int(clef.findtext("clef-octave-change") or 0)
        part.lowest[staff].append((now, step - 2 * (line - 1) + 7 * octaves))


def _note(note: ET.Element, onset: Fraction) -> Iterator[tuple[str, int, Fraction, int]]:
    step, octave = note.findtext("pitch/step"), note.findtext("pitch/octave")
    if step and octave:
        staff = int(note.findtext("staff") or 1)
        yield note.get("id", ""), staff, onset, int(octave) * 7 + STEPS.index(step)
