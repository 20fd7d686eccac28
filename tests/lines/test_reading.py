"""Scores read aloud."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from renshu.lines.names import spoken
from renshu.lines.reading import read_bar, read_head
from renshu.score.passage import Hands
from support.notation import score
from support.starter_scores import NAMES, starter

NOTE = re.compile(r"\b[A-G](?: (?:double )?(?:sharp|flat))? -?\d+\b")
STUDY = score("~D5 E5=3/2 .=3/2 [C3=4 G4] | . . | [C4> E4>]=1/2!trill F4")


@pytest.mark.parametrize(
    ("bar", "hands", "said"),
    [
        (
            0,
            Hands.BOTH,
            (
                "Bar 1, beat 1, right hand: grace note D 5; E 5, dotted quarter.",
                "Bar 1, beat 4, right hand: G 4, quarter; left hand: C 3, whole.",
            ),
        ),
        (0, Hands.LEFT, ("Bar 1, beat 4, left hand: C 3, whole.",)),
        (1, Hands.BOTH, ("Bar 2: nothing begins.",)),
    ],
)
def test_a_bar(bar: int, hands: Hands, said: tuple[str, ...]) -> None:
    assert tuple(line for line in read_bar(STUDY, bar, hands) if "from here" not in line) == said


def test_an_ornament_and_a_chord() -> None:
    lines = tuple(read_bar(STUDY, 2))
    assert "right hand: C 4 and E 4, eighth, with trill." in lines[0]


def test_a_new_key_is_told() -> None:
    first, second = score("C4 | D4").measures
    changed = replace(score("C4 | D4"), measures=(first, replace(second, key_fifths=2)))
    assert "from here on 4 4 time; 2 sharps, D major" in next(iter(read_bar(changed, 1)))


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_score_names_every_note_once(name: str) -> None:
    loaded = starter(name)
    lines = [line for bar in loaded.measures for line in read_bar(loaded, bar.index)]
    told = [note for line in lines if "from here on" not in line for note in NOTE.findall(line)]
    assert Counter(told) == Counter(spoken(note.spelling) for note in loaded.notes)


def test_the_head() -> None:
    loaded = score("C4 E4 | G3 C5")
    head = list(read_head(loaded))
    assert "2 bars" in head[1]
    assert head[2:4] == ["Right hand from C 4 to C 5.", "Left hand from G 3 to G 3."]
