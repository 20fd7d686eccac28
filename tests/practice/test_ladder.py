import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.errors import RenshuError
from renshu.practice.ladder import Ladder, Outcome, Round, Terms, rungs
from renshu.practice.take import Tally

CLEAN, MESSY = Tally(8), Tally(6, 1, 1)


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    floor = draw(st.floats(0.1, 1.0))
    of = draw(st.integers(1, 5))
    return Terms(
        goal=draw(st.floats(floor, 2.0)),
        floor=floor,
        step=draw(st.floats(0.01, 0.5)),
        clean=draw(st.integers(1, of)),
        of=of,
        failures=draw(st.integers(1, 5)),
    )


ROUNDS = st.lists(st.booleans(), max_size=40)


def climb(ladder: Ladder, rounds: list[bool]) -> list[Ladder]:
    """The ladder after each round, and before the first."""
    stands = [ladder]
    for is_clean in rounds:
        stands.append(stands[-1].after(is_clean=is_clean))
    return stands


def tempi(rounds: str, ladder: Ladder) -> list[float]:
    return [one.tempo for one in climb(ladder, [sign == "+" for sign in rounds])][1:]


@given(terms(), st.floats(0.01, 3.0), ROUNDS)
def test_never_above_the_goal_and_never_below_the_floor(
    on: Terms, start: float, rounds: list[bool]
) -> None:
    for ladder in climb(Ladder.at(start, on), rounds):
        assert on.floor <= ladder.tempo <= on.goal


@given(terms(), st.floats(0.01, 3.0), ROUNDS)
def test_a_clean_round_never_lowers_and_another_never_raises(
    on: Terms, start: float, rounds: list[bool]
) -> None:
    stands = climb(Ladder.at(start, on), rounds)
    for before, after, is_clean in zip(stands, stands[1:], rounds, strict=False):
        assert after.tempo >= before.tempo if is_clean else after.tempo <= before.tempo


@given(terms(), st.floats(0.01, 3.0), ROUNDS)
def test_one_rung_at_a_time(on: Terms, start: float, rounds: list[bool]) -> None:
    stands = climb(Ladder.at(start, on), rounds)
    for before, after in itertools.pairwise(stands):
        assert abs(after.tempo - before.tempo) <= on.step + 1e-4
        assert after.tempo == before.tempo or after.recent == ()


@given(
    terms(), st.floats(0.01, 3.0), st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40)
)
def test_who_plays_cleaner_is_never_slower(
    on: Terms, start: float, pairs: list[tuple[bool, bool]]
) -> None:
    """Law: of two players, one clean wherever the other is, the first is at least as fast."""
    worse, better = [a and b for a, b in pairs], [a for a, _ in pairs]
    stands = climb(Ladder.at(start, on), worse), climb(Ladder.at(start, on), better)
    for slow, fast in zip(*stands, strict=True):
        assert slow.tempo <= fast.tempo + 1e-3


@given(terms(), st.integers(0, 60))
def test_who_is_always_clean_arrives(on: Terms, extra: int) -> None:
    needed = on.clean * (int((on.goal - on.floor) / (on.step - 1e-4)) + 2)
    last = climb(Ladder.at(on.floor, on), [True] * (needed + extra))[-1]
    assert last.tempo == on.goal
    assert last.is_climbed


def test_two_of_three_go_up_and_three_failures_in_a_row_go_down() -> None:
    ladder = Ladder.at(0.6, Terms(step=0.1, clean=2, of=3, failures=3))
    assert tempi("++", ladder) == [0.6, 0.7]
    assert tempi("+-+", ladder) == [0.6, 0.6, 0.7]
    assert tempi("+--+", ladder) == [0.6] * 4
    assert tempi("---", ladder) == [0.6, 0.6, 0.5]
    assert tempi("--+--", ladder) == [0.6] * 5


def test_the_goal_is_reached_when_it_is_clean_there() -> None:
    stands = climb(Ladder.at(0.95, Terms(clean=1, of=1)), [True, True])
    assert [one.tempo for one in stands] == [0.95, 1.0, 1.0]
    assert [one.is_climbed for one in stands] == [False, False, True]


