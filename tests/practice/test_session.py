from collections.abc import Iterable
from datetime import UTC, datetime
from fractions import Fraction
from itertools import product

import pytest

from renshu.errors import NotAllowedError
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.session import Command, Session, SessionEvent, Setup, State, StateChanged
from renshu.practice.state import TRANSITIONS
from renshu.practice.take import EndedBy
from renshu.score.passage import Hands, Passage, whole
from support.fates import fate
from support.notation import performance, presses, score
from support.pianist import Extra, Missed, Mistake, Shift, Wrong, play

LINE = "C4 D4 E4 F4 | G4 A4 B4 C5"
"""At 60: one second to the quarter. Counted in from 100 s, the first note is due at 104 s."""


def session(
    line: str = LINE, *, mode: Mode = Mode.TEMPO, looped: bool = False, **setup: object
) -> Session:
    music = score(line)
    passage = Passage(Fraction(0), music.end, is_looped=looped)
    return Session(music, Setup(passage, mode, **setup))  # type: ignore[arg-type]


def states(said: Iterable[SessionEvent]) -> list[tuple[str, float]]:
    return [(one.state.value, one.time) for one in said if isinstance(one, StateChanged)]


def fates(said: Iterable[SessionEvent | Label]) -> str:
    return " ".join(filter(None, map(fate, said)))


def feed(session: Session, played: str, **kwargs: float) -> str:
    events = performance(played, **kwargs)
    return fates(said for event in events for said in session.feed(event))


def in_state(mode: Mode, state: State) -> Session:
    """A session that has come to `state` by legal ways, at 200 s."""
    run = session(mode=mode)
    if state is not State.READY:
        run.command(Command.START, 190.0 if state is State.COUNTING_IN else 100.0)
    if state in {State.PLAYING, State.PAUSED, State.FINISHED}:
        run.advance(104.5)
    if state is State.PAUSED:
        run.command(Command.PAUSE, 105.0)
    if state is State.FINISHED:
        run.command(Command.STOP, 105.0)
    return run


REACHABLE = [
    (mode, state)
    for mode, state in product(Mode, State)
    if state is not State.COUNTING_IN or mode is Mode.TEMPO
]


@pytest.mark.parametrize(("mode", "state"), REACHABLE)
@pytest.mark.parametrize("command", Command)
def test_a_command_is_obeyed_or_raises_and_changes_nothing(
    mode: Mode, state: State, command: Command
) -> None:
    run = in_state(mode, state)
    now = 192.0 if state is State.COUNTING_IN else 105.0
    assert run.state is state
    before = (run.events, run.labels, run.place, run.started)
    if command in TRANSITIONS[mode][state]:
        run.command(command, now)
        assert run.state is TRANSITIONS[mode][state][command]
    else:
        with pytest.raises(NotAllowedError):
            run.command(command, now)
        assert (run.state, (run.events, run.labels, run.place, run.started)) == (state, before)


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.FREE])
def test_the_first_key_starts_a_session_that_waits_or_follows(mode: Mode) -> None:
    run = session(mode=mode)
    said = run.feed(KeyDown(7.0, 60))
    assert states(said) == [("playing", 7.0)]
    assert fates(said) == "n1"
    assert run.started == 7.0


def test_no_key_starts_the_click() -> None:
    run = session()
    assert run.feed(KeyDown(7.0, 60)) == ()
    assert (run.state, run.events) == (State.READY, ())


def test_a_pedal_held_before_the_start_belongs_to_the_take() -> None:
    run = session(mode=Mode.WAIT)
    for value in (20, 100):
        run.feed(PedalMove(5.0, Pedal.SUSTAIN, value))
    run.feed(KeyDown(7.0, 60))
    assert run.events == (PedalMove(0.0, Pedal.SUSTAIN, 100), KeyDown(0.0, 60))


def test_waiting_ends_with_the_last_chord() -> None:
    run = session("C4 D4", mode=Mode.WAIT)
    feed(run, "C4", start=5.0)
    said = run.feed(KeyDown(8.0, 62))
    assert states(said) == [("finished", 8.0)]


def test_keys_let_go_after_the_end_are_kept() -> None:
    run = session("C4", mode=Mode.WAIT)
    for event in (KeyDown(5.0, 60), KeyDown(5.5, 90), KeyUp(6.0, 60)):
        run.feed(event)
    assert run.events == (KeyDown(0.0, 60), KeyUp(1.0, 60))


def test_skipping_goes_on_past_the_wait() -> None:
    run = session("[C3 C4] D4", mode=Mode.WAIT)
    feed(run, "C4", start=5.0)
    assert fates(run.command(Command.SKIP, 6.0)) == "-n1"
    assert states(run.command(Command.SKIP, 7.0)) == [("finished", 7.0)]
    assert fates(run.labels) == "n2 -n1 -n3"
    assert [label.time for label in run.labels if isinstance(label, Deletion)] == [1.0, 2.0]


