"""What waits for its time: its order, what is given up, and who holds which key."""

from hypothesis import example, given
from hypothesis import strategies as st

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove
from renshu.practice.timetable import Click
from renshu.sound.agenda import LATE, LATE_KEY, Agenda, Hands, Sound, is_too_late

times = st.integers(0, 20).map(float)
keys = st.integers(60, 63)
sounds = st.one_of(
    st.builds(Click, times, st.booleans(), st.booleans()),
    st.builds(KeyDown, times, keys),
    st.builds(KeyUp, times, keys),
    st.builds(PedalMove, times, st.sampled_from(Pedal), st.sampled_from((0, 127))),
)
strands = st.integers(0, 2)
plans = st.lists(st.tuples(strands, sounds), max_size=20)


def filled(plan: list[tuple[int, Sound]]) -> Agenda:
    agenda = Agenda()
    for strand, sound in plan:
        agenda.add(strand, sound)
    return agenda


def sounded(agenda: Agenda) -> list[Sound]:
    """All that waits, each at its very moment."""
    found: list[Sound] = []
    while (moment := agenda.moment) is not None:
        found += agenda.due(moment)
    return found


def down(found: list[Sound]) -> set[object]:
    """The keys and pedals that are down after all this."""
    left: set[object] = set()
    for sound in found:
        match sound:
            case KeyDown(pitch=pitch):
                left.add(pitch)
            case KeyUp(pitch=pitch):
                left.discard(pitch)
            case PedalMove(pedal=pedal, value=0):
                left.discard(pedal)
            case PedalMove(pedal=pedal):
                left.add(pedal)
    return left


@given(plans)
def test_sounds_come_in_order_of_time_and_those_of_one_time_as_they_were_added(
    plan: list[tuple[int, Sound]],
) -> None:
    alone = [(0, sound) for _, sound in plan]
    expected = sorted((sound for _, sound in alone), key=lambda sound: sound.time)
    assert sounded(filled(alone)) == expected


@given(plans, times)
def test_nothing_comes_before_its_time_and_nothing_is_left_behind(
    plan: list[tuple[int, Sound]], now: float
) -> None:
    agenda = filled(plan)
    assert all(sound.time <= now for sound in agenda.due(now))
    assert agenda.moment is None or agenda.moment > now


@given(plans, strands)
def test_what_is_forgotten_does_not_come_and_all_else_does(
    plan: list[tuple[int, Sound]], strand: int
) -> None:
    agenda = filled(plan)
    agenda.forget(strand)
    assert sounded(agenda) == sounded(filled([one for one in plan if one[0] != strand]))


@given(plans, times)
@example([(0, KeyDown(0.0, 60)), (1, KeyDown(0.0, 60)), (0, KeyUp(1.0, 60))], 5.0)
@example([(0, KeyDown(0.0, 60)), (0, KeyUp(9.0, 60))], 5.0)
def test_when_all_strands_are_cancelled_nothing_is_down_and_nothing_comes(
    plan: list[tuple[int, Sound]], now: float
) -> None:
    agenda = filled(plan)
    found: list[Sound] = []
    while (moment := agenda.moment) is not None and moment <= now:
        found += agenda.due(moment)
    for strand in range(3):
        found += agenda.cancel(strand, now)
    assert down(found) == set()
    assert agenda.moment is None


@given(plans, times)
def test_cancelling_one_strand_leaves_what_another_holds(
    plan: list[tuple[int, Sound]], now: float
) -> None:
    agenda = filled(plan)
    heard: list[Sound] = []
    while (moment := agenda.moment) is not None and moment <= now:
        heard += agenda.due(moment)
    held_by_others = {
        sound.pitch
        for strand, sound in plan
        if strand != 0 and sound.time <= now and isinstance(sound, KeyDown)
        if not any(
            other == strand and isinstance(up, KeyUp) and up.pitch == sound.pitch
            for other, up in plan
        )
    }
    assert held_by_others <= down([*heard, *agenda.cancel(0, now)])


def test_a_key_that_two_hold_comes_up_with_the_last() -> None:
    hands = Hands()
    assert hands.take(0, KeyDown(0.0, 60))
    assert hands.take(1, KeyDown(0.0, 60))
    assert not hands.take(0, KeyUp(1.0, 60))
    assert hands.release(1, 2.0) == (KeyUp(2.0, 60),)
    assert hands.release(1, 3.0) == ()


def test_what_is_sent_now_comes_whatever_its_time() -> None:
    agenda = Agenda()
    assert list(agenda.take(0, KeyDown(0.0, 60))) == [KeyDown(0.0, 60)]
    assert agenda.cancel(0, 9.0) == (KeyUp(9.0, 60),)


def test_what_is_too_late_is_left_out_but_what_ends_a_sound_never() -> None:
    agenda = filled([(0, Click(0.0, is_accent=True)), (0, KeyDown(0.0, 60)), (0, KeyUp(0.0, 61))])
    assert list(agenda.due(10.0)) == [KeyUp(0.0, 61)]
    assert agenda.cancel(0, 10.0) == ()


def test_lateness_has_a_limit_for_clicks_and_one_for_keys() -> None:
    assert not is_too_late(Click(0.0, is_accent=True), LATE)
    assert is_too_late(Click(0.0, is_accent=True), LATE + 0.01)
    assert not is_too_late(KeyDown(0.0, 60), LATE_KEY)
    assert is_too_late(KeyDown(0.0, 60), LATE_KEY + 0.01)
