"""Laws of the session, as a state machine and over arbitrary streams of events."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from renshu.errors import NotAllowedError
from renshu.follow.alignment import Insertion, Match
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.session import Command, Session, SessionEvent, Setup, State, StateChanged
from renshu.practice.state import TRANSITIONS
from renshu.score.notation import Score
from renshu.score.passage import Passage, whole
from support.notation import shifted
from support.strategies import events, scores

few = settings(max_examples=40, deadline=None)


def started(score: Score, mode: Mode, *, looped: bool = False, now: float = 0.0) -> Session:
    passage = replace(whole(score), is_looped=looped)
    run = Session(score, Setup(passage, mode, tempo=1.5, metronome=True))
    run.command(Command.START, now)
    return run


def timeless(said: SessionEvent) -> tuple[object, ...]:
    names = ("note_id", "position", "wrong_for", "is_ornament", "expected", "state")
    return (type(said), *(getattr(said, name, None) for name in names))


def verdicts(said: Iterable[SessionEvent]) -> list[str]:
    """In any order: what happens at one moment may be rounded apart."""
    return sorted(str(timeless(one)) for one in said)


looped_or_not = st.booleans()
exact = st.integers(0, 1500).map(lambda n: n / 64 + 1 / 128)
"""Times that stay exact when they are shifted."""


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.TEMPO])
@few
@given(scores(), events(), st.lists(st.floats(0, 20, allow_nan=False)), looped_or_not)
def test_the_frame_rate_changes_nothing(
    mode: Mode, score: Score, played: Sequence[PlayedEvent], frames: list[float], looped: bool
) -> None:
    plain, framed = started(score, mode, looped=looped), started(score, mode, looped=looped)
    expected = [said for event in played for said in plain.feed(event)]
    found: list[SessionEvent] = []
    for event in played:
        for frame in sorted(frame for frame in frames if frame <= event.time):
            found += framed.advance(frame)
        found += framed.feed(event)
    assert [*found, *framed.advance(25.0)] == [*expected, *plain.advance(25.0)]
    assert (framed.events, framed.labels) == (plain.events, plain.labels)


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.TEMPO])
@few
@given(scores(), st.lists(st.tuples(exact, st.sampled_from([60, 62, 64]))), st.integers(-9, 900))
def test_shifting_time_changes_nothing(
    mode: Mode, score: Score, presses: list[tuple[float, int]], seconds: int
) -> None:
    played = [KeyDown(time, pitch) for time, pitch in sorted(presses)]
    here, there = started(score, mode), started(score, mode, now=seconds)
    said = [one for event in played for one in here.feed(event)]
    later = [one for event in shifted(played, seconds) for one in there.feed(event)]
    assert verdicts(said) == verdicts(later)
    assert here.events == there.events


@few
@given(scores(), st.lists(st.floats(0, 30, allow_nan=False), min_size=1), looped_or_not)
def test_every_click_is_given_out_once_however_often_it_is_asked(
    score: Score, moments: list[float], looped: bool
) -> None:
    often, once = (started(score, Mode.TEMPO, looped=looped) for _ in range(2))
    asked = [click for moment in sorted(moments) for click in often.clicks(moment)]
    assert tuple(asked) == once.clicks(max(moments))
    assert [click.time for click in asked] == sorted(click.time for click in asked)


class Playing(RuleBasedStateMachine):
    """A player who commands and plays anything, in order of time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.judged: list[KeyDown] = []

    @initialize(score=scores(), mode=st.sampled_from([Mode.WAIT, Mode.TEMPO]), looped=looped_or_not)
    def open(self, score: Score, mode: Mode, looped: bool) -> None:
        passage = Passage(whole(score).start, whole(score).end, is_looped=looped)
        self.run = Session(score, Setup(passage, mode, metronome=True))

    @rule(seconds=st.floats(0, 3, allow_nan=False))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.heard(lambda: self.run.advance(self.now))

    @rule(pitch=st.sampled_from([48, 52, 60, 62, 64, 65, 76]))
    def press(self, pitch: int) -> None:
        key = KeyDown(self.now, pitch)
        said = self.heard(lambda: self.run.feed(key))
        fates = [one.key for one in said if isinstance(one, Match | Insertion)]
        assert fates in ([], [key])
        if self.run.state is State.PLAYING:
            assert fates == [key], "each press has one fate"
        self.judged += fates

    @rule(pitch=st.sampled_from([48, 60, 64]))
    def let_go(self, pitch: int) -> None:
        self.heard(lambda: self.run.feed(KeyUp(self.now, pitch)))

    @precondition(lambda self: self.run.state is not State.FINISHED)
    @rule(command=st.sampled_from([Command.START, Command.PAUSE, Command.RESUME, Command.SKIP]))
    def command(self, command: Command) -> None:
        before = self.run.state
        if command in TRANSITIONS[self.run.setup.mode][before]:
            self.heard(lambda: self.run.command(command, self.now))
        else:
            with pytest.raises(NotAllowedError):
                self.run.command(command, self.now)
            assert self.run.state is before

    def heard(self, what: Callable[[], tuple[SessionEvent, ...]]) -> tuple[SessionEvent, ...]:
        before = self.run.state
        said = what()
        changes = [one.state for one in said if isinstance(one, StateChanged)]
        for following in changes:
            assert following in TRANSITIONS[self.run.setup.mode][before].values()
            before = following
        assert self.run.state is before, "every change of state is told"
        return said

    @invariant()
    def every_press_in_the_take_has_its_label(self) -> None:
        keys = [event.pitch for event in self.run.events if isinstance(event, KeyDown)]
        labels = [one.key.pitch for one in self.run.labels if isinstance(one, Match | Insertion)]
        assert keys == labels == [key.pitch for key in self.judged]

    @invariant()
    def events_are_in_order_of_time(self) -> None:
        times = [event.time for event in self.run.events]
        assert times == sorted(times)


Playing.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestPlaying = Playing.TestCase
