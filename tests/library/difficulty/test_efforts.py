from collections import Counter
from fractions import Fraction

import pytest

from renshu.library.difficulty.efforts import WEIGHTS, Kind, altered, hand_counts
from renshu.library.difficulty.grips import grips_of, vocabulary
from renshu.library.difficulty.together import both_hands_counts, divisions
from renshu.score.notation import Hand, ScoreNote
from renshu.score.pitch import Spelling
from support.notation import score


def counted(line: str, seconds: float = 1.0) -> Counter[Kind]:
    """What the right hand has to do in a line, its bars lasting some seconds each."""
    made = score(line)
    grips = grips_of(made, Hand.RIGHT)
    counts: Counter[Kind] = Counter()
    for kind, _, count in hand_counts(grips, made.measures, [seconds] * len(made.measures)):
        counts[kind] += count  # type: ignore[assignment]  # counts of some kinds are fractions
    return counts


def together(line: str) -> Counter[Kind]:
    made = score(line)
    left, right = (grips_of(made, hand) for hand in (Hand.LEFT, Hand.RIGHT))
    counts: Counter[Kind] = Counter()
    for kind, _, count in both_hands_counts(left, right, made.measures):
        counts[kind] += count  # type: ignore[assignment]
    return counts


COUNTS = {
    "a press for each grip": ("[C5 E5] D5 .", Kind.PRESS, 2),
    "keys beyond the first": ("[C5 E5 G5] D5", Kind.CHORD, 2),
    "a key that two voices share is one": ("[C5 C5=2]", Kind.CHORD, 0),
    "a fifth is no stretch": ("[C5 G5]", Kind.STRETCH, 0),
    "an octave is one": ("[C5 C6]", Kind.STRETCH, 1),
    "a tenth is nearly two": ("[C5 E6]", Kind.STRETCH, 1.8),
    "black keys": ("[F#5 A5 C#6] Bb5", Kind.BLACK, 3),
    "within a position the hand does not move": ("C5 A5 C5 A5 D5", Kind.MOVE, 0),
    "a scale moves the hand": ("C5 D5 E5 F5 G5 A5 B5 C6 D6", Kind.MOVE, 2.58),
    "a scale does not leap": ("C5 D5 E5 F5 G5 A5 B5 C6 D6", Kind.LEAP, 0),
    "two octaves are a leap": ("C5 C7", Kind.LEAP, 1.42),
    "one key held, three pressed": ("[C5=4 E5] F5 G5 F5", Kind.VOICES, 3),
    "a repetition at leisure": ("C5 C5", Kind.REPEAT, 0),
    "a quick repetition": ("C5=1/8 C5=1/8 D5=1/4 D5=1/2", Kind.REPEAT, 1),
    "a repeated grip": ("[C5 E5]=1/8 [C5 E5]=1/8 .", Kind.REPEAT, 1),
    "a trill is as hard as it is long": ("C5=2!trill", Kind.ORNAMENT, 10),
    "a very long trill is not": ("C5=99!trill", Kind.ORNAMENT, 20),
    "a turn": ("C5!turn", Kind.ORNAMENT, 2),
    "a rolled chord counts once": ("[C5 E5 G5]!arpeggio", Kind.ORNAMENT, 0.5),
    "grace notes": ("~D5 ~E5 C5", Kind.ORNAMENT, 2),
}


@pytest.mark.parametrize(("line", "kind", "expected"), COUNTS.values(), ids=COUNTS)
def test_a_hand(line: str, kind: Kind, expected: float) -> None:
    assert counted(line)[kind] == pytest.approx(expected, abs=0.01)


TOGETHER = {
    "3 against 2": ("[C3 C5]=1/3 D5=1/6 D3=1/6 E5=1/3", Kind.CROSS_RHYTHM, 4),
    "2 against 1": ("[C3 C5]=1/2 D5=1/2", Kind.CROSS_RHYTHM, 0),
    "4 against 2": ("[C3 C5]=1/4 D5=1/4 [D3 C5]=1/4 D5=1/4", Kind.CROSS_RHYTHM, 0),
    "one after the other": ("C3=1/2 C5=1/2", Kind.CROSS_RHYTHM, 2),
    "hands side by side": ("[C4< E4>] [D4< F4>]", Kind.CROSSING, 0),
    "hands crossed": ("[C4> E4<] [D4< F4>]", Kind.CROSSING, 1),
}


@pytest.mark.parametrize(("line", "kind", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_both_hands(line: str, kind: Kind, expected: float) -> None:
    assert together(line)[kind] == expected


@pytest.mark.parametrize(
    ("spelling", "fifths", "expected"),
    [
        (Spelling("F", 1, 5), 0, True),
        (Spelling("F", 1, 5), 1, False),
        (Spelling("F", 0, 5), 1, True),
        (Spelling("C", 1, 5), 1, True),
        (Spelling("B", -1, 5), -1, False),
        (Spelling("B", 0, 5), -1, True),
        (Spelling("E", -1, 5), -1, True),
        (Spelling("B", 1, 5), 9, False),
    ],
)
def test_altered(spelling: Spelling, fifths: int, *, expected: bool) -> None:
    pitch = spelling.pitch
    note = ScoreNote("n", pitch, spelling, Fraction(0), Fraction(1), 0, 1, 1, Hand.RIGHT)
    assert altered(note, fifths) is expected


@pytest.mark.parametrize(
    ("onsets", "expected"),
    [({0}, 1), ({0, 6}, 2), ({0, 4, 8}, 3), ({0, 4}, 0), ({6}, 0), ({0, 3, 6, 9}, 4)],
)
def test_divisions(onsets: set[int], expected: int) -> None:
    assert divisions(onsets, 12) == expected


def test_the_vocabulary_is_of_different_grips() -> None:
    assert vocabulary(grips_of(score("C5 D5 C5 [C5 E5] [E5 C5] ~F5 C5"), Hand.RIGHT)) == 3


def test_every_kind_weighs_something() -> None:
    assert set(WEIGHTS) == set(Kind)
    assert all(weight > 0 for weight in WEIGHTS.values())
