"""The free follower as a state machine: whatever is played in whatever order, its laws hold."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match
from renshu.follow.free import Free
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove
from support.notation import score

SONG = score(
    "[C3 C4] E4 [G3 G4] E4 | [F3 A4] ~B4 C5 [A3 F4]=2!trill | [G3 B4] D5 F5 [B3 D5] |"
    "[C3 C4] E4 [G3 G4] E4 | [C3 E4 G4 C5]=4",
    order=[0, 1, 0, 2, 3, 4],
)
GAPS = st.floats(0, 5)


class FreeFollowing(RuleBasedStateMachine):
    """A player who does anything at all."""

    @initialize()
    def begin(self) -> None:
        self.free = Free(SONG)
        self.now = 100.0
        self.presses: list[KeyDown] = []
        self.told: list[FollowEvent] = []

    @rule(gap=GAPS, pitch=st.integers(0, 127))
    def press_any_key(self, gap: float, pitch: int) -> None:
        self.now += gap
        self._press(pitch)

    @rule(gap=GAPS)
    def press_what_is_expected(self, gap: float) -> None:
        self.now += gap
        for note in self.free.state.expected[:3]:
            self._press(SONG.notes_by_id[note].pitch)

    @rule(gap=GAPS, pitch=st.integers(0, 127))
    def let_go(self, gap: float, pitch: int) -> None:
        self.now += gap
        self.told += self.free.feed(KeyUp(self.now, pitch))

    @rule(value=st.integers(0, 127))
    def move_the_pedal(self, value: int) -> None:
        self.told += self.free.feed(PedalMove(self.now, Pedal.SUSTAIN, value))

    @rule(gap=GAPS)
    def wait(self, gap: float) -> None:
        self.now += gap
        self.told += self.free.advance(self.now)

    @invariant()
    def each_press_has_one_fate(self) -> None:
        fates = [event.key for event in self.told if isinstance(event, Match | Insertion)]
        assert fates == self.presses

    @invariant()
    def a_match_agrees_in_pitch(self) -> None:
        for event in self.told:
            if isinstance(event, Match):
                assert SONG.notes_by_id[event.note_id].pitch == event.key.pitch

    @invariant()
    def what_is_expected_is_written(self) -> None:
        assert all(note in SONG.notes_by_id for note in self.free.state.expected)

    def teardown(self) -> None:
        assert all(isinstance(event, Deletion) for event in self.free.finish(self.now))

    def _press(self, pitch: int) -> None:
        key = KeyDown(self.now, pitch)
        self.presses.append(key)
        self.told += self.free.feed(key)


TestFreeFollowing = FreeFollowing.TestCase
TestFreeFollowing.settings = settings(deadline=None, max_examples=30, stateful_step_count=30)
