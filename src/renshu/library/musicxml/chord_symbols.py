"""Chord symbols as text: `F♯m7/C♯`."""

from renshu.library.musicxml.xml import Element, text_of, whole_number_of

_KINDS = {
    "major": "",
    "minor": "m",
    "augmented": "+",
    "diminished": "°",
    "dominant": "7",
    "major-seventh": "maj7",
    "minor-seventh": "m7",
    "diminished-seventh": "°7",
    "augmented-seventh": "+7",
    "half-diminished": "ø7",
    "major-minor": "m(maj7)",
    "major-sixth": "6",
    "minor-sixth": "m6",
    "dominant-ninth": "9",
    "major-ninth": "maj9",
    "minor-ninth": "m9",
    "dominant-11th": "11",
    "minor-11th": "m11",
    "dominant-13th": "13",
    "suspended-second": "sus2",
    "suspended-fourth": "sus4",
    "power": "5",
    "none": "N.C.",
}
_SIGNS = {-2: "𝄫", -1: "♭", 0: "", 1: "♯", 2: "𝄪"}


def chord_symbol(harmony: Element) -> str:
    """The text of a `<harmony>`; empty where it names no chord."""
    kind = harmony.find("kind")
    if kind is not None and text_of(kind) == "none":
        return kind.get("text") or "N.C."
    root = _note(harmony, "root") or text_of(harmony, "function") or text_of(harmony, "numeral")
    if not root:
        return ""
    written = kind.get("text") if kind is not None else None
    quality = written if written is not None else _KINDS.get(text_of(kind), "")
    degrees = "" if written is not None else "".join(map(_degree, harmony.iterfind("degree")))
    bass = _note(harmony, "bass")
    return f"{root}{quality}{degrees}{f'/{bass}' if bass else ''}"


def _note(harmony: Element, what: str) -> str:
    step = text_of(harmony, f"{what}/{what}-step")
    return step + _SIGNS.get(whole_number_of(text_of(harmony, f"{what}/{what}-alter")) or 0, "")


def _degree(degree: Element) -> str:
    sign = _SIGNS.get(whole_number_of(text_of(degree, "degree-alter")) or 0, "")
    prefix = {"add": "add" if not sign else "", "subtract": "omit"}
    return (
        f"({prefix.get(text_of(degree, 'degree-type'), '')}{sign}{text_of(degree, 'degree-value')})"
    )
