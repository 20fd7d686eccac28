import json
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from renshu.follow.alignment import Deletion, Insertion
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.practice.replaying import replay
from renshu.practice.report import report
from renshu.practice.session import Setup
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import ScorePosition, whole
from support.notation import performance, score


def test_the_report_has_every_press_and_every_missed_note() -> None:
    music = score("C4 D4 E4!trill | [F4 C3] G4", meter="3/4")
    played = performance("@3 C4 @4 D#4 @5 E4 @5.2 F4 @6.1 F4 @6.2 A5 @7 E4")
    session = replay(music, Setup(whole(music), Mode.TEMPO), played).session
    take = session.take("t", datetime(2026, 11, 22, tzinfo=UTC), EndedBy.REPLAY)
    found = report(take, music)
    json.dumps(found)
    assert found["mode"] == "tempo"
    assert [
        (p["time"], p["pitch"], p["label"], p["note"], p["wrong_for"], p["position"])
        for p in found["played"]
    ] == [
        (3.0, 60, "match", "n1", None, "0/1"),
        (4.0, 63, "extra", None, "n2", "1/1"),
        (5.0, 64, "match", "n3", None, "2/1"),
        (5.2, 65, "extra", None, None, "2/1"),
        (6.1, 65, "match", "n4", None, "3/1"),
        (6.2, 81, "extra", None, None, "3/1"),
        (7.0, 64, "extra", None, "n6", "4/1"),
    ]
    assert [round(p["timing_ms"]) for p in found["played"] if p["label"] == "match"] == [0, 0, 100]
    assert [p["is_ornament"] for p in found["played"]].count(True) == 1
    assert found["missed"] == ["n5"]
    assert {key: found["summary"][key] for key in ("matched", "wrong", "missed", "extra")} == {
        "matched": 3, "wrong": 2, "missed": 1, "extra": 1,
    }  # fmt: skip
    assert found["summary"]["median_timing_ms"] == pytest.approx(0, abs=0.01)
    assert set(found["summary"]) == {
        "matched", "wrong", "missed", "extra", "accuracy", "median_timing_ms", "hands", "bars",
    }  # fmt: skip
    assert found["summary"]["hands"]["left"]["missed"] == 1
    assert [(bar["bar"], bar["pass"], bar["matched"]) for bar in found["summary"]["bars"]] == [
        ("1", 1, 2),
        ("2", 1, 1),
    ]


def test_of_a_note_that_was_wrong_once_and_missed_twice_one_is_missed() -> None:
    """As in a loop, where the same note comes again."""
    music = score("C4 D4")
    here = ScorePosition(Fraction(1), 0)
    labels = (
        Insertion(KeyDown(1.0, 63), here, wrong_for="n2"),
        Deletion("n2", here, 1.0),
        Deletion("n2", here, 3.0),
        Deletion("n1", here, 4.0),
    )
    taken = datetime(2026, 11, 22, tzinfo=UTC)
    take = Take("t", music.id, "", taken, whole(music), Mode.WAIT, 1.0, (), labels, EndedBy.PLAYER)
    assert report(take, music)["missed"] == ["n2", "n1"]


def test_the_verdicts_are_told_with_their_class() -> None:
    music = score("C4 D4 E4 | [F4 C3] G4", meter="3/4")
    played = performance("@3 C4 @4.2 D4 @5 E4 @6 F#4 @7 G4")
    session = replay(music, Setup(whole(music), Mode.TEMPO), played).session
    take = session.take("t", datetime(2026, 11, 22, tzinfo=UTC), EndedBy.REPLAY)
    found = report(take, music, 0.5)["verdicts"]
    json.dumps(found)
    assert [(v["kind"], v["class"], v["position"], v["note"]) for v in found] == [
        ("late", "timing", "1/1", "n2"),
        ("wrong", "wrong", "3/1", "n4"),
        ("missed", "missed", "3/1", "n5"),
    ]
    assert [v["time"] for v in found] == [4.7, 6.5, found[2]["time"]]
    assert [v["amount"] for v in found] == [pytest.approx(200, abs=1), 1.0, None]


def test_times_are_those_of_the_recording() -> None:
    music = score("C4 D4 E4 F4")
    for mode in (Mode.WAIT, Mode.TEMPO):
        replayed = replay(music, Setup(whole(music), mode), performance("@50.5 C4"))
        take = replayed.session.take("t", datetime(2026, 11, 22, tzinfo=UTC), EndedBy.REPLAY)
        (press,) = report(take, music, replayed.start)["played"]
        assert press["time"] == 50.5


def test_a_take_without_a_key_has_an_empty_report() -> None:
    music = score("C4")
    session = replay(music, Setup(whole(music), Mode.WAIT), ()).session
    take = session.take("t", datetime(2026, 11, 22, tzinfo=UTC), EndedBy.REPLAY)
    found = report(take, music)
    assert (found["played"], found["missed"]) == ([], [])
    assert found["summary"]["accuracy"] is None
