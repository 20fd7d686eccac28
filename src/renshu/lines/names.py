"""Names of notes, durations and beats, in words that a voice says well."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from renshu.score.notation import Measure, ScoreNote
from renshu.score.passage import Hands
from renshu.score.pitch import Spelling
from renshu.score.printing import beat_of

HANDS = {Hands.BOTH: "both hands", Hands.LEFT: "left hand", Hands.RIGHT: "right hand"}

_SIGNS = {-2: " double flat", -1: " flat", 0: "", 1: " sharp", 2: " double sharp"}
_KEYS = ("C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B")

_VALUES = {
    Fraction(8): "double whole",
    Fraction(4): "whole",
    Fraction(2): "half",
    Fraction(1): "quarter",
    Fraction(1, 2): "eighth",
    Fraction(1, 4): "sixteenth",
    Fraction(1, 8): "thirty-second",
    Fraction(1, 16): "sixty-fourth",
}
_STRETCHES = {
    Fraction(1): "",
    Fraction(3, 2): "dotted ",
    Fraction(7, 4): "double dotted ",
    Fraction(2, 3): "triplet ",
    Fraction(4, 5): "quintuplet ",
    Fraction(4, 7): "septuplet ",
}
_DURATIONS = {
    value * stretch: f"{kind}{name}"
    for stretch, kind in reversed(_STRETCHES.items())
    for value, name in _VALUES.items()
}

_PARTS = {
    Fraction(1, 2): "and a half",
    Fraction(1, 3): "and a third",
    Fraction(2, 3): "and two thirds",
    Fraction(1, 4): "and a quarter",
    Fraction(3, 4): "and three quarters",
}

_MAJOR = ("C flat", "G flat", "D flat", "A flat", "E flat", "B flat", "F",
          "C", "G", "D", "A", "E", "B", "F sharp", "C sharp")  # fmt: skip
_MINOR = ("A flat", "E flat", "B flat", "F", "C", "G", "D",
          "A", "E", "B", "F sharp", "C sharp", "G sharp", "D sharp", "A sharp")  # fmt: skip


_DYNAMICS = {
    "p": "piano", "pp": "pianissimo", "ppp": "pianississimo", "mp": "mezzo piano",
    "f": "forte", "ff": "fortissimo", "fff": "fortississimo", "mf": "mezzo forte",
    "sf": "sforzato", "sfz": "sforzato", "fp": "forte piano",
}  # fmt: skip


def dynamic(sign: str) -> str:
    """A dynamic by its name: `mezzo forte`."""
    return _DYNAMICS.get(sign, sign)


def spoken(spelling: Spelling) -> str:
    """The name of a written pitch: `F sharp 5`."""
    sign = _SIGNS.get(spelling.alter, f" altered by {spelling.alter}")
    return f"{spelling.step}{sign} {spelling.octave}"


def spoken_key(pitch: int) -> str:
    """The name of a key of the piano, whose spelling nobody knows: `C sharp 4` for 61."""
    return f"{_KEYS[pitch % 12]} {pitch // 12 - 1}"


def duration(quarters: Fraction) -> str:
    """A duration by its note value: `dotted half`, or `whole tied to quarter`."""
    if quarters in _DURATIONS:
        return _DURATIONS[quarters]
    largest = max((value for value in _VALUES if value < quarters), default=None)
    if largest is None or quarters.denominator not in {1, 2, 4, 8, 16}:
        return f"{quarters} quarters"
    return f"{_VALUES[largest]} tied to {duration(quarters - largest)}"


def beat(measure: Measure, onset: Fraction) -> str:
    """The beat at an onset, counted from 1: `2 and a half`."""
    whole, _, rest = beat_of(measure, onset).partition("+")
    if not rest:
        return whole
    return f"{whole} {_PARTS.get(Fraction(rest), f'and {rest}')}"


def key_signature(fifths: int) -> str:
    """A key signature with the two keys it stands for."""
    if not -7 <= fifths <= 7:
        return counted(abs(fifths), "sharp" if fifths > 0 else "flat")
    signs = counted(abs(fifths), "sharp" if fifths > 0 else "flat") if fifths else "no signs"
    return f"{signs}, {_MAJOR[fifths + 7]} major or {_MINOR[fifths + 7]} minor"


def counted(count: int, what: str) -> str:
    """So many of something: `1 bar`, `2 bars`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def listed(words: Sequence[str]) -> str:
    """Words in a row: `C 4, E 4 and G 4`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def sentence(words: str) -> str:
    """Words as a sentence, with its capital and its full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def chord(notes: Iterable[ScoreNote]) -> str:
    """Notes that are played together, each with what is written at it: `E 4 and G 4, quarter`."""
    together: dict[str, list[str]] = {}
    for note in notes:
        together.setdefault(_manner(note), []).append(_named(note))
    return "; ".join(f"{listed(names)}{manner}" for manner, names in together.items())


def _named(note: ScoreNote) -> str:
    name = f"grace note {spoken(note.spelling)}" if note.is_grace else spoken(note.spelling)
    return f"{name} finger {note.fingering}" if note.fingering else name


def _manner(note: ScoreNote) -> str:
    """What is written at a note beside its pitch and finger."""
    words = [] if note.is_grace else [duration(note.duration)]
    words += [one.replace("-", " ") for one in note.articulations]
    if note.ornament:
        words.append(f"with {note.ornament.kind}")
    return "".join(f", {word}" for word in words)