def test_a_passage_without_notes_is_over_at_once_in_wait_mode() -> None:
    run = session(". . |", mode=Mode.WAIT)
    assert states(run.command(Command.START, 1.0)) == [("playing", 1.0), ("finished", 1.0)]


def test_a_passage_without_notes_takes_its_time_against_the_click() -> None:
    run = session(". .", mode=Mode.TEMPO)
    run.command(Command.START, 100.0)
    assert states(run.advance(200.0)) == [("playing", 104.0), ("finished", 106.0)]


def test_the_click_counts_in_then_plays_then_ends() -> None:
    run = session()
    assert states(run.command(Command.START, 100.0)) == [("counting in", 100.0)]
    assert run.advance(103.5) == ()
    said = run.advance(130.0)
    assert states(said) == [("playing", 104.0), ("finished", pytest.approx(112.0))]
    assert fates(said) == " ".join(f"-n{number}" for number in range(1, 9))


def test_a_late_last_note_is_heard_after_the_last_bar_line() -> None:
    run = session("C4=7/8 D4=1/8", count_in=0)
    run.command(Command.START, 100.0)
    assert feed(run, "@100 C4 @101.05 D4") == "n1 n2"


def test_without_bars_to_count_the_music_enters_at_once() -> None:
    run = session(count_in=0)
    assert states(run.command(Command.START, 100.0)) == [
        ("counting in", 100.0),
        ("playing", 100.0),
    ]


def test_a_pickup_is_counted_so_that_it_falls_right() -> None:
    run = session("C4 | D4 E4 F4 G4", metronome=True)
    run.command(Command.START, 100.0)
    clicks = run.clicks(110.0)
    assert [click.time for click in clicks if click.is_accent] == [100.0, 104.0, 108.0]
    assert feed(run, "@107 C4 @108 D4") == "n1 n2"


def test_the_count_in_hears_an_early_first_note_and_nothing_before() -> None:
    run = session()
    run.command(Command.START, 100.0)
    assert feed(run, "@101 F4 @103.8 C4") == "n1"
    assert [e.time for e in run.events if isinstance(e, KeyDown)] == [pytest.approx(3.8)]


def test_keys_mean_nothing_while_paused() -> None:
    run = session(mode=Mode.WAIT)
    feed(run, "C4", start=5.0)
    run.command(Command.PAUSE, 6.0)
    assert feed(run, "D4", start=7.0) == ""
    run.command(Command.RESUME, 8.0)
    assert feed(run, "D4", start=9.0) == "n2"
    assert [e.time for e in run.events if isinstance(e, KeyDown)] == [0.0, 4.0]


def test_time_stands_still_in_a_pause() -> None:
    run = session()
    run.command(Command.START, 100.0)
    assert feed(run, "@104 C4 @105 D4") == "n1 n2"
    run.command(Command.PAUSE, 105.5)
    assert run.advance(500.0) == ()
    assert states(run.command(Command.RESUME, 1000.0)) == [("counting in", 1000.0)]
    said = run.advance(1005.5)
    assert states(said) == [("playing", 1005.5)], "a bar, and the beat and a half before the pause"
    (match,) = [one for one in run.feed(KeyDown(1006.1, 64)) if isinstance(one, Match)]
    assert match.timing_ms == pytest.approx(100.0)
    ((state, time),) = states(run.advance(2000.0))
    assert state == "finished"
    assert time == pytest.approx(1012.0)


def test_a_pause_while_counting_in_again_loses_nothing() -> None:
    run = session()
    run.command(Command.START, 100.0)
    feed(run, "@104 C4 @105 D4")
    run.command(Command.PAUSE, 105.5)
    run.command(Command.RESUME, 200.0)
    run.command(Command.PAUSE, 203.0)
    run.command(Command.RESUME, 300.0)
    assert states(run.advance(305.5)) == [("playing", 305.5)]
    assert feed(run, "@306 E4") == "n3"


def test_a_pause_in_the_first_count_in_counts_anew() -> None:
    run = session()
    run.command(Command.START, 100.0)
    run.command(Command.PAUSE, 102.0)
    run.command(Command.RESUME, 200.0)
    assert feed(run, "@204 C4 @205 D4") == "n1 n2"


def test_the_clicks_are_given_out_once() -> None:
    run = session(metronome=True)
    assert run.clicks(1000.0) == ()
    run.command(Command.START, 100.0)
    assert [click.time for click in run.clicks(101.5)] == [100.0, 101.0]
    assert [click.time for click in run.clicks(104.0)] == [102.0, 103.0, 104.0]
    assert run.clicks(104.5) == ()
    assert [click.time for click in run.clicks(999.0)] == [105.0 + n for n in range(7)]


