from fractions import Fraction

import pytest

from renshu.evening.verdicts import MARKS, Verdict, verdict
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown
from renshu.score.passage import ScorePosition

HERE = ScorePosition(Fraction(0), 0)
KEY = KeyDown(0.0, 60)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (Match(KEY, "n1", HERE), Verdict.RIGHT),
        (Match(KEY, "n1", HERE, 40.0), Verdict.RIGHT),
        (Match(KEY, "n1", HERE, -140.0), Verdict.EARLY),
        (Match(KEY, "n1", HERE, 140.0), Verdict.LATE),
        (Insertion(KEY, HERE), Verdict.WRONG),
        (Insertion(KEY, HERE, "n1"), Verdict.WRONG),
        (Insertion(KEY, HERE, is_ornament=True), Verdict.RIGHT),
        (Deletion("n1", HERE, 1.0), Verdict.MISSED),
    ],
)
def test_the_verdict_of_a_label(label: Label, expected: Verdict) -> None:
    assert verdict(label) is expected


def test_each_verdict_has_a_shape_of_its_own() -> None:
    assert set(MARKS) == set(Verdict)
    assert len(set(MARKS.values())) == len(MARKS)
