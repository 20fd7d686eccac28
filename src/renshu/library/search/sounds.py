"""One spelling for all romanisations: Hepburn, Kunrei and what is typed for kana.

Two steps, and a search tries both. `spelt` writes each syllable in one way (shi and si, tchi and
tti, mp and np); `sound` then forgets how long vowels and consonants are (ō, ou, oo and o), which
joins what typists and title writers hold apart, and some words that only look alike.
English goes the same way: both sides of a comparison are bent alike.
"""

import re
from collections.abc import Iterator

_SYLLABLES = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        ("cch", "tch"),
        ("ch(?=i)", "t"),
        ("ch(?=[aueo])", "ty"),
        ("sh(?=i)", "s"),
        ("sh(?=[aueo])", "sy"),
        ("ts(?=u)", "t"),
        ("dz(?=u)", "z"),
        ("j(?=j*i|j+y?[aueo])", "z"),
        ("jy?(?=[aueo])", "zy"),
        ("f(?=f*u)", "h"),
        ("m(?=[bp])", "n"),
    )
)
_REPEATED = re.compile(r"([a-z])\1+")
_LONG_O = re.compile("o[ou]+")

_OPEN_ENDS = {
    "cch": ("tti", "tty"),
    "tch": ("tti", "tty"),
    "ssh": ("ssi", "ssy"),
    "ch": ("ti", "ty"),
    "cc": ("tti", "tty"),
    "tc": ("tti", "tty"),
    "sh": ("si", "sy"),
    "ts": ("tu",),
    "dz": ("zu",),
    "jj": ("zzi", "zzy"),
    "ff": ("hhu",),
    "jy": ("zy",),
    "c": ("ti", "ty"),
    "j": ("zi", "zy"),
    "f": ("hu",),
    "m": ("nb", "np"),
}
"""What the letters typed last become in `spelt` with the next ones; the longest come first."""

_PARTICLES = {"wa": "ha", "wo": "o", "he": "e"}
"""As they are heard, or typed, to as they are spelt here."""


def spelt(word: str) -> str:
    """A folded word of Latin letters with every syllable written in one way."""
    for pattern, spelling in _SYLLABLES:
        word = pattern.sub(spelling, word)
    return word


def sound(spelling: str) -> str:
    """A spelling without the length of its vowels and consonants."""
    return _LONG_O.sub("o", _REPEATED.sub(r"\1", spelling))


def spellings(word: str) -> tuple[str, ...]:
    """How a folded word of Latin letters may be spelt; as a particle first, if it may be one."""
    own = spelt(word)
    return (_PARTICLES[word], own) if word in _PARTICLES else (own,)


def beginnings(word: str) -> Iterator[str]:
    """How the spelling of a word may begin whose last letters are still being typed."""
    yield spelt(word)
    for end, opened in _OPEN_ENDS.items():
        if word.endswith(end) and len(word) > 1:
            before = spelt(word.removesuffix(end))
            yield from (before + letters for letters in opened)
            return


def kana_spellings(romanised: str, kana: str) -> tuple[str, ...]:
    """How romanised kana may be spelt: は and へ inside may be the particles wa and e."""
    if not {"は", "へ"} & set(kana[1:]):
        return (romanised,)
    return romanised, romanised[:1] + romanised[1:].replace("ha", "wa").replace("he", "e")
