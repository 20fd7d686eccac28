import pytest

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown
from renshu.practice.hindsight import in_hindsight
from renshu.score.notation import Score
from renshu.score.passage import ScorePosition
from support.notation import score

SCORE: Score = score("C4")
HERE = ScorePosition(SCORE.notes[0].onset, 0)


def wrong(time: float, note: str | None = "n1") -> Insertion:
    return Insertion(KeyDown(time, 61), HERE, note)


def match(time: float) -> Match:
    return Match(KeyDown(time, 60), "n1", HERE)


def missed(time: float) -> Deletion:
    return Deletion("n1", HERE, time)


@pytest.mark.parametrize(
    ("live", "afterwards"),
    [
        ([wrong(1.0), missed(1.1)], [wrong(1.0), missed(1.1)]),
        ([wrong(1.0), match(1.1)], [wrong(1.0, None), match(1.1)]),
        ([wrong(1.0), wrong(1.1), missed(1.2)], [wrong(1.0), wrong(1.1, None), missed(1.2)]),
        ([wrong(1.0), match(1.1), missed(5.0)], [wrong(1.0, None), match(1.1), missed(5.0)]),
        ([match(1.1), missed(1.0)], [missed(1.0), match(1.1)]),
        ([], []),
    ],
)
def test_a_wrong_note_is_an_insertion_beside_a_deletion(
    live: list[Label], afterwards: list[Label]
) -> None:
    assert in_hindsight(live, 0.5) == tuple(afterwards)
