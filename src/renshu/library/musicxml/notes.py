"""music21 as the reader of notes: pitches, durations and places within each measure.

music21's `MeasureParser` reads single elements exactly. What its importer builds from them (ties,
padded measures, staves split by copying) is where files go wrong and where half its time goes, so
only the element readers are used here and the streams are never built. That also keeps each note
together with the element, and so the id, it was read from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from music21.duration import durationTupleFromTypeDots
from music21.musicxml.xmlToM21 import MeasureParser, PartParser

from renshu.library.musicxml.reading import Placed, ReadNote, ReadPart
from renshu.library.musicxml.xml import (
    Children,
    Element,
    fraction_of,
    measures_of,
    semitones_of,
    text_of,
    whole_number_of,
)
from renshu.score.notation import Notice
from renshu.score.pitch import Spelling

_ROUNDING = Fraction(1, 16)
"""Quarters by which a rounded duration may miss the true one."""
_NEARBY = Fraction(1, 48)
"""Quarters within which a place counts as one already reached."""


def read_part(
    part: Element, name: str, notices: list[Notice], progress: Callable[[], None] = lambda: None
) -> ReadPart:
    """Read a mended `<part>`.

    Args:
        part: The element, with ids on its notes.
        name: The part's name, for notices.
        notices: What cannot be read is added here.
        progress: Called after each measure.
    """
    parser = PartParser()
    memory = _Memory()
    notes: list[ReadNote] = []
    placed: list[Placed] = []
    lengths: list[Fraction] = []
    measures = tuple(measures_of(part))
    for index, measure in enumerate(measures):
        reader = _MeasureReader(measure, parser, index, memory)
        reader.parse()
        notes.extend(reader.notes)
        placed.extend(reader.placed)
        lengths.append(reader.length)
        notices.extend(
            Notice(name, measure.get("number", ""), f"{tag} cannot be read, left out")
            for tag in reader.unreadable
        )
        progress()
    staves = max([1, *(note.staff for note in notes), *_declared_staves(part)])
    return ReadPart(
        part.get("id", ""), name, staves, tuple(notes), tuple(placed), tuple(lengths), measures
    )


def _declared_staves(part: Element) -> list[int]:
    elements = part.iterfind("measure/attributes/staves")
    return [whole_number_of(text_of(element)) or 1 for element in elements]


class _Transposition:
    """Semitones from written to sounding pitch in force, per staff (0 stands for all)."""

    def __init__(self) -> None:
        self._by_staff: dict[int, int] = {}

    def change(self, transpose: Element) -> None:
        staff = whole_number_of(transpose.get("number", "0")) or 0
        if staff == 0:
            self._by_staff.clear()
        self._by_staff[staff] = semitones_of(transpose)

    def at(self, staff: int) -> int:
        return self._by_staff.get(staff, self._by_staff.get(0, 0))


@dataclass(frozen=True, slots=True)
class _Length:
    """How long a note lasts, and whether its file had rounded that to whole divisions."""

    quarters: Fraction
    is_rounded: bool


class _Memory:
    """What holds from measure to measure, and what music21 has read before.

    Most notes of a piece share a few durations and pitches: each is read once.
    """

    def __init__(self) -> None:
        self.sounding = _Transposition()
        self.lengths: dict[tuple[object, ...], _Length] = {}
        self.spellings: dict[tuple[str, str, str], Spelling] = {}


class _MeasureReader(MeasureParser):
    """Reads one measure and keeps places instead of building a stream."""

    musicDataMethods = {  # noqa: N815, RUF012 - as the parent declares it
        "note": "xmlToNote",
        "backup": "xmlBackup",
        "forward": "xmlForward",
        "attributes": "parseAttributesTag",
        "direction": "place",
        "harmony": "place",
        "sound": "place",
    }
    attributeTagsToMethods: dict[str, str] = {}  # noqa: N815, RUF012 - read elsewhere

    def __init__(self, measure: Element, parent: PartParser, index: int, memory: _Memory) -> None:
        super().__init__(measure, parent)
        self.index = index
        self.memory = memory
        self.notes: list[ReadNote] = []
        self.placed: list[Placed] = []
        self.unreadable: list[str] = []
        self.furthest = Fraction(0)
        self.whole_rest = Fraction(0)
        self.chord_onset = Fraction(0)
        self.last_voice = 1
        self.reached = {Fraction(0)}
        self.is_rounded = False

    @property
    def length(self) -> Fraction:
        """Quarters that the longest voice fills."""
        return self.furthest or self.whole_rest

    @property
    def place_now(self) -> Fraction:
        """Quarters from the beginning of the measure."""
        return Fraction(self.offsetMeasureNote)

    def parse(self) -> None:
        """Read the children one by one; one that fails is named in `unreadable`."""
        for child in self.mxMeasure:
            method = self.musicDataMethods.get(child.tag)
            if method is None:
                continue
            try:
                getattr(self, method)(child)
            except Exception:  # noqa: BLE001 - music21 raises whatever it stumbles over
                self.unreadable.append(child.tag)

    def place(self, element: Element) -> None:
        """Keep where a direction or the like stands."""
        offset = fraction_of(text_of(element, "offset")) or 0
        place = max(Fraction(0), self.place_now + offset / Fraction(self.divisions))
        self.placed.append(Placed(element, self.index, place))

    def parseAttributesTag(self, mxAttributes: Element) -> None:  # noqa: N802, N803
        """Follow divisions and transposition."""
        super().parseAttributesTag(mxAttributes)

    def xmlTransposeToInterval(self, mxTranspose: Element) -> None:  # noqa: N802, N803
        """Keep the transposition as semitones."""
        self.memory.sounding.change(mxTranspose)

    def xmlBackup(self, mxObj: Element) -> None:  # noqa: N802, N803
        """Go back, and land on a place already reached if rounding missed it."""
        super().xmlBackup(mxObj)
        self._land()

    def xmlForward(self, mxObj: Element) -> None:  # noqa: N802, N803
        """Go forward; what is skipped counts as filled."""
        super().xmlForward(mxObj)
        self._land()
        self._reach(self.place_now)

    def xmlToNote(self, mxNote: Element) -> None:  # noqa: N802, N803
        """Read a note or rest and move on by its length, unless it belongs to a chord."""
        children = {child.tag: child for child in mxNote}
        duration = self._duration(mxNote, children)
        onset = self.chord_onset if "chord" in children else self.place_now
        end = onset + duration
        if "pitch" in children:
            self._add_note(mxNote, children, onset, duration)
        if "chord" not in children:
            self.chord_onset = onset
            self.offsetMeasureNote = end
        if "rest" in children and children["rest"].get("measure") == "yes":
            self.whole_rest = max(self.whole_rest, end)
        else:
            self._reach(end)

    def _duration(self, note: Element, children: Children) -> Fraction:
        if "grace" in children:
            return Fraction(0)
        key: list[object] = [self.divisions]
        key += [text_of(children.get(tag)) for tag in ("duration", "type")]
        if "dot" in children:
            key.append(len(note.findall("dot")))
        if "time-modification" in children:
            key += [(sign.tag, text_of(sign)) for sign in children["time-modification"]]
        return self._remembered_length(note, tuple(key))

    def _remembered_length(self, note: Element, key: tuple[object, ...]) -> Fraction:
        length = self.memory.lengths.get(key)
        if length is None:
            length = self.memory.lengths[key] = self._length(note)
        self.is_rounded |= length.is_rounded
        return length.quarters

    def _length(self, note: Element) -> _Length:
        """A length; what was rounded to whole divisions gets its true length back."""
        duration = self.xmlToDuration(note)
        written = Fraction(duration.quarterLength)
        if not duration.tuplets or duration.linked:
            return _Length(written, is_rounded=False)
        typed = durationTupleFromTypeDots(duration.type, duration.dots).quarterLength
        true = Fraction(typed) * Fraction(duration.aggregateTupletMultiplier())
        if abs(true - written) > min(1 / Fraction(self.divisions), _ROUNDING):
            return _Length(written, is_rounded=False)
        return _Length(true, is_rounded=True)

    def _spelling(self, pitch: Element) -> Spelling:
        """The spelling of a pitch; a quarter tone counts as the key below it."""
        key = text_of(pitch, "step"), text_of(pitch, "alter"), text_of(pitch, "octave")
        spelling = self.memory.spellings.get(key)
        if spelling is None:
            read = self.xmlToPitch(pitch)
            spelling = Spelling(read.step, floor(read.alter), read.octave)
            self.memory.spellings[key] = spelling
        return spelling

    def _add_note(
        self, element: Element, children: Children, onset: Fraction, duration: Fraction
    ) -> None:
        spelling = self._spelling(children["pitch"])
        staff = self.getStaffNumber(element) or 1
        if "voice" in children or "chord" not in children:
            self.last_voice = whole_number_of(text_of(children.get("voice"))) or 1
        note = ReadNote(
            element,
            element.get("id", ""),
            self.index,
            onset,
            duration,
            self._pitch(spelling, staff),
            spelling,
            staff,
            self.last_voice,
            is_grace="grace" in children,
            is_cue="cue" in children,
            notations=tuple(element.iterfind("notations")) if "notations" in children else (),
        )
        self.notes.append(note)

    def _pitch(self, spelling: Spelling, staff: int) -> int:
        """The key that sounds; the written one where no piano of MIDI goes so far."""
        sounding = spelling.pitch + self.memory.sounding.at(staff)
        return sounding if 0 <= sounding <= 127 else spelling.pitch

    def _reach(self, place: Fraction) -> None:
        self.reached.add(place)
        self.furthest = max(self.furthest, place)

    def _land(self) -> None:
        place = self.place_now
        if self.is_rounded and place not in self.reached:
            nearest = min(self.reached, key=lambda known: abs(known - place))
            if abs(nearest - place) < _NEARBY:
                self.offsetMeasureNote = nearest
