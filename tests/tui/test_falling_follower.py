"""The falling notes go with a session: a simulated pianist plays in each mode."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pytest

from renshu.evening.verdicts import Verdict
from renshu.follow.alignment import Moved
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.practice.session import Command, Session, SessionEvent, Setup
from renshu.score.notation import Score
from renshu.score.passage import Passage, ScorePosition, whole
from renshu.tui.falling_follower import FallingFollower
from renshu.tui.widgets.falling_notes import FallingNotes
from support.notation import score
from support.pianist import Played, play

SONG = score(" | ".join(["C4 D4 E4 F4", "G4 A4 B4 C5"] * 3))
TWICE = score("C4 D4 E4 F4 | G4 A4 B4 C5", order=[0, 0, 1])
FRAME = 1 / 30


class Watched(FallingNotes):
    """Notes where it was moved."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[float] = []
        self.ghosts: list[tuple[int, float]] = []

    def add_ghost(self, pitch: int, place: float) -> None:
        self.ghosts.append((pitch, place))
        super().add_ghost(pitch, place)

    def move_to(self, place: float) -> None:
        self.places.append(place)
        super().move_to(place)


class Stand:
    """A session and the view that goes with it."""

    def __init__(self, music: Score, mode: Mode, *, steps: bool = False, **setup: object) -> None:
        passage = setup.pop("passage", whole(music))
        self.setup = Setup(passage, mode, **setup)  # type: ignore[arg-type]
        self.session = Session(music, self.setup)
        self.view = Watched()
        self.follower = FallingFollower(self.view, is_stepping=steps)
        begin = self.session.chords[0].position
        self.follower.start_over(music, self.setup, begin)

    def hear(self, events: tuple[SessionEvent, ...], now: float) -> None:
        for event in events:
            if isinstance(event, Moved):
                self.follower.move(event.position, now)

    def frames(self, start: float, end: float) -> None:
        """Let time pass as the screen does."""
        for number in range(round((end - start) / FRAME)):
            now = start + number * FRAME
            self.hear(self.session.advance(now), now)
            self.follower.glide(now, self.session.clock(now))

    def perform(self, played: Played) -> Iterator[tuple[float, float]]:
        """Play, and give the time and the place of the view after every key."""
        now = 0.0
        for event in played.events:
            self.frames(now, event.time)
            now = event.time
            self.hear(self.session.feed(event), now)
            if isinstance(event, KeyDown):
                self.follower.glide(now, self.session.clock(now))
                yield now, self.view.place
        self.frames(now, now + 1)


def test_the_score_that_waits_stands_still_until_the_keys_come() -> None:
    stand = Stand(SONG, Mode.WAIT)
    played = play(SONG, start=1.0)
    list(stand.perform(Played(played.events[:4], (), (), ())))
    assert stand.view.place == 2.0
    stand.frames(10.0, 11.0)
    assert stand.view.place == 2.0
    assert stand.view.places == sorted(stand.view.places)


def test_the_click_leads_steadily_and_the_count_in_comes_first() -> None:
    stand = Stand(SONG, Mode.TEMPO)
    stand.hear(stand.session.command(Command.START, 100.0), 100.0)
    stand.frames(100.0, 110.0)
    steps = [after - before for before, after in pairwise(stand.view.places)]
    assert stand.view.places[0] == -4.0
    assert max(steps) - min(steps) < 1e-6
    assert stand.view.place == pytest.approx(6.0, abs=2 * FRAME)


def test_wherever_the_player_goes_it_follows_at_their_pace_and_waits_for_the_next_note() -> None:
    stand = Stand(SONG, Mode.FREE)
    seen = list(stand.perform(play(SONG, tempo=0.8, start=1.0)))
    # The follower may need some notes before it is sure.
    for number, (_, place) in list(enumerate(seen))[4:]:
        assert number - 0.5 <= place <= number + 0.5
    assert stand.view.place == pytest.approx(len(seen) - 1, abs=0.1)
    backwards = [b - a for a, b in pairwise(stand.view.places) if b < a - 0.2]
    assert not backwards


def test_repeats_are_played_out_on_the_road() -> None:
    stand = Stand(TWICE, Mode.WAIT)
    places = [place for _, place in stand.perform(play(TWICE, start=1.0))]
    assert stand.view.place == 11.0
    assert places == sorted(places)


def test_a_loop_goes_on_and_on() -> None:
    passage = Passage(Fraction(0), Fraction(4), is_looped=True)
    stand = Stand(SONG, Mode.WAIT, passage=passage)
    played = play(SONG, passage, stretches=[(0, 4), (0, 4)], start=1.0)
    list(stand.perform(played))
    assert stand.view.place == 8.0


def test_reduced_motion_goes_from_note_to_note() -> None:
    for mode in Mode:
        stand = Stand(SONG, mode, steps=True, count_in=0)
        if mode is Mode.TEMPO:
            stand.hear(stand.session.command(Command.START, 0.0), 0.0)
        list(stand.perform(play(SONG, start=0.5)))
        assert {place % 1 for place in stand.view.places} == {0.0}, mode
        assert len(set(stand.view.places)) > 10, mode


def test_what_is_played_again_has_no_verdict_yet() -> None:
    stand = Stand(SONG, Mode.FREE)
    stand.follower.move(ScorePosition(Fraction(4), 1), 1.0)
    for number in (0, 4):
        stand.view.mark(SONG.notes[number].id, Verdict.RIGHT)
    stand.follower.move(ScorePosition(Fraction(2), 0), 2.0)
    assert list(stand.view.verdicts) == [0]


def test_a_wrong_key_stands_where_the_view_is_or_where_the_score_waits() -> None:
    for mode in (Mode.FREE, Mode.WAIT):
        stand = Stand(SONG, mode)
        for number in (0, 1):
            stand.follower.move(ScorePosition(Fraction(number), 0), float(number))
        stand.follower.glide(1.1, None)
        stand.follower.add_ghost(61)
        waits = mode is Mode.WAIT
        assert stand.view.place != 1.0
        assert stand.view.ghosts == [(61, 1.0 if waits else stand.view.place)]
