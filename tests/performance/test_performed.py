from collections import Counter

import pytest
from hypothesis import given, settings

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent, delayed
from renshu.performance.performed import perform
from support.notation import performance
from support.strategies import events


def notes(line: str) -> str:
    """Notes as `pitch onset-key_offset-offset`."""
    found = perform(performance(line, beat=1.0)).notes
    return ", ".join(f"{n.pitch} {n.onset:g}-{n.key_offset:g}-{n.offset:g}" for n in found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ""),
        ("C4", "60 0-0.9-0.9"),
        ("[C4 E4]", "60 0-0.9-0.9, 64 0-0.9-0.9"),
        ("C4=4 @2 C4", "60 0-2-2, 60 2-2.9-2.9"),
        ("ped C4 . *", "60 0-0.9-2"),
        ("C4=2 @1 ped @3 *", "60 0-1.8-3"),
        ("@0 ped @1 C4 @2 C4 @4 *", "60 1-1.9-2, 60 2-2.9-4"),
        ("C4 @0.95 ped @3 *", "60 0-0.9-0.9"),
        ("@0 ped C4 @2 ped @3 *", "60 0-0.9-3"),
        ("@0 ped @1 C4", "60 1-1.9-1.9"),
    ],
)
def test_keys_and_pedal_make_notes(line: str, expected: str) -> None:
    assert notes(line) == expected


def test_a_key_up_without_a_key_down_is_ignored() -> None:
    assert perform([KeyUp(1.0, 60), KeyDown(2.0, 60), KeyUp(3.0, 60), KeyUp(4.0, 60)]).notes == (
        perform([KeyDown(2.0, 60), KeyUp(3.0, 60)]).notes
    )


def test_a_note_still_down_lasts_until_the_last_event() -> None:
    (note,) = perform([KeyDown(1.0, 60), PedalMove(5.0, Pedal.SOFT, 127)]).notes
    assert (note.key_offset, note.offset) == (5.0, 5.0)


def test_only_the_sustain_pedal_holds() -> None:
    soft = PedalMove(0.0, Pedal.SOFT, 127)
    first, _ = perform([soft, KeyDown(1.0, 60), KeyUp(2.0, 60), KeyDown(9.0, 62)]).notes
    assert first.offset == 2.0


@pytest.mark.parametrize(("value", "is_down"), [(0, False), (63, False), (64, True), (127, True)])
def test_a_pedal_holds_from_half_way_down(value: int, is_down: bool) -> None:
    assert PedalMove(0.0, Pedal.SUSTAIN, value).is_down is is_down


@settings(max_examples=60, deadline=None)
@given(events())
def test_every_press_is_one_note_that_ends_after_it_begins(played: tuple[PlayedEvent, ...]) -> None:
    found = perform(played).notes
    presses = [event for event in played if isinstance(event, KeyDown)]
    assert Counter((n.onset, n.pitch, n.velocity) for n in found) == Counter(
        (key.time, key.pitch, key.velocity) for key in presses
    )
    assert all(note.onset <= note.key_offset <= note.offset for note in found)
    assert list(found) == sorted(found, key=lambda note: (note.onset, note.pitch))


def test_an_event_can_be_delayed() -> None:
    assert delayed(KeyDown(1.0, 60, 5), 2.5) == KeyDown(3.5, 60, 5)
