"""Words and letters of a score as terminal text, each in free cells near its place."""

import re

from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import SPACE, Symbol, Words
from renshu.engrave.picture import StaffLines, Text
from renshu.engrave.scale import Scale

LETTERS_MIDDLE = SPACE / 2
"""Units from the origin of symbols that are letters up to their middle."""

KINDS = {
    "tempo": "tempo",
    "mNum": "bar",
    "syl": "lyric",
    "dynam": "dynamic",
    "fing": "fingering",
    "harm": "chord",
    "voltaBracket": "ending",
    "reh": "rehearsal",
}
"""What the words of a group are; all others are `words`."""

_DYNAMICS = """
p m f r s z n pppppp ppppp pppp ppp pp mp mf pf ff fff ffff fffff ffffff
fp fz sf sfp sfpp sfz sfzp sffz rf rfz
"""
"""In the order of their code points, from E520."""

AS_TEXT: dict[int, tuple[str, str]] = {
    **{code: ("dynamic", letters) for code, letters in enumerate(_DYNAMICS.split(), 0xE520)},
    **{0xE880 + digit: ("tuplet", str(digit)) for digit in range(10)},
    0xE88A: ("tuplet", ":"),
    0xE510: ("octave", "8"),
    0xE511: ("octave", "8va"),
    0xE512: ("octave", "8va"),
    0xE51C: ("octave", "8vb"),
    0xE514: ("octave", "15"),
    0xE515: ("octave", "15ma"),
    0xE516: ("octave", "15ma"),
    0xE51D: ("octave", "15mb"),
    0xE51A: ("octave", "("),
    0xE51B: ("octave", ")"),
    0xE566: ("ornament", "tr"),
    0xE650: ("pedal", "Ped"),
    0xE655: ("pedal", "*"),
}
"""Symbols that read better as letters, by code point: the kind of text and the letters."""

SINKING = {"tempo", "words", "rehearsal"}
"""Kinds that belong to no note: above the staves they come as low as there is room."""

_IN_WORDS = str.maketrans(
    {
        0xECA2: "o",
        0xECA3: "half",
        0xECA4: "half",
        0xECA5: "♩",
        0xECA6: "♩",
        0xECA7: "♪",
        0xECA8: "♪",
        0xECA9: "16th",
        0xECAA: "16th",
        0xECB7: ".",
        0xE260: "♭",
        0xE261: "♮",
        0xE262: "♯",
        0xEA64: "♭",
        0xEA65: "♮",
        0xEA66: "♯",
        0xE551: "‿",
        0xA0: " ",
        **{0xE520 + index: letter for index, letter in enumerate("pmfrszn")},
    }
)


_UNSPACED = re.compile(r"(?<=\w)(?=[♩♪]|half)")
"""Where a tempo in words runs into its metronome mark."""

_DOTTED = re.compile(r"(?<=♩|♪|f) +\.(?= *=)")
"""Before the dot of a dotted note in a metronome mark."""


class TextPlacer:
    """Gives each text cells in which nothing is drawn."""

    def __init__(self, ink: Canvas, staves: tuple[StaffLines, ...], scale: Scale) -> None:
        self.placed: list[Text] = []
        self._staves = staves
        self._scale = scale
        self._taken = Canvas(ink.width, ink.height)
        self._taken.rows = list(ink.rows)
        self._column, self._row = scale.layout.cell
        self._top_row = staves[0].lines[0] // self._row if staves else 0

    def number(self, text: str) -> None:
        """The bar number, above the beginning of the upper staff."""
        top = self._staves[0]
        self._put(max(top.left, 0), top.lines[0] - self._row, Text(0, 0, "bar", text))

    def symbol(self, symbol: Symbol) -> None:
        """A symbol that is shown as letters."""
        kind, letters = AS_TEXT[symbol.code]
        self._put(
            self._scale.column(symbol.x),
            self._scale.row(symbol.y - LETTERS_MIDDLE),
            Text(0, 0, kind, letters, symbol.owner),
        )

    def words(self, words: Words) -> None:
        """A run of text."""
        text = " ".join(readable(words.text).split())
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}.get(words.anchor, 0.0)
        x = self._scale.x(words.x) - share * len(text) * self._column
        # The middle of small letters is about a quarter of the font above the baseline.
        y = self._scale.row(words.y - words.size / 4)
        kind = KINDS.get(words.part, "words")
        self._put(round(x), y, Text(0, 0, kind, text, words.owner), sinks=kind in SINKING)

    @staticmethod
    def turn(words: Words) -> bool:
        """Sorts first what has its place at a note, and last what goes where room is left."""
        return KINDS.get(words.part, "words") in SINKING

    def _put(self, x: int, y: int, text: Text, *, sinks: bool = False) -> None:
        width = len(text.text) * self._column
        x = max(min(x, self._taken.width - width), 0) // self._column * self._column
        row = self._free_row(x, x + width, y // self._row)
        if sinks:
            row = self._sunk(x, x + width, row)
        y = row * self._row + self._row // 2
        self.placed.append(Text(x, y, text.kind, text.text, text.note_id))
        self._taken.block(x, x + width - 1, row * self._row, (row + 1) * self._row - 1)

    def _free_row(self, left: int, right: int, row: int) -> int:
        """The nearest text row that is free, preferring away from the staff."""
        for distance in range(5):
            for candidate in self._either_side(row, distance):
                if self._is_free(left, right, candidate):
                    return candidate
        return row

    def _sunk(self, left: int, right: int, row: int) -> int:
        """The row of something above the staves, let down until it meets what is drawn."""
        while row + 1 < self._top_row and self._is_free(left, right, row + 1):
            row += 1
        return row

    def _is_free(self, left: int, right: int, row: int) -> bool:
        return self._taken.is_free(left, right, row * self._row, (row + 1) * self._row)

    def _either_side(self, row: int, distance: int) -> tuple[int, int]:
        off = -distance if row < self._top_row else distance
        return row + off, row - off


def readable(text: str) -> str:
    """Text whose musical signs are ones that terminals have."""
    return _DOTTED.sub(".", _UNSPACED.sub(" ", text.translate(_IN_WORDS)))