def test_wrong_and_missed_notes_are_what_is_not_clean() -> None:
    assert Terms().is_clean(Tally(matched=4, extra=1))
    assert not Terms(forgiven=1).is_clean(MESSY)
    assert Terms(forgiven=2).is_clean(MESSY)
    assert not Terms().is_clean(Tally())


@given(st.builds(Tally, *[st.integers(0, 3)] * 4))
@example(Tally())
@example(Tally(extra=1))
def test_clean_is_the_same_wherever_nothing_more_is_forgiven(tally: Tally) -> None:
    assert Terms().is_clean(tally) is tally.is_clean


@pytest.mark.parametrize(
    "change",
    [
        {"goal": 0.2},
        {"floor": 0},
        {"step": 0},
        {"step": -0.05},
        {"failures": 0},
        {"forgiven": -1},
        {"clean": 0},
        {"clean": 4},
    ],
)
def test_terms_that_nobody_can_climb_on_are_refused(change: dict[str, float]) -> None:
    with pytest.raises(RenshuError):
        Terms(**change)  # type: ignore[arg-type]


def test_tempi_are_rounded_to_what_anybody_could_tell() -> None:
    assert tempi("+", Ladder.at(0.5, Terms(step=0.123456, clean=1, of=1))) == [0.6235]


@given(terms(), st.floats(0.01, 3.0), ROUNDS)
def test_the_log_has_every_round_on_its_rung(on: Terms, start: float, rounds: list[bool]) -> None:
    stands = climb(Ladder.at(start, on), rounds)
    log = [
        Round(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=place), before.tempo,
              CLEAN if is_clean else MESSY, is_clean, after.tempo)
        for place, (before, after, is_clean) in enumerate(
            zip(stands, stands[1:], rounds, strict=False)
        )
    ]  # fmt: skip
    told = rungs(log, on)
    assert [one for rung in told for one in rung.rounds] == log
    for rung, following in itertools.pairwise(told):
        assert rung.outcome is (Outcome.UP if following.tempo > rung.tempo else Outcome.DOWN)


def rounds(*played: tuple[float, str, float]) -> list[Round]:
    """Rounds at a tempo, `+` clean and `-` not, and the tempo that came after the last of them."""
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Round(when, tempo, CLEAN if sign == "+" else MESSY, sign == "+",
              then if place == len(signs) - 1 else tempo)
        for tempo, signs, then in played
        for place, sign in enumerate(signs)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("played", "outcomes"),
    [
        ([(0.8, "++", 0.9), (0.9, "---", 0.8)], [Outcome.UP, Outcome.DOWN]),
        ([(0.9, "++", 1.0), (1.0, "++", 1.0)], [Outcome.UP, Outcome.CLIMBED]),
        ([(0.9, "++", 0.9)], [Outcome.STAYED]),
        ([(1.0, "+", 1.0)], [Outcome.STAYED]),
        ([(1.0, "+-+", 1.0)], [Outcome.CLIMBED]),
        ([(1.0, "++-", 1.0)], [Outcome.STAYED]),
        ([(1.0, "++--+", 1.0)], [Outcome.STAYED]),
        ([(1.0, "--++", 1.0)], [Outcome.CLIMBED]),
        ([(1.0, "++", 0.9)], [Outcome.DOWN]),
    ],
)
def test_how_a_rung_was_left(
    played: list[tuple[float, str, float]], outcomes: list[Outcome]
) -> None:
    told = rungs(rounds(*played), Terms(clean=2, of=3))
    assert [rung.outcome for rung in told] == outcomes
    assert [rung.tempo for rung in told] == [tempo for tempo, *_ in played]


@pytest.mark.parametrize("edge", [{"goal": 0.3}, {"clean": 3}, {"clean": 1}, {"failures": 1}])
def test_the_hardest_and_the_easiest_terms_are_climbed_on(edge: dict[str, float]) -> None:
    Terms(**edge)  # type: ignore[arg-type]
