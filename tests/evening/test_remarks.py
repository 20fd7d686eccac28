from fractions import Fraction

import pytest

from renshu.evening.remarks import bar_remarks, remarks
from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.score.passage import ScorePosition
from support.notation import score

SONG = score(" | ".join(["C4 D4 E4 F4"] * 12))


def told(text: str) -> list[Verdict]:
    """Verdicts in words: `short 3` is one in bar 3."""
    found = []
    for word in text.split(", ") if text else ():
        kind, bar = word.split()
        place = ScorePosition(Fraction(4 * int(bar) - 4), int(bar) - 1)
        found.append(Verdict(VerdictKind(kind), 1.0, place))
    return found


@pytest.mark.parametrize(
    ("verdicts", "line"),
    [
        ("", ""),
        ("wrong 1, missed 2, extra 3", ""),
        ("short 3", "1 note held too short"),
        ("late 2, short 3, short 5, early 9",
         "2 notes held too short · 1 note early · 1 note late"),
        ("louder 5, louder 6, louder 7, louder 8", "Louder than written in bars 5–8"),
        ("softer 2, softer 4, softer 5", "Softer than written in bars 2, 4–5"),
        ("long 1, pedal-missing 3", "1 note held too long · pedal missing in bar 3"),
        ("pedal-missing 1, pedal-missing 3, pedal-missing 5, pedal-missing 7, pedal-missing 8",
         "Pedal missing in 5 bars"),
        ("pedal-unused 1", "The score asks for the pedal, and none was pressed."),
    ],
)  # fmt: skip
def test_a_take_in_one_line(verdicts: str, line: str) -> None:
    assert remarks(told(verdicts), SONG) == line


def test_a_bar_in_few_words() -> None:
    verdicts = told("short 3, short 3, louder 3, pedal-missing 3, late 2, wrong 3")
    assert bar_remarks(verdicts, 2) == "2 short, louder, pedal"
    assert bar_remarks(verdicts, 1) == "late"
    assert bar_remarks(verdicts, 0) == ""
