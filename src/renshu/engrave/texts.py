"""Words and letters of a score as terminal text, each in free cells near its place."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from renshu.engrave.drawing import SPACE, Symbol, Words
from renshu.engrave.picture import StaffLines, Text
from renshu.engrave.room import Room
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
    0xE566: ("ornament", "tr"),
    0xE650: ("pedal", "Ped"),
    0xE655: ("pedal", "*"),
}
"""Symbols that read better as letters, by code point: the kind of text and the letters."""

HYPHEN = "-"

CLOSE = {"lyric", "pedal", "tuplet"}
"""Kinds beside which the next text may stand without a gap."""

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

    def __init__(self, room: Room, scale: Scale) -> None:
        self.placed: list[Text] = []
        self._room = room
        self._scale = scale
        self._column, self._row = scale.layout.cell

    def number(self, text: str, staff: StaffLines) -> None:
        """The bar number, above the beginning of the upper staff."""
        self._put(max(staff.left, 0), staff.lines[0] - self._row, Text(0, 0, "bar", text))

    def symbol(self, symbol: Symbol) -> None:
        """A symbol that is shown as letters."""
        kind, letters = AS_TEXT[symbol.code]
        x = self._scale.column(symbol.x)
        y = self._scale.row(symbol.y - LETTERS_MIDDLE, symbol.staff)
        self._put(x, y, Text(0, 0, kind, letters, symbol.owner))

    def words(self, words: Words) -> None:
        """A run of text."""
        kind = KINDS.get(words.part, "words")
        x, y, text = self._measured(words)
        self._put(x, y, Text(0, 0, kind, text, words.owner), sinks=kind in SINKING)

    def verse(self, syllables: Sequence[Words]) -> None:
        """Syllables and hyphens that stand on one line, in one text row where there is one."""
        line = self._side_by_side(sorted(syllables, key=lambda one: one.x))
        rows = [self._measured(one)[1] // self._row for one in syllables]
        spans = [(x, x + len(text) * self._column) for x, text, _ in line]
        row = min(rows, default=0)
        row = min(
            (row + off for off in (0, 1, -1, 2, -2)),
            key=lambda one: sum(not self._room.is_free(*span, one) for span in spans),
        )
        for x, text, owner in line:
            self._put(x, row * self._row, Text(0, 0, "lyric", text, owner))

    def span(self, symbol: Symbol) -> tuple[int, int]:
        """The first column of such a symbol, and the one behind its last."""
        letters = AS_TEXT[symbol.code][1]
        x = self._at_cell(self._scale.column(symbol.x), letters)
        return x, x + len(letters) * self._column

    def pedals(self, row: int, signs: Sequence[Symbol]) -> None:
        """Signs for the pedal in a free row, shorter where the next is near.

        Where the pedal goes up and down at once, `Ped` says enough.
        """
        end = 0
        for sign, following in zip_longest(signs, signs[1:]):
            letters = AS_TEXT[sign.code][1]
            x = max(self.span(sign)[0], end)
            room = (self.span(following)[0] if following else self._room.width) - x
            if room < len(letters) * self._column:
                letters = letters[:1] if room >= self._column else ""
            if letters:
                self._settle(x, row, Text(0, 0, "pedal", letters, sign.owner))
                end = x + len(letters) * self._column

    def _side_by_side(self, syllables: Sequence[Words]) -> list[tuple[int, str, str | None]]:
        """The x of each, moved to the right where it would touch the one before."""
        line: list[tuple[int, str, str | None]] = []
        end = gap = 0
        for words, following in zip_longest(syllables, syllables[1:]):
            x, _, text = self._measured(words)
            if text == HYPHEN:
                x, gap = max(self._at_cell(x, ""), end), 0
                if following and x + self._column > self._at_cell(self._measured(following)[0], ""):
                    continue
            else:
                x, gap = max(self._at_cell(x, ""), end + gap), self._column
            line.append((x, text, words.owner))
            end = x + len(text) * self._column
        return self._pushed_back(line)

    def _pushed_back(
        self, line: list[tuple[int, str, str | None]]
    ) -> list[tuple[int, str, str | None]]:
        """The same, with what would stand beyond the right edge moved to the left."""
        end, pushed = self._room.width // self._column * self._column, []
        for x, text, owner in reversed(line):
            end = min(x, end - len(text) * self._column)
            pushed.append((max(end, 0), text, owner))
        return pushed[::-1]

    def _measured(self, words: Words) -> tuple[int, int, str]:
        """Where a run of text begins, its middle, and how it reads."""
        text = " ".join(readable(words.text).split())
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}.get(words.anchor, 0.0)
        x = self._scale.x(words.x) - share * len(text) * self._column
        # The middle of small letters is about a quarter of the font above the baseline.
        return round(x), self._scale.row(words.y - words.size / 4), text

    def _put(self, x: int, y: int, text: Text, *, sinks: bool = False) -> None:
        longest = self._room.width // self._column
        if len(text.text) > longest:
            text = replace(text, text=text.text[: longest - 1] + "…")
        x = self._at_cell(x, text.text)
        right = x + len(text.text) * self._column
        row = self._room.nearest(x, right, y // self._row)
        self._settle(x, self._room.lowest(x, right, row) if sinks else row, text)

    def _at_cell(self, x: int, text: str) -> int:
        furthest = self._room.width - len(text) * self._column
        return max(min(x, furthest), 0) // self._column * self._column

    def _settle(self, x: int, row: int, text: Text) -> None:
        y = row * self._row + self._row // 2
        self.placed.append(Text(x, y, text.kind, text.text, text.note_id))
        apart = 0 if text.kind in CLOSE else self._column
        self._room.take(x - apart, x + len(text.text) * self._column + apart, row)


def readable(text: str) -> str:
    """Text whose musical signs are ones that terminals have."""
    return _DOTTED.sub(".", _UNSPACED.sub(" ", text.translate(_IN_WORDS)))
