"""The plan of an evening as the lines of a table: what was played, then what is to come."""

from collections.abc import Iterator

from renshu.evening.plan_words import KINDS
from renshu.practice.plan.adapting import Tonight, Visit, Went
from renshu.practice.plan.item import Item
from renshu.tui.drawing.table import Column, Line

COLUMNS = (
    Column("", 1, part=""),
    Column("Min", 3, is_right=True),
    Column("Piece", 14, 2, "ink"),
    Column("What", 11, 1),
    Column("Hands", 5, part="quiet"),
    Column("Tempo", 5, is_right=True),
    Column("For", 11, part="quiet"),
    Column("Why", 24, 4, "quiet"),
)

_SIGNS = {Went.WELL: "●", Went.FAIRLY: "◐", Went.BADLY: "×", Went.SKIPPED: "–"}
_PARTS = {Went.WELL: "right", Went.FAIRLY: "fair", Went.BADLY: "wrong", Went.SKIPPED: "quiet"}
_WORDS = {
    Went.WELL: "It went well.",
    Went.FAIRLY: "It went fairly well.",
    Went.BADLY: "It did not go well yet.",
    Went.SKIPPED: "Not tonight.",
}


def lines(tonight: Tonight) -> Iterator[Line]:
    """A line for each visit that was made, and for each that is to come."""
    for number, visit in enumerate(tonight.visits):
        yield _visited(number, visit)
    for item in tonight.plan.items:
        yield Line(key_of(item), _cells("○", item.minutes, item, item.reason))


def key_of(item: Item) -> str:
    """What the line of an item stands for, whatever is played before it."""
    score_id, passage = item.key
    return f"{score_id} {passage.start} {passage.end} {passage.hands} {item.why}"


def words(visit: Visit) -> str:
    """How a visit went, in a sentence."""
    return _WORDS[visit.went]


def _visited(number: int, visit: Visit) -> Line:
    cells = _cells(_SIGNS[visit.went], round(visit.minutes), visit.item, words(visit))
    return Line(f"visit {number}", cells, _PARTS[visit.went])


def _cells(sign: str, minutes: int, item: Item, why: str) -> tuple[str, ...]:
    one = item.candidate
    where = "all of it" if one.is_whole else one.called
    hands, tempo = one.passage.hands.value, f"{one.tempo:.0%}"
    return sign, str(minutes), one.title, where, hands, tempo, KINDS[item.why], why
