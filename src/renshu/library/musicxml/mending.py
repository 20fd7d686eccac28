"""Mend or drop single bad elements, so that one of them never costs the whole file.

Every repair leaves a `Notice` with part and printed bar. Afterwards every `<note>` has a readable
pitch or none, a sensible duration, and an id of its own: `n1`, `n2`, … in document order.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from lxml import etree

from renshu.library.musicxml import limits
from renshu.library.musicxml.structure import part_name
from renshu.library.musicxml.values import quarters_of_type
from renshu.library.musicxml.xml import (
    Children,
    Element,
    fraction_of,
    has_child,
    matches,
    measures_of,
    number_of,
    remove,
    semitones_of,
    text_of,
    whole_number_of,
)
from renshu.score.notation import Notice
from renshu.score.pitch import Spelling

_WITH_ID = etree.XPath("//*[@id]")
_OUR_ID = re.compile(r"n\d+")


def mend(score: Element, notices: list[Notice]) -> None:
    """Mend `score` (partwise, arranged) in place and add what was done to `notices`."""
    for part in score.iterchildren("part"):
        mender = _PartMender(part_name(score, part), notices)
        mender.mend(part)
    number_notes(score)


def number_notes(score: Element) -> None:
    """Give every `<note>` the id that the engraving and our notes share."""
    for element in matches(_WITH_ID, score):
        if _OUR_ID.fullmatch(element.get("id", "")):
            del element.attrib["id"]
    for index, note in enumerate(score.iter("note"), start=1):
        note.set("id", f"n{index}")


@dataclass
class _PartMender:
    """Walks through one part with the divisions in force."""

    name: str
    notices: list[Notice]
    divisions: Fraction = Fraction(1)
    measure: str = ""
    follows_note: bool = False

    def mend(self, part: Element) -> None:
        self.divisions = _divisions_to_begin_with(part)
        for index, measure in enumerate(measures_of(part), start=1):
            if not measure.get("number"):
                measure.set("number", str(index))
            self.measure = measure.get("number", "")
            self.follows_note = False
            for child in list(measure):
                self._mend_child(child)
        if not has_child(part, "measure/attributes/divisions"):
            _write_divisions(part, self.divisions)

    def say(self, text: str) -> None:
        """Add a notice about the present bar."""
        self.notices.append(Notice(self.name, self.measure, text))

    def _mend_child(self, child: Element) -> None:
        match child.tag:
            case "note":
                self._mend_note(child)
            case "attributes":
                self._mend_attributes(child)
            case "backup" | "forward":
                self._mend_gap(child)
            case "barline":
                self._mend_barline(child)
            case "direction" | "sound":
                self._mend_tempo(child)
            case _:
                pass

    def _mend_attributes(self, attributes: Element) -> None:
        for element in attributes.findall("divisions"):
            value = fraction_of(text_of(element))
            if value is None or not 0 < value <= limits.DIVISIONS:
                self.say(f"{_shown(element)} divisions of a quarter cannot be, left out")
                attributes.remove(element)
            else:
                self.divisions = value
        for element in attributes.findall("time"):
            if not _is_time_signature(element):
                self.say("time signature cannot be read, left out")
                attributes.remove(element)
        for element in attributes.findall("key/fifths"):
            fifths = whole_number_of(text_of(element))
            if fifths is None or not -7 <= fifths <= 7:
                self.say(f"key signature {_shown(element)} cannot be read, left out")
                remove(element)
        for element in attributes.findall("staves"):
            if not 0 < (whole_number_of(text_of(element)) or 0) <= 16:
                attributes.remove(element)
        self._mend_transposition(attributes)

    def _mend_transposition(self, attributes: Element) -> None:
        for element in attributes.findall("transpose"):
            semitones = semitones_of(element)
            if abs(semitones) > limits.TRANSPOSITION:
                self.say(f"transposition by {semitones!s:.20} semitones cannot be, left out")
                attributes.remove(element)

    def _mend_gap(self, gap: Element) -> None:
        duration = fraction_of(text_of(gap, "duration"))
        if duration is None or not 0 <= duration / self.divisions <= limits.DURATION_QUARTERS:
            self.say(f"{gap.tag} of {_shown(gap, 'duration')} cannot be, left out")
            remove(gap)

    def _mend_barline(self, barline: Element) -> None:
        for repeat in barline.findall("repeat"):
            if repeat.get("times") is None:
                continue
            times = whole_number_of(repeat.get("times", ""))
            if times is None or times < 1:
                self.say(f"repeat {repeat.get('times')} times cannot be, read as twice")
                del repeat.attrib["times"]
            elif times > limits.REPEAT_TIMES:
                self.say(f"repeat {times} times, read as {limits.REPEAT_TIMES}")
                repeat.set("times", str(limits.REPEAT_TIMES))

    def _mend_tempo(self, element: Element) -> None:
        for sound in element.iter("sound"):
            tempo = sound.get("tempo")
            if tempo is None:
                continue
            value = number_of(tempo)
            if value is None or not limits.SLOWEST_QPM <= value <= limits.FASTEST_QPM:
                self.say(f"tempo {tempo!s:.20} cannot be, left out")
                del sound.attrib["tempo"]

    def _mend_note(self, note: Element) -> None:
        children = {child.tag: child for child in note}
        self._mend_value(note, children)
        fault = self._duration_fault(note, children) or _pitch_fault(children)
        if "chord" in children and not self.follows_note:
            _leave_chord(note)
            self.say("chord without a first note, read as a note")
        if fault:
            self.say(f"{fault}, note left out")
            self._leave_out(note)
        if "grace" not in children and (not fault or note.getparent() is not None):
            self.follows_note = True

    def _mend_value(self, note: Element, children: Children) -> None:
        kind = children.get("type")
        if kind is not None and quarters_of_type(text_of(kind)) is None:
            note.remove(kind)
        change = children.get("time-modification")
        if change is not None and not _is_tuplet(change):
            self.say("tuplet cannot be read, its written length is kept")
            note.remove(change)

    def _duration_fault(self, note: Element, children: Children) -> str:
        if "grace" in children:
            for element in note.findall("duration"):
                note.remove(element)
            return ""
        duration = fraction_of(text_of(children.get("duration")))
        if duration is not None and 0 <= duration <= limits.DURATION_QUARTERS * self.divisions:
            return ""
        shown = _shown(note, "duration")
        quarters = _written_quarters(note)
        if quarters is None:
            return f"duration {shown} cannot be"
        if "duration" in children:
            self.say(f"duration {shown} cannot be, read from the note's shape")
        _set_duration(note, quarters * self.divisions)
        if duration is not None and duration < 0:
            _go_back_after(note, quarters * self.divisions - duration)
        return ""

    def _leave_out(self, note: Element) -> None:
        following = note.getnext()
        leads_chord = (
            following is not None and following.tag == "note" and has_child(following, "chord")
        )
        duration = fraction_of(text_of(note, "duration")) or 0
        can_be_rest = 0 < duration <= limits.DURATION_QUARTERS * self.divisions
        if has_child(note, "chord") or has_child(note, "grace") or not can_be_rest:
            remove(note)
        elif leads_chord and following is not None:
            _leave_chord(following)
            remove(note)
        else:
            _turn_into_rest(note)


def _leave_chord(note: Element) -> None:
    for chord in note.findall("chord"):
        note.remove(chord)


def _divisions_to_begin_with(part: Element) -> Fraction:
    """What the first readable note says, for a part that gives no divisions."""
    for note in part.iterfind("measure/note"):
        duration, quarters = fraction_of(text_of(note, "duration")), _written_quarters(note)
        if duration and duration > 0 and quarters:
            return min(max(duration / quarters, Fraction(1)), Fraction(limits.DIVISIONS))
    return Fraction(1)


def _write_divisions(part: Element, divisions: Fraction) -> None:
    measure = part.find("measure")
    if measure is None:
        return
    attributes = measure.find("attributes")
    if attributes is None:
        attributes = etree.Element("attributes")
        measure.insert(0, attributes)
    element = etree.Element("divisions")
    element.text = _decimal(divisions)
    attributes.insert(0, element)


def _written_quarters(note: Element) -> Fraction | None:
    quarters = quarters_of_type(text_of(note, "type"))
    if quarters is None:
        return None
    dots = len(note.findall("dot"))
    quarters *= 2 - Fraction(1, 2**dots)
    change = note.find("time-modification")
    if change is not None and _is_tuplet(change):
        actual = whole_number_of(text_of(change, "actual-notes")) or 1
        quarters *= Fraction(whole_number_of(text_of(change, "normal-notes")) or 1, actual)
    return quarters


def _set_duration(note: Element, divisions: Fraction) -> None:
    element = note.find("duration")
    if element is None:
        element = etree.Element("duration")
        heads = [child for child in note if child.tag in {"pitch", "rest", "unpitched", "chord"}]
        note.insert(note.index(heads[-1]) + 1 if heads else 0, element)
    element.text = _decimal(divisions)


def _go_back_after(note: Element, divisions: Fraction) -> None:
    """Keep the place that a negative duration led to: what follows was written to fit it."""
    following = note.getnext()
    while following is not None and following.tag == "note" and has_child(following, "chord"):
        note, following = following, following.getnext()
    backup = etree.Element("backup")
    etree.SubElement(backup, "duration").text = _decimal(divisions)
    note.addnext(backup)


def _decimal(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def _turn_into_rest(note: Element) -> None:
    for child in list(note):
        if child.tag not in {"duration", "voice", "type", "dot", "time-modification", "staff"}:
            note.remove(child)
    note.insert(0, etree.Element("rest"))


def _pitch_fault(children: Children) -> str:
    """Why the pitch cannot be read; empty where it can, or the note has none."""
    pitch = children.get("pitch")
    if pitch is None:
        return "" if "rest" in children or "unpitched" in children else "no pitch given"
    step = text_of(pitch, "step")
    octave = whole_number_of(text_of(pitch, "octave"))
    alter = number_of(text_of(pitch, "alter") or "0")
    if step not in set("ABCDEFG"):
        return f"step {_shown(pitch, 'step')} cannot be read"
    if octave is None:
        return f"octave {_shown(pitch, 'octave')} cannot be read"
    if alter is None or abs(alter) > 3:
        return f"accidental {_shown(pitch, 'alter')} cannot be read"
    if not 0 <= Spelling(step, round(alter), octave).pitch <= 127:
        return f"{step}{octave} lies outside every instrument"
    return ""


def _is_time_signature(time: Element) -> bool:
    if has_child(time, "senza-misura"):
        return True
    beats = [text_of(element) for element in time.findall("beats")]
    types = [whole_number_of(text_of(element)) or 0 for element in time.findall("beat-type")]
    sums = [term for beat in beats for term in re.split(r"[+,]", beat)]
    return (
        bool(beats)
        and len(beats) == len(types)
        and all(0 < (whole_number_of(term) or 0) <= 128 for term in sums)
        and all(kind in {1, 2, 4, 8, 16, 32, 64, 128, 256} for kind in types)
    )


def _is_tuplet(change: Element) -> bool:
    numbers = (text_of(change, "actual-notes"), text_of(change, "normal-notes"))
    if not all(0 < (whole_number_of(number) or 0) <= 1024 for number in numbers):
        return False
    normal_type = text_of(change, "normal-type")
    return not normal_type or quarters_of_type(normal_type) is not None


def _shown(element: Element, path: str = "") -> str:
    """The text of an element for a sentence: short, and never empty."""
    text = text_of(element, path)
    return f"{text[:20]}…" if len(text) > 20 else text or "nothing"