def test_without_a_metronome_only_the_count_in_clicks() -> None:
    run = session()
    run.command(Command.START, 100.0)
    clicks = run.clicks(999.0)
    assert [(click.time, click.is_accent) for click in clicks] == [
        (100.0, True), (101.0, False), (102.0, False), (103.0, False),
    ]  # fmt: skip


def test_the_clicks_stop_in_a_pause_and_come_back_on_the_beat() -> None:
    run = session(metronome=True)
    run.command(Command.START, 100.0)
    run.clicks(105.5)
    run.command(Command.PAUSE, 105.5)
    assert run.clicks(999.0) == ()
    run.command(Command.RESUME, 1000.0)
    clicks = run.clicks(1008.0)
    assert [click.time for click in clicks] == [1000.0 + n for n in range(9)]
    assert [click.time for click in clicks if click.is_accent] == [1000.0, 1004.0, 1008.0]


def test_half_the_tempo_takes_twice_the_time() -> None:
    run = session(tempo=0.5, metronome=True)
    run.command(Command.START, 100.0)
    assert [click.time for click in run.clicks(109.0)] == [100.0, 102.0, 104.0, 106.0, 108.0]
    assert feed(run, "@108 C4 @110 D4 @112 E4") == "n1 n2 n3"


def test_a_loop_against_the_click_starts_over_and_keeps_every_lap() -> None:
    run = session("C4 D4", looped=True, metronome=True)
    run.command(Command.START, 100.0)
    assert feed(run, "@104 C4 @105 D4 @105.9 C4 @108 C4 @109 D4") == "n1 n2 n1 -n2 n1 n2"
    assert run.state is State.PLAYING
    assert len(run.clicks(200.0)) == 101
    run.command(Command.STOP, 109.1)
    assert fates(run.labels) == "n1 n2 n1 -n2 n1 n2"


def test_a_pause_in_a_loop_comes_back_to_its_place_in_the_lap() -> None:
    run = session("C4 D4 E4 F4", looped=True)
    run.command(Command.START, 100.0)
    feed(run, "@104 C4 @105 D4 @106 E4 @107 F4 @108 C4")
    run.command(Command.PAUSE, 108.5)
    run.command(Command.RESUME, 200.0)
    assert states(run.advance(204.5)) == [("playing", 204.5)]
    assert feed(run, "@205 D4 @206 E4") == "n2 n3"


def test_a_loop_that_waits_starts_over() -> None:
    run = session("C4 D4", mode=Mode.WAIT, looped=True)
    assert feed(run, "C4 D4 C4 E4 D4") == "n1 n2 n1 x/n2 n2"
    assert run.state is State.PLAYING


def test_stopping_leaves_what_was_due() -> None:
    run = session()
    run.command(Command.START, 100.0)
    feed(run, "@104 C4")
    said = run.command(Command.STOP, 106.1)
    assert fates(run.labels) == "n1 -n2 -n3"
    assert states(said) == [("finished", 106.1)]
    assert run.advance(999.0) == ()


def test_stopping_while_paused_counts_only_to_the_pause() -> None:
    run = session()
    run.command(Command.START, 100.0)
    feed(run, "@104 C4")
    run.command(Command.PAUSE, 104.5)
    run.command(Command.STOP, 999.0)
    assert fates(run.labels) == "n1"


def test_a_command_that_comes_with_the_end_is_too_late_not_wrong() -> None:
    run = session("C4")
    run.command(Command.START, 100.0)
    assert states(run.command(Command.PAUSE, 200.0))[-1][0] == "finished"


def test_one_hand_asks_for_its_notes_only() -> None:
    music = score("[C3 E4] [D3 F4]")
    run = Session(music, Setup(whole(music, Hands.LEFT), Mode.WAIT))
    assert feed(run, "C3 D3") == "n1 n3"
    assert run.state is State.FINISHED


def test_repeats_are_played_unless_as_written() -> None:
    music = score("C4 | D4", order=[0, 0, 1])
    assert len(Session(music, Setup(whole(music), Mode.WAIT)).chords) == 3
    assert len(Session(music, Setup(whole(music), Mode.WAIT, as_written=True)).chords) == 2


def test_a_passage_outside_the_score_is_refused() -> None:
    with pytest.raises(NotAllowedError, match="no bar"):
        Session(score("C4"), Setup(Passage(Fraction(50), Fraction(60)), Mode.WAIT))


def take_of(run: Session) -> str:
    take = run.take("t1", datetime(2026, 11, 22, tzinfo=UTC), EndedBy.END)
    assert take.events == run.events
    assert (take.score_id, take.title) == (run.score.id, "Test")
    return fates(take.labels)


