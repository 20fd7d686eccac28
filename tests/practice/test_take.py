from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from renshu.errors import RenshuError
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.take import EndedBy, Take, Tally, summarise, tally
from renshu.score.notation import Hand
from renshu.score.passage import ScorePosition, whole
from support.notation import score
from support.pianist import Extra, Missed, Wrong, play

SCORE = score("C4 D4 | [C3 E4] F4", order=[0, 1, 1])
HERE = ScorePosition(SCORE.notes[0].onset, 0)
KEY = KeyDown(1.0, 60)


def label(text: str) -> Label:
    """`n1` a match, `-n1` a deletion, `x` an extra key, `x/n1` a wrong one, `~` an ornament."""
    if text.startswith("-"):
        return Deletion(text[1:], HERE, 1.0)
    if text.startswith("x"):
        return Insertion(KEY, HERE, text[2:] or None)
    if text == "~":
        return Insertion(KEY, HERE, is_ornament=True)
    return Match(KEY, text, HERE, 0.0)


@pytest.mark.parametrize(
    ("labels", "counts"),
    [
        ("", Tally()),
        ("n1 n2", Tally(matched=2)),
        ("n1 x", Tally(matched=1, extra=1)),
        ("~ ~ n1", Tally(matched=1)),
        ("-n1", Tally(missed=1)),
        ("x/n1 -n1", Tally(wrong=1)),
        ("-n1 x/n1", Tally(wrong=1)),
        ("x/n1 x/n1 -n1", Tally(wrong=2)),
        ("x/n1 n1", Tally(matched=1, wrong=1)),
        ("x/n1 n1 -n2", Tally(matched=1, wrong=1, missed=1)),
        ("x/n1 -n1 -n1", Tally(wrong=1, missed=1)),
        ("x/n2 -n1", Tally(wrong=1, missed=1)),
    ],
)
def test_a_wrong_key_and_the_note_it_stands_for_count_once(labels: str, counts: Tally) -> None:
    assert tally(map(label, labels.split())) == counts


def test_accuracy_is_the_share_that_was_right() -> None:
    assert Tally(6, 1, 2, 1).accuracy == 0.6
    assert Tally().accuracy is None


def test_the_summary_adds_up_per_bar_pass_and_hand() -> None:
    played = play(SCORE, mistakes=[Wrong(1), Missed(2, 0), Extra(4, 90)])
    summary = summarise(played.labels, SCORE)
    assert summary.total == Tally(matched=6, wrong=1, missed=1, extra=1)
    assert summary.per_measure == {0: Tally(1, 1), 1: Tally(5, missed=1, extra=1)}
    assert summary.per_pass == {
        (0, 1): Tally(1, 1),
        (1, 1): Tally(2, missed=1),
        (1, 2): Tally(3, extra=1),
    }
    assert summary.per_hand == {Hand.LEFT: Tally(1, missed=1), Hand.RIGHT: Tally(5, 1)}


def test_unknown_notes_count_where_they_lie() -> None:
    labels = [label("n99"), label("x/n98"), label("-n97"), Insertion(KEY, None, "n96")]
    summary = summarise(labels, SCORE)
    assert summary.total == Tally(matched=1, wrong=2, missed=1)
    assert summary.per_measure == {0: Tally(matched=1, wrong=1, missed=1)}
    assert summary.per_hand == {}


@pytest.mark.parametrize(
    ("timings", "median"),
    [
        ([], None),
        ([0.0], 0.0),
        ([-30.0, 10.0], 20.0),
        ([None, 5.0, -90.0, 40.0], 40.0),
        ([7.0, -1.0, 2.0, 90.0], 4.5),
        ([1.0, 2.0, 3.0, 4.0, 50.0], 3.0),
    ],
)
def test_timing_is_summed_up_by_its_size(timings: list[float | None], median: float | None) -> None:
    labels = [Match(KEY, "n1", HERE, timing) for timing in timings]
    assert summarise(labels, SCORE).median_timing_ms == median


def a_take(started_at: datetime) -> Take:
    return Take(
        "t1", SCORE.id, "Test", started_at, whole(SCORE), Mode.FREE, 1.0, (), (), EndedBy.PLAYER
    )


NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - the mistake under test
TOKYO = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=9)))


@pytest.mark.parametrize("moment", [NAIVE, TOKYO])
def test_a_take_starts_in_utc(moment: datetime) -> None:
    with pytest.raises(RenshuError, match="UTC"):
        a_take(moment)


def test_a_take_lasts_until_its_last_event() -> None:
    take = a_take(datetime(2026, 1, 1, tzinfo=UTC))
    assert take.seconds == 0.0
    assert replace(take, events=(KEY, KeyUp(2.5, 60))).seconds == 2.5
