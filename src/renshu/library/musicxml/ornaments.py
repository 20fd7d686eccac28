"""Ornaments, with the pitches each allows beside the written one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from renshu.library.musicxml.reading import ReadNote
from renshu.library.musicxml.xml import Element, text_of
from renshu.score.notation import Measure, Ornament, OrnamentKind
from renshu.score.pitch import Spelling

_STEPS = "CDEFGAB"
_SHARPS = "FCGDAEB"
_ALTERATIONS = {
    "flat-flat": -2,
    "double-flat": -2,
    "flat": -1,
    "natural": 0,
    "sharp": 1,
    "double-sharp": 2,
    "sharp-sharp": 2,
}
_NEIGHBOURS: dict[str, tuple[OrnamentKind, tuple[int, ...]]] = {
    "trill-mark": (OrnamentKind.TRILL, (1,)),
    "wavy-line": (OrnamentKind.TRILL, (1,)),
    "shake": (OrnamentKind.TRILL, (1,)),
    "mordent": (OrnamentKind.MORDENT, (-1,)),
    "inverted-mordent": (OrnamentKind.MORDENT, (1,)),
    "turn": (OrnamentKind.TURN, (1, -1)),
    "delayed-turn": (OrnamentKind.TURN, (1, -1)),
    "inverted-turn": (OrnamentKind.TURN, (1, -1)),
    "delayed-inverted-turn": (OrnamentKind.TURN, (1, -1)),
    "vertical-turn": (OrnamentKind.TURN, (1, -1)),
    "inverted-vertical-turn": (OrnamentKind.TURN, (1, -1)),
    "haydn": (OrnamentKind.TURN, (1, -1)),
    "schleifer": (OrnamentKind.TURN, (-1, -2)),
}
"""Which neighbours in the scale each sign needs, in steps."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a step is altered by at one place: by the key, and by what stood before in the bar."""

    fifths: int
    accidentals: dict[tuple[int, str, int], int]

    def neighbour(self, note: ReadNote, distance: int) -> Spelling:
        """The spelling `distance` steps away from `note`."""
        place = _STEPS.index(note.spelling.step) + 7 * note.spelling.octave + distance
        step, octave = _STEPS[place % 7], place // 7
        alter = self.accidentals.get((note.staff, step, octave), _key_alteration(step, self.fifths))
        return Spelling(step, alter, octave)


def _key_alteration(step: str, fifths: int) -> int:
    if fifths >= 0:
        return int(step in _SHARPS[:fifths])
    return -int(step in _SHARPS[fifths:])


def ornaments(notes: Sequence[ReadNote], measures: Sequence[Measure]) -> dict[str, Ornament]:
    """The ornaments of one part, by the id of the note that carries them."""
    found: dict[str, Ornament] = {}
    accidentals: dict[tuple[int, str, int], int] = {}
    index = -1
    for note in notes:
        if note.measure != index:
            index, accidentals = note.measure, {}
        signs = [*note.signs("ornaments/*"), *note.signs("arpeggiate")] if note.notations else []
        if signs:
            scale = _Scale(measures[index].key_fifths, accidentals)
            ornament = _ornament(note, signs, scale)
            if ornament:
                found[note.id] = ornament
        spelling = note.spelling
        accidentals[note.staff, spelling.step, spelling.octave] = spelling.alter
    found.update(_pairs(notes))
    return found


def _ornament(note: ReadNote, signs: Sequence[Element], scale: _Scale) -> Ornament | None:
    for sign in signs:
        if sign.tag in _NEIGHBOURS and sign.get("type") != "stop":
            kind, distances = _NEIGHBOURS[sign.tag]
            marks = [_ALTERATIONS.get(text_of(e)) for e in signs if e.tag == "accidental-mark"]
            return Ornament(kind, tuple(_allowed(note, distances, marks, scale)))
        if sign.tag == "tremolo" and sign.get("type", "single") == "single":
            return Ornament(OrnamentKind.TREMOLO)
        if sign.tag == "arpeggiate":
            return Ornament(OrnamentKind.ARPEGGIO)
    return None


def _allowed(
    note: ReadNote, distances: Iterable[int], marks: Sequence[int | None], scale: _Scale
) -> Iterator[int]:
    """Sounding pitches of the neighbours; an accidental over the sign belongs to the first."""
    transposition = note.pitch - note.spelling.pitch
    for index, distance in enumerate(distances):
        spelling = scale.neighbour(note, distance)
        alter = marks[index] if index < len(marks) else None
        if alter is not None:
            spelling = Spelling(spelling.step, alter, spelling.octave)
        yield spelling.pitch + transposition


def _pairs(notes: Sequence[ReadNote]) -> Iterator[tuple[str, Ornament]]:
    """Ornaments that reach from one note to another: tremolos and glissandos."""
    begun: dict[tuple[str, str, int], ReadNote] = {}
    chords: dict[tuple[int, Fraction, int, int], list[ReadNote]] = {}
    for note in notes:
        chords.setdefault(_place(note), []).append(note)
    for note in notes:
        for sign in _connecting_signs(note):
            key = sign.tag, sign.get("number", "1"), note.staff if sign.tag == "tremolo" else 0
            if sign.get("type") == "start":
                begun[key] = note
            elif sign.get("type") == "stop" and key in begun:
                first = begun.pop(key)
                if sign.tag == "tremolo":
                    both = chords.pop(_place(first), []), chords.pop(_place(note), [])
                    yield from _tremolo(*both)
                else:
                    yield first.id, _glissando(first, note)


def _connecting_signs(note: ReadNote) -> Iterator[Element]:
    for path in ("ornaments/tremolo", "glissando", "slide") if note.notations else ():
        yield from note.signs(path)


def _glissando(first: ReadNote, last: ReadNote) -> Ornament:
    low, high = sorted((first.pitch, last.pitch))
    return Ornament(OrnamentKind.GLISSANDO, tuple(range(low + 1, high)))


def _tremolo(first: Sequence[ReadNote], last: Sequence[ReadNote]) -> Iterator[tuple[str, Ornament]]:
    """Every note of both chords allows all others."""
    both = [*first, *last]
    pitches = sorted({note.pitch for note in both})
    for note in both:
        others = tuple(pitch for pitch in pitches if pitch != note.pitch)
        yield note.id, Ornament(OrnamentKind.TREMOLO, others)


def _place(note: ReadNote) -> tuple[int, Fraction, int, int]:
    return note.measure, note.onset, note.voice, note.staff
