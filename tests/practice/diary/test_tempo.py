"""The tempo of presses as a share of the written one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press
from renshu.practice.diary.tempo import tempo
from support.notation import score
from support.pressed import pressed, stray

QUARTERS = score("C4 D4 E4 F4 | G4 A4 B4 C5", qpm=60)
LONG = score("C4 D4 E4 F4=4 G4", qpm=60)
"""Three steps of a second, then one of four."""


def at(times: list[float]) -> list[Press]:
    """The scale in quarters, note by note."""
    return [pressed(QUARTERS, [place], at=time)[0] for place, time in enumerate(times)]


@given(st.floats(0.2, 3.0), st.floats(0, 1e4))
def test_strict_playing_has_its_own_tempo(share: float, start: float) -> None:
    found = tempo(pressed(QUARTERS, range(8), at=start, apart=1 / share), Moments(QUARTERS))
    assert found == pytest.approx(share)


@pytest.mark.parametrize(("count", "is_told"), [(0, False), (3, False), (4, True)])
def test_three_steps_are_the_fewest(count: int, is_told: bool) -> None:
    assert (tempo(pressed(QUARTERS, range(count)), Moments(QUARTERS)) is not None) is is_told


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([0, 1, 2, 3, 13, 14, 15, 16], 1.0),
        ([0, 2, 4, 6, 7], 0.5),
        ([0, 1, 2, 4, 6], 1.0),
        ([0, 1, 0.5, 3, 4, 5, 6], 1.0),
        ([0, 1, 2, 2, 2], None),
        ([5, 4, 3, 2], None),
    ],
)
def test_what_is_out_of_line_does_not_count(times: list[float], expected: float | None) -> None:
    assert tempo(at(times), Moments(QUARTERS)) == expected


def test_a_long_note_weighs_more_than_short_ones() -> None:
    presses = [pressed(LONG, [n], at=when)[0] for n, when in enumerate([0.0, 1.0, 2.0, 3.0, 11.0])]
    assert tempo(presses, Moments(LONG)) == 0.5


def test_of_a_chord_the_first_key_counts_and_grace_notes_do_not() -> None:
    piece = score("[C4 E4] D4 ~C5 E4 F4", qpm=60)
    one, other = pressed(piece, [0])
    late = Press(0.5, other.pitch, 0, other.note, is_stray=False)
    grace, main = pressed(piece, [2], at=2.0)
    early = Press(1.2, grace.pitch, 2, grace.note, is_stray=False)
    presses = [one, late, *pressed(piece, [1], at=1.0), early, main, *pressed(piece, [3], at=3.0)]
    assert tempo(presses, Moments(piece)) == 1.0


def test_stray_keys_have_no_tempo() -> None:
    assert tempo([stray(float(n)) for n in range(9)], Moments(QUARTERS)) is None
