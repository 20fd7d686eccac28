"""What a field may be asked for that is no text: numbers, and what state a score is in.

Values are forgiving. One that cannot be read yet, since it is still being typed, asks for nothing.
"""

import math
import re
from dataclasses import dataclass

from renshu.library.folding import folded
from renshu.library.search.document import Document

NUMBERS = ("year", "difficulty", "number")
"""The fields of a document that are numbers."""

STATES = ("due", "wanted", "starter", "missing", "new")
"""What `is:` may ask for."""

FIRST_YEAR = 1000
"""Fewer digits are a year still being typed."""

_AT_MOST = ("<=", "=<", "≤")
_YES = ("yes", "true", "1", "はい")
_NO = ("no", "false", "0", "いいえ")

_NUMBER = r"\d+(?:\.\d*)?"
_COMPARED = re.compile(rf"(?P<sign><=|>=|=<|=>|<|>|≤|≥)(?P<limit>{_NUMBER})")
_BETWEEN = re.compile(rf"(?P<low>{_NUMBER})?(?:-|\.\.|–|~|〜)(?P<high>{_NUMBER})?")
_DECADE = re.compile(r"(?P<decade>\d{3}0)s")
_SINGLE = re.compile(rf"={{0,2}}(?P<number>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class InRange:
    """A number that lies between two, both included."""

    field: str
    low: float
    high: float

    def passes(self, document: Document) -> bool:
        """Whether the document has such a number; one that is not known lies nowhere."""
        number: float | None = getattr(document, self.field)
        return number is not None and self.low <= number <= self.high


@dataclass(frozen=True, slots=True)
class InState:
    """A state that a score is in, or is not."""

    state: str
    is_wanted: bool = True

    def passes(self, document: Document) -> bool:
        """Whether the document is in the state, or is not, as asked."""
        return (self.state in document.states) is self.is_wanted


@dataclass(frozen=True, slots=True)
class HasField:
    """Something that is known of a score."""

    field: str

    def passes(self, document: Document) -> bool:
        """Whether it is known of the document."""
        if self.field == "score":
            return document.has_score
        if self.field in NUMBERS:
            return getattr(document, self.field) is not None
        return any(field == self.field for field, _ in document.texts())


Filter = InRange | InState | HasField


def in_range(field: str, value: str) -> InRange | None:
    """Read `2010`, `2006-2010`, `-4`, `5-`, `<5`, `>=3` or `2010s`; None if it is none of them.

    A whole number means what rounds to it: a difficulty of 4.4 is a 4, and not less than 4.
    """
    read = _bounds(folded(value))
    if read is None or (field == "year" and any(0 < end < FIRST_YEAR for end in read)):
        return None
    return InRange(field, *read)


def in_state(state: str, value: str) -> InState | None:
    """Read a yes or no; None if it is neither."""
    for words, is_wanted in ((_YES, True), (_NO, False)):
        if any(word.startswith(folded(value)) for word in words):
            return InState(state, is_wanted)
    return None


def one_of(value: str, names: tuple[str, ...]) -> str | None:
    """The first name that begins as `value`; None if none does."""
    return next((name for name in names if name.startswith(folded(value))), None)


def _bounds(value: str) -> tuple[float, float] | None:
    if compared := _COMPARED.fullmatch(value):
        return _compared(compared["sign"], float(compared["limit"]))
    if decade := _DECADE.fullmatch(value):
        return float(decade["decade"]), float(decade["decade"]) + 9
    if single := _SINGLE.fullmatch(value):
        return _rounding_to(float(single["number"]), float(single["number"]))
    between = _BETWEEN.fullmatch(value)
    if between is None or not (between["low"] or between["high"]):
        return None
    low, high = float(between["low"] or -math.inf), float(between["high"] or math.inf)
    return _rounding_to(low, high if high >= low else math.inf)


def _compared(sign: str, limit: float) -> tuple[float, float]:
    low, high = _rounding_to(limit, limit) if limit.is_integer() else (limit, limit)
    if sign == "<":
        return -math.inf, math.nextafter(low, -math.inf)
    if sign == ">":
        return math.nextafter(high, math.inf), math.inf
    return (-math.inf, high) if sign in _AT_MOST else (low, math.inf)


def _rounding_to(low: float, high: float) -> tuple[float, float]:
    return low - 0.5, math.nextafter(high + 0.5, -math.inf)
