"""The laws of a grade, and pairs of which everybody knows the harder one."""

import math
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.library.difficulty import Difficulty, difficulty
from renshu.library.difficulty.difficulty import PER_VOCABULARY
from renshu.score.notation import Hand, Score, ScoreNote
from renshu.score.tempo import TempoMap, TempoMark
from support.notation import score
from support.strategies import scores, words

CLOSE = 1e-9

lines = st.lists(st.lists(words(), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=12)


def octave_higher(note: ScoreNote) -> ScoreNote:
    spelling = replace(note.spelling, octave=note.spelling.octave + 1)
    return replace(note, pitch=note.pitch + 12, spelling=spelling)


def at_tempo(score: Score, factor: float) -> Score:
    marks = (TempoMark(mark.onset, mark.qpm * factor) for mark in score.tempo.marks)
    return replace(score, tempo=TempoMap.of(marks))


def only(score: Score, hand: Hand) -> Score:
    return replace(score, notes=tuple(note for note in score.notes if note.hand is hand))


@given(scores())
def test_a_grade_lies_between_1_and_9_and_says_why(score: Score) -> None:
    made = difficulty(score)
    assert 1 <= made.grade <= 9
    assert made.reasons
    assert len(made.bars) == len(score.measures)
    sounding = {note.measure for note in score.notes if not note.is_grace}
    for index, grade in enumerate(made.bars):
        assert 1 <= grade <= 9 or (grade == 0 and index not in sounding)


@given(scores())
def test_an_octave_higher_is_as_hard(score: Score) -> None:
    higher = replace(score, notes=tuple(map(octave_higher, score.notes)))
    assert difficulty(higher) == difficulty(score)


@given(scores(), st.floats(0.01, 1.0))
def test_slower_is_never_harder(score: Score, factor: float) -> None:
    fast, slow = difficulty(score), difficulty(at_tempo(score, factor))
    assert slow.grade <= fast.grade + CLOSE
    assert all(s <= f + CLOSE for s, f in zip(slow.bars, fast.bars, strict=True))


@given(scores(), st.sampled_from(Hand))
def test_the_other_hand_never_makes_it_easier(score: Score, hand: Hand) -> None:
    both, one = difficulty(score), difficulty(only(score, hand))
    assert one.grade <= both.grade + CLOSE
    assert all(o <= b + CLOSE for o, b in zip(one.bars, both.bars, strict=True))


@given(scores())
def test_the_grade_of_a_hand_is_that_of_its_part_alone(score: Score) -> None:
    made = difficulty(score)
    for hand, grade in ((Hand.LEFT, made.left), (Hand.RIGHT, made.right)):
        alone = only(score, hand)
        assert grade == (difficulty(alone).grade if alone.notes else None)


@given(lines)
def test_twice_is_about_as_hard_as_once(bars: list[str]) -> None:
    once = score(" | ".join(bars))
    twice = score(" | ".join(bars * 2))
    # At the seam the hand may have to move back, which may be the hardest bar of a short piece.
    assert difficulty(once).grade - CLOSE <= difficulty(twice).grade <= difficulty(once).grade + 1


@given(scores())
def test_repeat_signs_change_nothing(score: Score) -> None:
    played = replace(score, roadmap=type(score.roadmap).of(range(len(score.measures))))
    assert difficulty(played) == difficulty(score)


HARDER = {
    "faster notes": ("C5=1/4 D5=1/4 E5=1/4 F5=1/4", "C5 D5 E5 F5"),
    "chords": ("[C5 E5 G5] [D5 F5 A5]", "C5 D5"),
    "octaves": ("[C5 C6] [D5 D6]", "[C5 E5] [D5 F5]"),
    "leaps": ("C5 C7 C5 C7", "C5 D5 C5 D5"),
    "black keys": ("C#5 D#5 F#5 G#5", "C5 D5 F5 G5"),
    "two voices": ("[C5=4 E5] F5 G5 F5", "[C5 E5] F5 G5 F5"),
    "a trill": ("C5!trill D5", "C5 D5"),
    "a grace note": ("C5 ~E5 D5", "C5 D5"),
    "3 against 2": (
        "[C3 C5]=1/3 D5=1/6 D3=1/6 E5=1/3",
        "[C3 C5]=1/2 D5=1/4 D3=1/4",
    ),
    "other notes each time": ("C5 D5 E5 G5 A5 F5", "C5 D5 C5 D5 C5 D5"),
    "crossed hands": ("[C4> E4<] [D4> F4<]", "[C4< E4>] [D4< F4>]"),
    "both hands": ("[C3 C5] [D3 D5]", "C5 D5"),
}


QUIET = [f"[{low} {high}]=4" for low in ("C5", "D5", "E5", "F5") for high in ("G5", "A5", "B5")]
"""An easy piece to stand in."""


@pytest.mark.parametrize("pair", HARDER.values(), ids=HARDER)
def test_is_harder(pair: tuple[str, str]) -> None:
    harder, easier = (difficulty(score(" | ".join([line, *QUIET]), qpm=300)) for line in pair)
    assert harder.grade > easier.grade


def test_many_grips_are_harder_than_few_at_the_same_strain() -> None:
    keys = ("C5", "D5", "E5", "F5", "G5", "A5")
    many = [f"[{low} {high}]=1/4 " * 8 for low, high in combinations(keys, 2)]
    few = (many[:2] * 8)[: len(many)]
    rich, poor = (difficulty(score(" | ".join(bars), qpm=240)) for bars in (many, few))
    expected = PER_VOCABULARY * math.log2(16 / 3)
    assert rich.grade - poor.grade == pytest.approx(expected, abs=0.5)


def test_the_hardest_bars_come_first() -> None:
    line = "C5 E5 | C5=1/4 E5=1/4 G5=1/4 C6=1/4 | . | C5=1/2 [D5 F5]=1/2"
    made = difficulty(score(" | ".join([line, *QUIET]), qpm=300))
    assert made.hardest(2) == (1, 3)
    assert made.hardest(3) == (1, 3, 0)
    assert made.bars[2] == 0


def test_of_equal_bars_the_first_is_named_first() -> None:
    assert Difficulty(3.0, (), (2.0, 3.0, 3.0)).hardest(2) == (1, 2)


def test_the_bars_that_are_clearly_harder_than_most_stand_out() -> None:
    assert Difficulty(3.0, (), (2.0, 3.0, 0.0, 2.0, 2.5, 2.0, 2.0, 2.0, 4.0, 2.0)).standing_out == {
        1, 8,
    }  # fmt: skip
    assert Difficulty(3.0, (), (2.0, 2.4, 2.0, 2.0)).standing_out == frozenset()
    assert Difficulty(1.0, (), (0.0, 0.0)).standing_out == frozenset()


def test_nothing_to_play() -> None:
    for empty in (score("."), replace(score("."), measures=())):
        made = difficulty(empty)
        assert made.grade == pytest.approx(1, abs=0.001)
        assert (made.left, made.right) == (None, None)
        assert made.reasons == ("there is nothing to play",)
        assert made.hardest(3) == ()


def test_only_grace_notes() -> None:
    assert difficulty(score("~C5 . ~D5 .")).grade == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("qpm", [1e-3, 1, 1e4, 1e9])
def test_absurd_tempo_marks_are_taken_with_reason(qpm: float) -> None:
    line = " | ".join(["C5=1/4 D5=1/4 E5=1/4 F5=1/4 [C3 G5] [E3 E5]"] * 8)
    usual = difficulty(score(line, qpm=90)).grade
    assert math.isclose(difficulty(score(line, qpm=qpm)).grade, usual, abs_tol=3)


def test_a_bar_without_duration_is_no_fault() -> None:
    made = score("C5 D5 | E5 F5")
    measures = tuple(replace(measure, duration=Fraction(0)) for measure in made.measures)
    assert difficulty(replace(made, measures=measures)).grade >= 1
