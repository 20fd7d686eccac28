"""What memory and the guard hide: laws over all steps, and a table of bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.hiding import STEPS, Guard, Hidden, Hiding, Look, next_guard, next_step
from renshu.score.notation import Hand

bars = st.integers(0, 50)
hands = st.none() | st.sampled_from(Hand)
hidings = st.builds(
    Hiding, st.sampled_from(Hidden), st.sampled_from(Guard), st.none() | bars, st.none() | bars
)


def seen(hiding: Hiding, hand: Hand | None = Hand.RIGHT) -> str:
    """The first eight bars: `o` shown, `~` fading, `|` without heads, `.` bare."""
    return "".join("o~|."[hiding.look(bar, hand)] for bar in range(8))


@pytest.mark.parametrize(
    ("hidden", "right", "left", "voice"),
    [
        (Hidden.NOTHING, "oooooooo", "oooooooo", "oooooooo"),
        (Hidden.HEADS, "||||||||", "||||||||", "||||||||"),
        (Hidden.LEFT, "oooooooo", "........", "oooooooo"),
        (Hidden.RIGHT, "........", "oooooooo", "oooooooo"),
        (Hidden.SECOND_BARS, "o.o.o.o.", "o.o.o.o.", "o.o.o.o."),
        (Hidden.FIRST_BARS, ".o.o.o.o", ".o.o.o.o", ".o.o.o.o"),
        (Hidden.ALL, "........", "........", "........"),
        (Hidden.BLIND, "........", "........", "........"),
    ],
)
def test_each_step_hides_what_it_says(hidden: Hidden, right: str, left: str, voice: str) -> None:
    hiding = Hiding(hidden)
    assert seen(hiding, Hand.RIGHT) == right
    assert seen(hiding, Hand.LEFT) == left
    assert seen(hiding, None) == voice


@pytest.mark.parametrize(
    ("guard", "here", "bars"),
    [
        (Guard.OFF, 4, "oooooooo"),
        (Guard.PAST, None, "oooooooo"),
        (Guard.PAST, 0, "oooooooo"),
        (Guard.PAST, 4, "...~oooo"),
        (Guard.WINDOW, 0, "ooo....."),
        (Guard.WINDOW, 4, "...~ooo."),
    ],
)
def test_the_guard_follows_the_music(guard: Guard, here: int | None, bars: str) -> None:
    assert seen(Hiding(guard=guard, here=here)) == bars


@given(hiding=hidings, hand=hands)
def test_a_bar_that_is_peeked_at_is_seen_whatever_is_hidden(
    hiding: Hiding, hand: Hand | None
) -> None:
    if hiding.peeked is not None:
        assert hiding.look(hiding.peeked, hand) is Look.SHOWN


@given(hiding=hidings, bar=bars, hand=hands)
def test_what_is_open_hides_nothing(hiding: Hiding, bar: int, hand: Hand | None) -> None:
    if hiding.is_open:
        assert hiding.look(bar, hand) is Look.SHOWN


@given(hiding=hidings, bar=bars, hand=st.sampled_from(Hand))
def test_hidden_notes_cannot_be_read(hiding: Hiding, bar: int, hand: Hand) -> None:
    assert hiding.hides(bar, hand) == (hiding.look(bar, hand) in {Look.HEADLESS, Look.BARE})


def test_the_steps_go_round_and_back() -> None:
    step, passed = Hidden.NOTHING, []
    for _ in STEPS:
        step = next_step(step)
        passed.append(step)
        assert next_step(next_step(step), -1) is step
    assert passed == [*STEPS[1:], Hidden.NOTHING]
    assert next_step(Hidden.BLIND) is Hidden.HEADS


def test_the_guards_go_round() -> None:
    assert [next_guard(one) for one in (Guard.OFF, Guard.PAST, Guard.WINDOW)] == [
        Guard.PAST,
        Guard.WINDOW,
        Guard.OFF,
    ]
