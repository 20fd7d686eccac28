"""What belongs to a take, and in which time it is kept."""

from fractions import Fraction

from renshu.follow.alignment import Deletion, Match, Moved
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.recording import Recording
from renshu.score.passage import ScorePosition

HERE = ScorePosition(Fraction(0), 0)


def recorded(*judged: PlayedEvent, begun: float = 10.0) -> Recording:
    recording = Recording()
    recording.begin(begun)
    for event in judged:
        recording.hear(event, is_judged=True)
    return recording


def test_times_count_from_the_start() -> None:
    recording = recorded(KeyDown(10.5, 60), KeyUp(11.0, 60))
    assert recording.started == 10.0
    assert recording.events == (KeyDown(0.5, 60), KeyUp(1.0, 60))
    assert recording.events_since(1) == (KeyUp(1.0, 60),)
    assert recording.events_since(2) == ()


def test_a_key_that_nobody_judged_is_left_out_but_its_release_is_not() -> None:
    recording = recorded()
    for event in (KeyDown(10.1, 60), KeyUp(10.2, 60), PedalMove(10.3, Pedal.SUSTAIN, 127)):
        recording.hear(event, is_judged=False)
    assert recording.events == (KeyUp(10.2 - 10, 60), PedalMove(10.3 - 10, Pedal.SUSTAIN, 127))


def test_of_what_was_before_the_start_only_pedals_that_are_down_count() -> None:
    recording = Recording()
    before = (
        KeyDown(7.0, 60),
        PedalMove(7.0, Pedal.SUSTAIN, 127),
        PedalMove(7.5, Pedal.SOFT, 90),
        PedalMove(8.0, Pedal.SOFT, 0),
        PedalMove(9.0, Pedal.SUSTAIN, 1),
    )
    for event in before:
        recording.hear(event, is_judged=False)
    assert recording.started is None
    recording.begin(10.0)
    assert recording.events == (PedalMove(0.0, Pedal.SUSTAIN, 1),)


def test_an_event_with_an_early_stamp_does_not_come_before_another() -> None:
    """Stamps of two ports may cross."""
    recording = recorded(KeyDown(9.9, 60), KeyDown(10.5, 62), KeyUp(10.4, 60))
    assert [event.time for event in recording.events] == [0.0, 0.5, 0.5]


def test_labels_are_kept_in_the_time_of_the_take() -> None:
    recording = recorded()
    match, deletion = Match(KeyDown(10.5, 60), "n1", HERE), Deletion("n2", HERE, 11.0)
    recording.keep([Moved(HERE), match, deletion])
    assert recording.labels == (
        Match(KeyDown(0.5, 60), "n1", HERE),
        Deletion("n2", HERE, 1.0),
    )


def test_labels_before_the_start_keep_their_time() -> None:
    recording = Recording()
    recording.keep([Deletion("n2", HERE, 11.0)])
    assert recording.labels == (Deletion("n2", HERE, 11.0),)
