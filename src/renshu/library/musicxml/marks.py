"""Signs and words at a moment, and signs that last from one moment to another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from renshu.library.musicxml.chord_symbols import chord_symbol
from renshu.library.musicxml.reading import ReadNote, ReadPart
from renshu.library.musicxml.xml import Element, text_of, whole_number_of, whole_text
from renshu.score.notation import Mark, Measure, Span

_PEDAL_MARKS = {"start": "pedal-down", "stop": "pedal-up", "change": "pedal-change"}
_WEDGES = ("crescendo", "diminuendo")


@dataclass
class Signs:
    """The marks and spans of one part while they are gathered.

    Args:
        part: The part they stand in.
        measures: The measures of the score.
        staves_above: Staves of the parts before it.
    """

    part: ReadPart
    measures: Sequence[Measure]
    staves_above: int
    marks: list[Mark] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    _begun: dict[tuple[str, str], tuple[str, Fraction, int]] = field(default_factory=dict)

    def gather(self) -> None:
        """Read every direction, chord symbol and notation of the part."""
        for placed in self.part.placed:
            onset = self.measures[placed.measure].onset + placed.onset
            staff = whole_number_of(text_of(placed.element, "staff")) or 1
            if placed.element.tag == "harmony":
                self._mark("chord", onset, chord_symbol(placed.element), staff)
            for sign in placed.element.iterfind("direction-type/*"):
                self._read_sign(sign, onset, staff)
        for note in self.part.notes:
            self._read_note(note, self.measures[note.measure].onset + note.onset)

    def _read_sign(self, sign: Element, onset: Fraction, staff: int) -> None:
        kind = sign.get("type", "")
        match sign.tag:
            case "dynamics":
                for text in dynamics_of(sign):
                    self._mark("dynamic", onset, text, staff)
            case "words":
                self._mark("words", onset, whole_text(sign), staff)
            case "wedge":
                self._span("wedge", sign, onset, staff, kind if kind in _WEDGES else "")
            case "octave-shift":
                self._span("octave", sign, onset, staff, "octave" if kind in {"up", "down"} else "")
            case "pedal":
                self._read_pedal(sign, onset, staff)

    def _read_pedal(self, pedal: Element, onset: Fraction, staff: int) -> None:
        kind = pedal.get("type", "")
        if kind in _PEDAL_MARKS:
            self._mark(_PEDAL_MARKS[kind], onset, "Ped.", staff)
        if kind in {"stop", "change"}:
            self._span("pedal", pedal, onset, staff, "")
        if kind in {"start", "change", "resume"}:
            self._span("pedal", pedal, onset, staff, "pedal")

    def _read_note(self, note: ReadNote, onset: Fraction) -> None:
        for sign in note.signs("dynamics"):
            for text in dynamics_of(sign):
                self._mark("dynamic", onset, text, note.staff)
        for slur in note.signs("slur"):
            self._span(
                "slur", slur, onset, note.staff, "slur" if slur.get("type") == "start" else ""
            )
        for lyric in note.element.iterfind("lyric"):
            self._mark("lyric", onset, lyric_text(lyric), note.staff, note.id)

    def _mark(
        self, kind: str, onset: Fraction, text: str, staff: int, note_id: str | None = None
    ) -> None:
        if text:
            self.marks.append(Mark(kind, onset, text, staff + self.staves_above, note_id))

    def _span(self, group: str, sign: Element, onset: Fraction, staff: int, begins: str) -> None:
        """Begin a span called `begins`, or end the one of this group and number."""
        key = group, sign.get("number", "1")
        if begins:
            self._begun[key] = begins, onset, staff + self.staves_above
        elif key in self._begun and sign.get("type") in {"stop", "change", "discontinue"}:
            kind, start, at_staff = self._begun.pop(key)
            if onset > start:
                self.spans.append(Span(kind, start, onset, at_staff))


def dynamics_of(dynamics: Element) -> Iterator[str]:
    """The names in a `<dynamics>`, such as `mf`."""
    for sign in dynamics:
        yield text_of(sign) if sign.tag == "other-dynamics" else str(sign.tag)


def lyric_text(lyric: Element) -> str:
    """A syllable, with a hyphen where the word goes on."""
    text = " ".join(filter(None, (whole_text(piece) for piece in lyric.iterfind("text"))))
    return f"{text}-" if text and text_of(lyric, "syllabic") in {"begin", "middle"} else text


def articulations_of(notes: Iterable[ReadNote]) -> tuple[str, ...]:
    """The names of the articulations on a press, a fermata included, each once."""
    names: dict[str, None] = {}
    for note in notes:
        names.update((sign.tag, None) for sign in note.signs("articulations/*"))
        names.update((sign.tag, None) for sign in note.signs("fermata"))
    return tuple(names)


def fingering_of(note: ReadNote) -> str | None:
    """The fingering on a note; a change of fingers is given as `4-5`."""
    fingers = [text_of(f) for f in note.signs("technical/fingering")]
    return "-".join(finger for finger in fingers if finger) or None
