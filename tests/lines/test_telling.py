"""Verdicts in sentences: tables of what was played, and what is said of it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.config.settings import Telling
from renshu.follow.alignment import Deletion, Insertion, Match
from renshu.follow.follower import Mode
from renshu.lines.telling import Teller, Told
from renshu.practice.replaying import drive
from renshu.practice.session import Session, Setup
from renshu.score.notation import Score
from renshu.score.passage import whole
from support.notation import performance, score

SCALE = score("C4 D4 E4 F4 | [C3=4 G4] A4 B4 C5 | D5 E5 F#5 G5")

PITCHES = ("C4", "D4", "E4", "F4", "G4", "C3", "A4", "B4", "C5", "D5")


def told(written: Score, line: str, level: Telling, mode: Mode = Mode.WAIT) -> list[Told]:
    teller = Teller(written, whole(written).hands, level)
    session = Session(written, Setup(whole(written), mode))
    said = [one for event in drive(session, performance(line)) for one in teller.hear(event)]
    return [*said, *teller.finish()]


@pytest.mark.parametrize(
    ("level", "line", "said"),
    [
        (
            Telling.BARS,
            "C4 D4 E4 F4 [C3 G4]",
            ["Now at bar 1.", "Bar 1: right, 4.", "Bar 2: right, 2."],
        ),
        (
            Telling.BARS,
            "C4 D4 F4 E4 F4 [C3 G4]",
            [
                "Now at bar 1.",
                "Bar 1: 4 right; beat 3 F 4 instead of E 4, right hand.",
                "Bar 2: right, 2.",
            ],
        ),
        (
            Telling.MISTAKES,
            "C4 D4 F4 E4 F4 [C3 G4]",
            ["Now at bar 1.", "Bar 1: beat 3 F 4 instead of E 4, right hand."],
        ),
        (
            Telling.NOTES,
            "C4 D4",
            ["Bar 1, beat 1: right, C 4, right hand.", "Bar 1, beat 2: right, D 4, right hand."],
        ),
    ],
)
def test_what_is_said(level: Telling, line: str, said: list[str]) -> None:
    assert [one.text for one in told(SCALE, line, level)] == said


@given(st.lists(st.sampled_from(PITCHES), max_size=24), st.sampled_from(Telling))
def test_each_label_is_told_once(pitches: list[str], level: Telling) -> None:
    teller = Teller(SCALE, whole(SCALE).hands, level)
    session = Session(SCALE, Setup(whole(SCALE), Mode.FREE))
    events = list(drive(session, performance(" ".join(pitches))))
    said = [one for event in events for one in teller.hear(event)]
    said += teller.finish()
    labels = Counter(event for event in events if isinstance(event, Match | Insertion | Deletion))
    heard = Counter(label for one in said for label in one.labels)
    assert heard <= labels
    wrong = {label.wrong_for for label in labels if isinstance(label, Insertion)}
    for label in labels - heard:
        is_right = isinstance(label, Match) or getattr(label, "is_ornament", False)
        told_as_wrong = isinstance(label, Deletion) and label.note_id in wrong
        assert told_as_wrong or (is_right and level is Telling.MISTAKES)
    assert all(one.text.endswith(".") and "\n" not in one.text for one in said)


def test_a_wrong_note_is_not_missed_as_well() -> None:
    said = [one.text for one in told(SCALE, "C4 D4 F#4 F4 G4 A4 B4 C5", Telling.BARS, Mode.FREE)]
    assert sum("E 4" in line for line in said) == 1
