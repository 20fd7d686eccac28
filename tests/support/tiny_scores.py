"""Tiny piano scores in MusicXML, their notes with ids."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<score-partwise version="4.0"><part-list><score-part id="P1"><part-name>Piano</part-name>
</score-part></part-list><part id="P1">"""

_ATTRIBUTES = """<attributes><divisions>4</divisions><key><fifths>0</fifths></key>
<time><beats>4</beats><beat-type>4</beat-type></time><staves>2</staves>
<clef number="1"><sign>G</sign><line>2</line></clef>
<clef number="2"><sign>F</sign><line>4</line></clef></attributes>"""

_TYPES = {1: "16th", 2: "eighth", 4: "quarter", 8: "half", 16: "whole"}


def piano_score(right: Sequence[str], left: Sequence[str], extra: str = "") -> bytes:
    """A score of as many 4/4 bars as the hands have strings.

    A bar is notes like `C5:4` (pitch and length in sixteenths), `+` in front adds to the chord
    before; `r:4` is a rest. `extra` is put into the first measure, before its notes.
    """
    measures = []
    for number, (upper, lower) in enumerate(zip(right, left, strict=True), 1):
        first = _ATTRIBUTES + extra if number == 1 else ""
        measures.append(
            f'<measure number="{number}">{first}{_notes(upper, 1)}'
            f"<backup><duration>16</duration></backup>{_notes(lower, 2)}</measure>"
        )
    return numbered((_HEAD + "".join(measures) + "</part></score-partwise>").encode())


def numbered(musicxml: bytes) -> bytes:
    """The score with `id="n0"`, `n1`, … on its notes."""
    root = ET.fromstring(musicxml)  # noqa: S314
    for number, note in enumerate(root.iter("note")):
        note.set("id", f"n{number}")
    return ET.tostring(root, encoding="unicode").encode()


def note_ids(musicxml: bytes) -> set[str]:
    """The ids of all notes that are to be seen and are no rests."""
    root = ET.fromstring(musicxml)  # noqa: S314
    return {
        note.get("id", "")
        for note in root.iter("note")
        if note.find("pitch") is not None and note.get("print-object") != "no"
    }


def _notes(bar: str, staff: int) -> str:
    return "".join(_note(word, staff) for word in bar.split())


def _note(word: str, staff: int) -> str:
    name, _, length = word.lstrip("+").partition(":")
    chord = "<chord/>" if word.startswith("+") else ""
    alter = {"#": "<alter>1</alter>", "b": "<alter>-1</alter>"}.get(name[1:2], "")
    accidental = {"#": "<accidental>sharp</accidental>", "b": "<accidental>flat</accidental>"}
    what = (
        "<rest/>"
        if name == "r"
        else f"<pitch><step>{name[0]}</step>{alter}<octave>{name[-1]}</octave></pitch>"
    )
    return (
        f"<note>{chord}{what}<duration>{length}</duration><voice>{staff}</voice>"
        f"<type>{_TYPES[int(length)]}</type>{accidental.get(name[1:2], '')}"
        f"<staff>{staff}</staff></note>"
    )
