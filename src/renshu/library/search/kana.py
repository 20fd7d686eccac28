"""Kana in Latin letters, as they are spelt (long vowels doubled, nothing swallowed).

The spelling is Kunrei-shiki for the plain syllables (si, ti, tu, hu, zi, zya) and the usual letters
for the sounds of foreign words (fa, va, tsa), so that `sounds.spelt` can lead every romanisation to
it.
"""

_COLUMNS = "aiueo"
_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "z": "ざじずぜぞ",
    "t": "たちつてと",
    "d": "だぢづでど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "y": "や・ゆ・よ",
    "r": "らりるれろ",
    "w": "わゐ・ゑ・",
}
_SYLLABLES = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, _COLUMNS, strict=True)
} | {"を": "o", "ん": "n", "ゔ": "vu", "ゎ": "wa", "ゕ": "ka", "ゖ": "ke", "ぢ": "zi", "づ": "zu"}
_SMALL = dict(zip("ぁぃぅぇぉ", _COLUMNS, strict=True))
_GLIDES = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_STEMS = {
    "い": "y",
    "う": "w",
    "く": "kw",
    "ぐ": "gw",
    "し": "sy",
    "じ": "zy",
    "ち": "ty",
    "つ": "ts",
    "ふ": "f",
    "ゔ": "v",
}
"""The consonants of a syllable before a small vowel, where it is not just its own."""


def romanised(kana: str) -> str:
    """Hiragana in Latin letters; signs that are no kana are left out."""
    spelt = ""
    is_doubled = False
    for position, sign in enumerate(kana):
        if sign == "っ":
            is_doubled = True
            continue
        before = kana[position - 1] if position else ""
        spelt, syllable = _joined(spelt, before, sign)
        spelt += syllable[:1] * (is_doubled and syllable[:1] not in _COLUMNS) + syllable
        is_doubled = False
    return spelt


def _joined(spelt: str, before: str, sign: str) -> tuple[str, str]:
    """What stands so far, shortened where `sign` takes the vowel away, and what it adds."""
    if sign == "ー":
        return spelt, spelt[-1:]
    if sign in "ゝゞ":
        return spelt, _SYLLABLES.get(before, "")
    own = _SYLLABLES.get(before, "")
    if sign in _GLIDES:
        return (spelt[:-1] if own[1:] else spelt), _GLIDES[sign]
    if sign in _SMALL:
        return _before_small_vowel(spelt, before, own), _SMALL[sign]
    return spelt, _SYLLABLES.get(sign, "")


def _before_small_vowel(spelt: str, before: str, own: str) -> str:
    if before in _STEMS:
        return spelt.removesuffix(own) + _STEMS[before]
    return spelt[:-1] if own[1:] else spelt
