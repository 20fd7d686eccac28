"""Texts from outside, made so that nothing in them talks to the terminal or misleads the eye.

A title, a file name or a port's name may hold escape codes, marks that turn the direction of
writing, signs that nobody sees, or bytes that are no text. Shown as they are, they could colour,
move, hide or fake what stands around them.
"""

import re
import unicodedata

_SHOWN = "�"
_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""The categories of Unicode that hold controls, formats, halves of pairs, and ends of lines."""
_UNFIT_IN_FILES = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet runs."""


class _Fates(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        unfit = unicodedata.category(char) in _UNFIT
        self[code] = fate = " " if char in _BLANKS else _SHOWN if unfit else char
        return fate


_FATES = _Fates()


def harmless(text: str) -> str:
    """The text on one line, with `�` for every character that is not to be seen."""
    return text if text.isprintable() else text.translate(_FATES)


def harmless_lines(text: str) -> str:
    """The same for a text of several lines."""
    return "\n".join(map(harmless, text.split("\n")))


def harmless_cell(text: str) -> str:
    """The text for a cell of CSV, with an apostrophe before what a spreadsheet would run.

    A text that begins so is taken for a formula, which may read files or fetch pages (OWASP, “CSV
    Injection”).
    """
    return ("'" if text.startswith(_FORMULAS) else "") + harmless(text)


def harmless_json(text: str) -> str:
    """JSON that means the same, with escapes for what a terminal would obey."""
    return _UNFIT_IN_FILES.sub(_in_json, text)


def harmless_toml(text: str) -> str:
    """TOML that means the same, with escapes for what a terminal would obey."""
    return _UNFIT_IN_FILES.sub(lambda found: f"\\U{ord(found[0]):08x}", text)


def _in_json(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
