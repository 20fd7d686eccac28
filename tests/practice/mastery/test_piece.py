"""Laws of mastery, and a few figures that everybody would expect."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renshu.practice.mastery.evidence import PlayedBar
from renshu.practice.mastery.learner import LEARNERS
from renshu.practice.mastery.piece import (
    learning,
    notes_of,
    of_bars,
    piece_mastery,
    share_mastered,
)
from renshu.practice.mastery.record import Correction, record, together
from renshu.practice.mastery.record import correction as line_through
from renshu.practice.mastery.skill import follow
from renshu.score.passage import Hands
from support.bars_played import FIRST_EVENING, played_bars
from support.notation import score

BAR = (0, Hands.BOTH)
EVERY = {(0, hands): 8 for hands in Hands}

evening = st.tuples(
    st.integers(0, 60),
    st.text("+-~", min_size=1, max_size=5),
    st.sampled_from((0.4, 0.7, 1.0, 1.1)),
    st.sampled_from(Hands),
)


def played(evenings: Sequence[tuple[int, str, float, Hands]]) -> tuple[PlayedBar, ...]:
    return tuple(
        one
        for day, signs, tempo, hands in evenings
        for one in played_bars(signs, day, tempo=tempo, hands=hands)
    )


def chance(
    passes: Sequence[PlayedBar], day: float, tempo: float = 1.0, hands: Hands = Hands.BOTH
) -> float:
    known = piece_mastery(EVERY, passes)
    return known.bars(FIRST_EVENING + timedelta(days=day), tempo)[0, hands]


@given(st.lists(evening, max_size=6), st.integers(0, 10**6))
@settings(deadline=None, max_examples=25)
def test_the_order_of_import_changes_nothing(
    evenings: list[tuple[int, str, float, Hands]], seed: int
) -> None:
    passes = list(played(evenings))
    before = chance(passes, 70)
    Random(seed).shuffle(passes)  # noqa: S311 - no secret
    assert chance(passes, 70) == before


@given(
    st.lists(evening, max_size=6),
    st.integers(61, 70),
    st.sampled_from((0.4, 0.7, 1.0)),
    st.sampled_from(Hands),
    st.floats(0, 100),
)
@example([(0, "-----", 1.0, Hands.BOTH)], 61, 0.4, Hands.LEFT, 30.0)
@example([], 61, 0.4, Hands.BOTH, 3.0)
@settings(deadline=None, max_examples=30)
def test_a_perfect_take_never_lowers_mastery(
    evenings: list[tuple[int, str, float, Hands]],
    day: int,
    tempo: float,
    hands: Hands,
    later: float,
) -> None:
    """Whatever came before and however long after: what is known of the learner stays the same."""
    passes = played(evenings)
    more = (*passes, *played_bars("+++", day, tempo=tempo, hands=hands))
    skills = [piece_mastery(EVERY, those).skills for those in (passes, more)]
    now = FIRST_EVENING + timedelta(days=day + 0.01 + later)
    for learner in range(len(LEARNERS)):
        shares = [float(number == learner) for number in range(len(LEARNERS))]
        without, with_it = (one.chances(now, 1.0, shares) for one in skills)
        assert (with_it >= without - 1e-9).all()


@given(st.lists(evening, min_size=1, max_size=6), st.lists(st.floats(61, 2000), min_size=2))
@settings(deadline=None, max_examples=25)
def test_time_alone_never_raises_mastery(
    evenings: list[tuple[int, str, float, Hands]], days: list[float]
) -> None:
    known = piece_mastery(EVERY, played(evenings))
    chances = [known.bars(FIRST_EVENING + timedelta(days=day))[BAR] for day in sorted(days)]
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(chances))


@given(st.lists(evening, max_size=6), st.lists(st.floats(0.2, 2), min_size=2))
@settings(deadline=None, max_examples=25)
def test_a_faster_tempo_is_never_easier(
    evenings: list[tuple[int, str, float, Hands]], tempi: list[float]
) -> None:
    known = piece_mastery(EVERY, played(evenings))
    now = FIRST_EVENING + timedelta(days=61)
    chances = [known.bars(now, tempo)[BAR] for tempo in sorted(tempi)]
    assert all(faster <= slower + 1e-12 for slower, faster in pairwise(chances))


def test_more_clean_passes_are_more_mastery() -> None:
    chances = [chance(played_bars("+" * count), 1) for count in (0, 1, 3, 10, 30)]
    assert chances == sorted(chances)
    assert chances[0] < 0.4
    assert chances[-1] > 0.8


def test_what_always_fails_is_not_mastered() -> None:
    assert chance(played_bars("-" * 20), 0.01) < 0.15


def test_clean_at_the_goal_says_more_than_clean_at_half_of_it() -> None:
    slow, fast = (chance(played_bars("++++", tempo=tempo), 1) for tempo in (0.5, 1.0))
    assert fast > slow + 0.1


def test_one_hand_says_something_of_both_and_both_of_each() -> None:
    nothing = chance((), 1)
    alone = chance(played_bars("++++++", hands=Hands.LEFT), 1)
    assert nothing + 0.02 < alone < chance(played_bars("++++++"), 1)
    assert chance(played_bars("++++++"), 1, hands=Hands.LEFT) > chance((), 1, hands=Hands.LEFT)


def test_a_part_of_a_bar_says_less_than_all_of_it() -> None:
    nothing, part, whole = (chance(played_bars(signs), 1) for signs in ("", "~~~~", "++++"))
    assert nothing < part < whole


def test_a_bar_full_of_notes_is_expected_to_be_harder() -> None:
    sparse, full = (piece_mastery({BAR: notes}, ()).bars(FIRST_EVENING)[BAR] for notes in (2, 30))
    assert sparse > full


def test_what_is_known_of_the_player_carries_over_to_another_piece() -> None:
    forgetful = tuple(
        one
        for day in range(0, 90, 6)
        for one in (*played_bars("-", day), *played_bars("+++++", day + 0.01))
    )
    told = learning(piece_mastery(EVERY, forgetful).skills)
    here = played_bars("+++++")
    now = FIRST_EVENING + timedelta(days=6)
    alone = piece_mastery(EVERY, here).bars(now)[BAR]
    warned = piece_mastery(EVERY, here, [told] * 5).bars(now)[BAR]
    assert warned < alone - 0.05


def test_other_pieces_count_in_any_order() -> None:
    told = [learning(follow({}, EVERY)), learning(piece_mastery(EVERY, played_bars("+-+")).skills)]
    one, other = (piece_mastery(EVERY, (), those) for those in (told, told[::-1]))
    assert one.bars(FIRST_EVENING) == other.bars(FIRST_EVENING)


def test_notes_are_counted_by_bar_and_hands() -> None:
    notes = notes_of(score("C4 D4 C3< | E4"))
    assert notes[0, Hands.BOTH] == 3
    assert notes[0, Hands.LEFT] == 1
    assert notes[1, Hands.RIGHT] == 1
    assert (1, Hands.LEFT) not in notes


def test_the_share_of_bars_that_are_mastered() -> None:
    chances = {(0, Hands.BOTH): 0.9, (1, Hands.BOTH): 0.5, (0, Hands.LEFT): 0.9}
    assert share_mastered(chances) == 0.5
    assert share_mastered(chances, Hands.LEFT) == 1.0
    assert share_mastered({}) == 0.0
    assert share_mastered({(0, Hands.BOTH): 0.8, (1, Hands.BOTH): 0.79}) == 0.5
    assert of_bars(chances, (0, 7), Hands.BOTH) == pytest.approx(0.9, abs=0.01)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=50))
def test_a_correction_keeps_the_order_of_chances(foretold: list[tuple[float, bool]]) -> None:
    line = line_through(record(foretold))
    chances = [line.of(share / 10) for share in range(11)]
    assert chances == sorted(chances)
    assert all(0 < one < 1 for one in chances)


def test_nothing_foretold_corrects_nothing() -> None:
    assert line_through(record(())) == Correction()
    assert Correction().of(0.3) == pytest.approx(0.3)


def test_who_does_worse_than_foretold_is_thought_less_of() -> None:
    worse = record([(0.8, place % 2 == 0) for place in range(200)])
    assert 0.45 < line_through(worse).of(0.8) < 0.65
    assert together([worse, worse])[0] == (0, 0)
    assert line_through(together([worse, record(())])) == line_through(worse)