def test_the_take_of_a_click_run_has_the_planted_mistakes_and_only_those() -> None:
    run = session()
    mistakes: list[Mistake] = [Wrong(1), Missed(3), Extra(4, 90, after=0.2), Shift(6, 0.1)]
    played = play(run.score, start=104.0, mistakes=mistakes)
    run.command(Command.START, 100.0)
    for event in played.events:
        run.feed(event)
    run.advance(200.0)
    assert sorted(take_of(run).split()) == sorted(fates(played.labels).split())


def test_the_take_of_a_waiting_run_keeps_what_was_said() -> None:
    run = session("C4 D4", mode=Mode.WAIT)
    assert feed(run, "C4 E4 D4") == take_of(run) == "n1 x/n2 n2"


def test_the_take_of_a_free_run_is_reviewed() -> None:
    run = session(mode=Mode.FREE)
    feed(run, "C4 D4 E4 F#4 G4 A4 B4 C5")
    run.command(Command.STOP, 10.0)
    assert sorted(take_of(run).split()) == ["-n4", "n1", "n2", "n3", "n5", "n6", "n7", "n8", "x/n4"]


def test_labels_and_events_count_from_the_start_of_the_take() -> None:
    run = session(mode=Mode.WAIT)
    for key in presses("C4 D#4", start=50.0):
        run.feed(key)
    keys = [label.key for label in run.labels if isinstance(label, Match | Insertion)]
    assert keys == [event for event in run.events if isinstance(event, KeyDown)]
    assert keys[0].time == 0.0


def test_events_since_go_on_where_the_last_ones_ended() -> None:
    run = session(mode=Mode.WAIT)
    kept: list[PlayedEvent] = []
    for event in performance("C4 D4 E4"):
        run.feed(event)
        kept.extend(run.events_since(len(kept)))
    assert tuple(kept) == run.events
    assert run.events_since(len(kept)) == ()


def test_the_click_tells_how_far_the_music_is() -> None:
    run = session(tempo=0.5)
    assert run.clock(90.0) is None
    run.command(Command.START, 100.0)
    assert [run.clock(at) for at in (100.0, 106.0, 108.0, 109.0)] == [-4.0, -1.0, 0.0, 0.5]
    run.advance(112.0)
    assert run.clock(112.0) == 2.0
    run.command(Command.PAUSE, 112.0)
    assert run.clock(113.0) is None
    run.command(Command.RESUME, 120.0)
    assert run.clock(132.0) == 2.0


def test_the_click_counts_on_through_the_laps_of_a_loop() -> None:
    run = session("C4 D4", looped=True, count_in=0)
    run.command(Command.START, 100.0)
    assert [run.clock(at) for at in (100.0, 101.5, 102.0, 105.5)] == [0.0, 1.5, 2.0, 5.5]


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.FREE])
def test_no_click_leads_a_session_that_waits_or_follows(mode: Mode) -> None:
    assert in_state(mode, State.PLAYING).clock(200.0) is None


def test_against_the_click_a_slip_before_the_right_key_was_an_extra_one() -> None:
    """While it is played it stands for the note; the review knows better."""
    run = session()
    run.command(Command.START, 100.0)
    feed(run, "@104 C4 @104.95 D#4 @105.02 D4")
    run.command(Command.STOP, 105.3)
    taken = run.take("t", datetime(2026, 11, 22, tzinfo=UTC), EndedBy.PLAYER)
    live, reviewed = (
        [one.wrong_for for one in labels if isinstance(one, Insertion)]
        for labels in (run.labels, taken.labels)
    )
    assert (live, reviewed) == (["n2"], [None])


def test_a_wrong_key_a_little_late_stays_one() -> None:
    run = session()
    run.command(Command.START, 100.0)
    feed(run, "@104 C4 @105.15 D#4 @106 E4")
    run.command(Command.STOP, 106.5)
    taken = run.take("t", datetime(2026, 11, 22, tzinfo=UTC), EndedBy.PLAYER)
    assert [one.wrong_for for one in taken.labels if isinstance(one, Insertion)] == ["n2"]


def test_a_session_is_over_at_the_end_of_its_passage_and_not_before() -> None:
    run = session(count_in=0)
    run.command(Command.START, 100.0)
    feed(run, "@100 C4 @101 D4 @102 E4 @103 F4 @104 G4 @105 A4 @106 B4 @107 C5")
    assert states(run.advance(107.99)) == []
    ((state, time),) = states(run.advance(120.0))
    assert state == "finished"
    assert time >= 108
    again = session(count_in=0)
    again.command(Command.START, 100.0)
    assert states(again.advance(time)) == [("finished", time)]
