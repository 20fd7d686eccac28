"""A score some semitones higher or lower, spelled as it would be engraved there.

Which interval the semitones are follows from the key signature: the one that leads to the key with
the fewest signs (a semitone above C major is D flat major, not C sharp). So every key signature of
a piece is transposed for itself, and all notes of its measures with it: what has an accidental
keeps one, and what has none gets none.
"""

import re
from dataclasses import dataclass, replace

from renshu.score.notation import Mark, Measure, Ornament, Score, ScoreNote
from renshu.score.pitch import Spelling

FARTHEST = 12
"""Semitones; further, most pieces would leave the piano."""

_STEPS = "CDEFGAB"
_NATURAL = (0, 2, 4, 5, 7, 9, 11)
_MOST_SIGNS = 2
"""Sharps or flats that a note may have."""

_SIGNS = {-2: "𝄫", -1: "♭", 0: "", 1: "♯", 2: "𝄪"}
_ALTERS = {sign: alter for alter, sign in _SIGNS.items()}
_CHORD_NOTE = re.compile(r"(?P<step>[A-G])(?P<sign>♭|♯|𝄫|𝄪)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """A way up, or down where negative."""

    steps: int
    """Staff steps: 1 is from a line to the next space."""
    semitones: int

    @property
    def fifths(self) -> int:
        """Signs that a key signature gains: sharps, or flats where negative."""
        return 7 * self.semitones - 12 * self.steps

    def of(self, spelling: Spelling) -> Spelling:
        """The note at the other end; one that would need three signs is respelled."""
        place = 7 * spelling.octave + _STEPS.index(spelling.step) + self.steps
        pitch = spelling.pitch + self.semitones
        spelled = _spelled(place, pitch)
        while abs(spelled.alter) > _MOST_SIGNS:
            place += 1 if spelled.alter > 0 else -1
            spelled = _spelled(place, pitch)
        return spelled


def interval(fifths: int, semitones: int) -> Interval:
    """The interval of so many semitones that suits a key signature.

    Args:
        fifths: Sharps of the key signature; flats are negative.
        semitones: Upward; downward where negative.
    """
    ways = [Interval(steps, semitones) for steps in _likely_steps(semitones)]
    # Of F sharp and G flat the one that looks more like the key it came from.
    return min(ways, key=lambda way: (abs(fifths + way.fifths), abs(way.fifths)))


def transposed(score: Score, semitones: int) -> Score:
    """The score so many semitones higher; ids and all that is not pitch stay.

    Its `id` stays too, though its notes are others: it is the same piece, with one history.

    Raises:
        ValueError: More than `FARTHEST` semitones, or a note would have no MIDI number.
    """
    if not semitones:
        return score
    if abs(semitones) > FARTHEST:
        raise ValueError(f"{semitones} semitones are too many")
    ways = [interval(measure.key_fifths, semitones) for measure in score.measures]
    return replace(
        score,
        notes=tuple(_note(note, ways[note.measure]) for note in score.notes),
        other_notes=tuple(_note(note, ways[note.measure]) for note in score.other_notes),
        measures=tuple(map(_measure, score.measures, ways)),
        marks=tuple(_mark(mark, score, ways) for mark in score.marks),
    )


def reach(score: Score) -> range:
    """The semitones by which a score can be transposed."""
    pitches = [note.pitch for note in (*score.notes, *score.other_notes)] or [60]
    return range(max(-FARTHEST, -min(pitches)), min(FARTHEST, 127 - max(pitches)) + 1)


def _likely_steps(semitones: int) -> range:
    nearest = round(semitones * 7 / 12)
    return range(nearest - 1, nearest + 2)


def _spelled(place: int, pitch: int) -> Spelling:
    octave, step = divmod(place, 7)
    return Spelling(_STEPS[step], pitch - 12 * (octave + 1) - _NATURAL[step], octave)


def _note(note: ScoreNote, way: Interval) -> ScoreNote:
    pitch = note.pitch + way.semitones
    if not 0 <= pitch <= 127:
        raise ValueError(f"there is no note {pitch}")
    return replace(
        note,
        pitch=pitch,
        spelling=way.of(note.spelling),
        ornament=_ornament(note.ornament, way.semitones),
    )


def _ornament(ornament: Ornament | None, semitones: int) -> Ornament | None:
    if ornament is None:
        return None
    shifted = (pitch + semitones for pitch in ornament.pitches)
    return replace(ornament, pitches=tuple(pitch for pitch in shifted if 0 <= pitch <= 127))


def _measure(measure: Measure, way: Interval) -> Measure:
    return replace(measure, key_fifths=measure.key_fifths + way.fifths)


def _mark(mark: Mark, score: Score, ways: list[Interval]) -> Mark:
    if mark.kind != "chord":
        return mark
    before = (one.index for one in score.measures if one.onset <= mark.onset)
    way = ways[max(before, default=0)]
    return replace(mark, text=chord_transposed(mark.text, way))


def chord_transposed(symbol: str, way: Interval) -> str:
    """A chord symbol such as `F♯m7/C♯`: its root and its bass moved."""
    return "/".join(_moved_name(part, way) for part in symbol.split("/"))


def _moved_name(name: str, way: Interval) -> str:
    found = _CHORD_NOTE.match(name)
    if found is None:
        return name
    spelled = way.of(Spelling(found["step"], _ALTERS[found["sign"] or ""], 4))
    return f"{spelled.step}{_SIGNS[spelled.alter]}{name[found.end() :]}"
