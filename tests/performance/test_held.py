from hypothesis import given

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.performance.held import Held
from renshu.performance.performed import perform
from support.played import takes


def held_after(events: list[PlayedEvent], time: float = 9.0) -> tuple[PlayedEvent, ...]:
    held = Held()
    for event in events:
        held.take(event)
    return held.release(time)


def test_what_is_down_is_let_go() -> None:
    events: list[PlayedEvent] = [
        KeyDown(0.0, 64),
        KeyDown(0.0, 60),
        KeyDown(0.0, 67),
        PedalMove(0.1, Pedal.SUSTAIN, 100),
        KeyUp(0.5, 60),
    ]
    assert held_after(events) == (
        KeyUp(9.0, 64),
        KeyUp(9.0, 67),
        PedalMove(9.0, Pedal.SUSTAIN, 0),
    )


def test_nothing_is_let_go_twice() -> None:
    held = Held()
    held.take(KeyDown(0.0, 60))
    assert held.release(1.0)
    assert held.release(2.0) == ()


@given(takes())
def test_after_the_release_nothing_sounds(events: list[PlayedEvent]) -> None:
    end = 4000.0
    released = [*events, *held_after(events, end), KeyUp(end + 100, 0)]
    assert all(note.offset <= end for note in perform(released).notes)
