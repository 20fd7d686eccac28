import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.performance.events import PlayedEvent
from renshu.practice.replaying import drive, replay
from renshu.practice.session import Session, Setup, State
from renshu.score.notation import Score
from renshu.score.passage import whole
from support.notation import performance, score
from support.pianist import Extra, Missed, Mistake, Wrong, play
from support.strategies import events, scores

SCORE = score("C4 D4 E4 F4 | G4 A4 B4 C5", qpm=120)
MISTAKES: list[Mistake] = [Wrong(1), Missed(3), Extra(4, 90, after=0.2)]


def fates(labels: tuple[Label, ...]) -> list[tuple[str, str | None]]:
    return sorted(((type(one).__name__, _note(one)) for one in labels), key=str)


def _note(label: Label) -> str | None:
    return label.wrong_for if isinstance(label, Insertion) else label.note_id


@pytest.mark.parametrize("start", [0.3, 2.0, 40.0])
def test_a_recording_begins_against_the_click_when_it_does(start: float) -> None:
    """It may have been recorded here, with two seconds of count-in, or anywhere."""
    played = play(SCORE, mistakes=MISTAKES, start=start)
    replayed = replay(SCORE, Setup(whole(SCORE), Mode.TEMPO), played.events)
    session = replayed.session
    assert replayed.start + session.events[0].time == pytest.approx(start)
    assert [m.timing_ms for m in session.labels if isinstance(m, Match)] == [
        pytest.approx(0.0, abs=1e-6)
    ] * 6
    assert sum(isinstance(one, Deletion) for one in session.labels) == 2


def test_a_take_recorded_here_may_lack_its_first_notes() -> None:
    played = play(SCORE, mistakes=[Missed(0), Missed(1)], start=2.0)
    session = replay(SCORE, Setup(whole(SCORE), Mode.TEMPO), played.events).session
    assert fates(session.labels) == fates(played.labels)


def test_waiting_hears_a_recording_at_any_speed() -> None:
    played = play(SCORE, tempo=0.3, mistakes=[Extra(2, 90)], start=7.0)
    replayed = replay(SCORE, Setup(whole(SCORE), Mode.WAIT), played.events)
    assert replayed.session.state is State.FINISHED
    assert fates(replayed.session.labels) == fates(played.labels)


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.TEMPO])
def test_a_recording_without_a_key_has_no_label(mode: Mode) -> None:
    session = replay(SCORE, Setup(whole(SCORE), mode), performance("ped @1 *")).session
    assert (session.labels, session.state) == ((), State.FINISHED)


def test_a_recording_that_breaks_off_is_stopped_there() -> None:
    setup = Setup(whole(SCORE), Mode.TEMPO)
    session = replay(SCORE, setup, performance("@2 C4 @2.5 D4")).session
    assert session.state is State.FINISHED
    assert [type(label) for label in session.labels] == [Match, Match]


@settings(max_examples=30, deadline=None)
@given(scores(), st.sampled_from([Mode.WAIT, Mode.TEMPO]), events(), st.floats(0.01, 5.0))
def test_the_length_of_a_frame_changes_nothing(
    written: Score, mode: Mode, played: tuple[PlayedEvent, ...], frame: float
) -> None:
    def said(frame: float) -> list[object]:
        session = Session(written, Setup(whole(written), mode))
        return [*drive(session, played, frame=frame), session.labels]

    assert said(frame) == said(1000.0)


@pytest.mark.parametrize("mode", Mode)
def test_a_recording_that_needs_no_click_begins_with_itself(mode: Mode) -> None:
    """So does one without a key."""
    setup = Setup(whole(SCORE), mode)
    if mode is not Mode.TEMPO:
        assert replay(SCORE, setup, performance("@3 C4 @4 D4")).start == 0.0
    assert replay(SCORE, setup, performance("ped @1 *")).start == 0.0
