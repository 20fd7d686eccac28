"""A score and its notation some semitones higher or lower.

The engraver is given MusicXML in which every pitch, key signature, accidental and chord symbol has
been moved by the interval that the score's own notes are moved by, so what is engraved and what is
told of it are one.
"""

from collections.abc import Sequence
from math import floor
from xml.etree import ElementTree as ET

from renshu.library.loaded import Loaded
from renshu.score.pitch import Spelling
from renshu.score.transposing import Interval, interval, transposed

_ACCIDENTALS = {-2: "flat-flat", -1: "flat", 0: "natural", 1: "sharp", 2: "double-sharp"}
_STEMS_KEPT = 2
"""Semitones up to which stems stay as the file has them; beyond, the engraver sees to them."""


def transpose(loaded: Loaded, semitones: int) -> Loaded:
    """The same piece so many semitones higher, its ids unchanged.

    Raises:
        ValueError: It cannot be transposed so far.
    """
    if not semitones:
        return loaded
    score = transposed(loaded.score, semitones)
    ways = [interval(measure.key_fifths, semitones) for measure in loaded.score.measures]
    return Loaded.of(score, notation_transposed(loaded.musicxml, ways))


def notation_transposed(musicxml: bytes, ways: Sequence[Interval]) -> bytes:
    """MusicXML with every measure moved.

    Args:
        musicxml: As our own reader wrote it.
        ways: The interval for each measure.
    """
    root = ET.fromstring(musicxml)  # noqa: S314 - written by our own reader
    for part in root.iter("part"):
        for measure, way in zip(part.findall("measure"), ways, strict=False):
            _move_measure(measure, way)
    data: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data


def _move_measure(measure: ET.Element, way: Interval) -> None:
    for key in measure.iterfind("attributes/key"):
        _move_key(key, way)
    for note in measure.iterfind("note"):
        _move_note(note, way)
    for harmony in measure.iterfind("harmony"):
        for name in ("root", "bass"):
            if (found := harmony.find(name)) is not None:
                _respell(found, f"{name}-step", f"{name}-alter", way)


def _move_key(key: ET.Element, way: Interval) -> None:
    fifths = key.find("fifths")
    if fifths is not None:
        fifths.text = str(int(float(fifths.text or 0)) + way.fifths)
    for cancel in key.findall("cancel"):
        key.remove(cancel)


def _move_note(note: ET.Element, way: Interval) -> None:
    pitch = note.find("pitch")
    if pitch is None:
        return
    written, spelled = _respell(pitch, "step", "alter", way)
    accidental = note.find("accidental")
    is_respelled = spelled.step != _step_at(written, way)
    if accidental is None and is_respelled:
        accidental = ET.SubElement(note, "accidental")
    if accidental is not None:
        accidental.text = _ACCIDENTALS[spelled.alter]
    stem = note.find("stem")
    if stem is not None and stem.text in {"up", "down"} and abs(way.semitones) > _STEMS_KEPT:
        note.remove(stem)


def _respell(
    element: ET.Element, step_tag: str, alter_tag: str, way: Interval
) -> tuple[Spelling, Spelling]:
    """Write another spelling into an element; quarter tones stay a quarter tone off."""
    step, alter, octave = element.find(step_tag), element.find(alter_tag), element.find("octave")
    if step is None or not step.text:
        return Spelling("C", 0, 4), Spelling("C", 0, 4)
    amount = float(alter.text or 0) if alter is not None else 0.0
    height = int(octave.text or 4) if octave is not None else 4
    written = Spelling(step.text.strip(), floor(amount), height)
    spelled = way.of(written)
    step.text = spelled.step
    if octave is not None:
        octave.text = str(spelled.octave)
    if alter is None and spelled.alter:
        alter = ET.Element(alter_tag)
        element.insert(list(element).index(step) + 1, alter)
    if alter is not None:
        alter.text = f"{spelled.alter + amount - floor(amount):g}"
    return written, spelled


def _step_at(spelling: Spelling, way: Interval) -> str:
    """The step that so many staff steps away is."""
    steps = "CDEFGAB"
    return steps[(steps.index(spelling.step) + way.steps) % 7]
