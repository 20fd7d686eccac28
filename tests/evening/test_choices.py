from hypothesis import given
from hypothesis import strategies as st

from renshu.evening import choices
from renshu.follow.follower import Mode
from renshu.practice.session import Setup
from renshu.score.passage import Hands, whole
from support.notation import score

SONG = score(" | ".join(["C4 D4 E4 F4"] * 6))
SETUP = Setup(whole(SONG), Mode.FREE)


def test_modes_and_hands_come_round() -> None:
    setup, seen = SETUP, []
    for _ in range(3):
        setup = choices.next_hands(choices.next_mode(setup))
        seen.append((setup.mode, setup.passage.hands))
    assert seen == [
        (Mode.WAIT, Hands.RIGHT), (Mode.TEMPO, Hands.LEFT), (Mode.FREE, Hands.BOTH),
    ]  # fmt: skip


def test_the_mode_before_a_loop_comes_back_unless_another_was_chosen() -> None:
    looped, other = (choices.in_loop(SETUP, SONG, range(one, 4)) for one in (1, 2))
    chosen = choices.next_mode(looped)
    for setups, mode in [
        ([looped], Mode.FREE), ([looped, other], Mode.FREE), ([looped, chosen], Mode.TEMPO),
        ([choices.next_mode(SETUP), looped], Mode.WAIT),
    ]:  # fmt: skip
        patience, before = choices.Patience(), SETUP
        for setup in setups:
            before = patience.between(before, setup)
        after = patience.between(before, choices.from_bar(before, SONG, 1))
        assert after.mode is mode
        assert patience.between(after, after) is after


@given(st.lists(st.integers(-3, 3), max_size=30))
def test_the_tempo_stays_within_reason_and_in_steps(steps: list[int]) -> None:
    setup = SETUP
    for step in steps:
        setup = choices.at_tempo(setup, step)
        assert choices.SLOWEST <= setup.tempo <= choices.FASTEST
        assert round(setup.tempo / choices.TEMPO_STEP, 6).is_integer()


@given(st.integers(-3, 9))
def test_beginning_at_a_bar_that_is_not_there_changes_nothing(bar: int) -> None:
    setup = choices.from_bar(SETUP, SONG, bar)
    if 0 <= bar < len(SONG.measures):
        assert choices.first_bar(setup, SONG) == bar
    else:
        assert setup == SETUP


def test_a_loop_waits_where_the_program_would_only_follow() -> None:
    assert choices.in_loop(SETUP, SONG, range(1, 3)).mode is Mode.WAIT
    tempo = Setup(whole(SONG), Mode.TEMPO)
    assert choices.in_loop(tempo, SONG, range(1, 3)).mode is Mode.TEMPO
    assert choices.for_passage(SETUP, whole(SONG)).mode is Mode.FREE
