"""Presses read into lines: where a player goes straight on, and where the review leaps."""

from collections.abc import Sequence

import pytest

from renshu.follow.alignment import Deletion
from renshu.practice.diary.lines import Line, lines
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press
from renshu.practice.marking import place_of
from renshu.score.notation import Score
from renshu.score.passage import Hands
from support.notation import score
from support.pressed import pressed, stray

BARS = " | ".join(["C4 D4 E4 F4"] * 6)
TUNE = score(BARS)
"""24 moments of the right hand."""


def read(
    played: Sequence[Press], piece: Score = TUNE, missed: Sequence[Deletion] = ()
) -> list[Line]:
    return lines(played, missed, piece, Moments(piece))


def edges(found: Sequence[Line]) -> list[tuple[int, int, int, int, bool]]:
    """First and last press, first and last moment, and whether the review leaps there."""
    return [(one.first, one.stop - 1, one.entered, one.left, one.is_leap) for one in found]


def missed(place: int, time: float, piece: Score = TUNE) -> Deletion:
    note = piece.notes[place]
    return Deletion(note.id, place_of(piece, note.onset), time)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([*range(8)], [(0, 7, 0, 7, False)]),
        ([5], [(0, 0, 5, 5, False)]),
        ([8, 9, 10, 2, 3], [(0, 2, 8, 10, False), (3, 4, 2, 3, True)]),
        ([0, 1, 2, 2, 3], [(0, 2, 0, 2, False), (3, 4, 2, 3, True)]),
        ([0, 2, 3, 4, 1, 5], [(0, 5, 0, 5, False)]),
        ([0, 2, 3, 4, 5, 1, 2], [(0, 4, 0, 5, False), (5, 6, 1, 2, True)]),
        ([0, 1, 2, 6, 7], [(0, 4, 0, 7, False)]),
        ([0, 1, 2, 7, 8], [(0, 2, 0, 2, False), (3, 4, 7, 8, True)]),
        ([0, 1, 2, 7, 4, 5, 6], [(0, 6, 0, 7, False)]),
        ([0, 1, 8, 0, 1, 2], [(0, 1, 0, 1, False), (2, 2, 8, 8, True), (3, 5, 0, 2, True)]),
    ],
)
def test_a_line_goes_on_as_far_as_the_review_does_not_leap(
    places: list[int], expected: list[tuple[int, int, int, int, bool]]
) -> None:
    assert edges(read(pressed(TUNE, places))) == expected


def test_a_stray_key_ends_a_line_and_an_ornament_does_not() -> None:
    here, there = pressed(TUNE, range(4)), pressed(TUNE, range(4, 8), at=5.0)
    ornament = Press(4.5, 99, None, None, is_stray=False)
    assert edges(read([*here, stray(4.5), *there])) == [
        (0, 3, 0, 3, False),
        (5, 8, 4, 7, False),
    ]
    assert edges(read([*here, ornament, *there])) == [(0, 8, 0, 7, False)]
    assert edges(read([stray(0.0), stray(0.5), *there, stray(9.0)])) == [(2, 5, 4, 7, False)]
    assert read([stray(0.0)]) == read([]) == []


def test_after_a_stray_key_a_leap_is_one_still() -> None:
    played = [*pressed(TUNE, range(4)), stray(4.0), *pressed(TUNE, range(12, 16), at=5.0)]
    assert [one.is_leap for one in read(played)] == [False, True]
    leapt = [*pressed(TUNE, [9, 10, 2, 3]), stray(4.0), *pressed(TUNE, [4, 5], at=5.0)]
    assert [one.is_leap for one in read(leapt)] == [False, True, False]


@pytest.mark.parametrize(
    ("place", "time", "goes_on"),
    [
        (3, 2.5, True),
        (6, 2.5, True),
        (3, 1.5, True),
        (3, 1.4, False),
        (3, 3.5, True),
        (3, 3.6, False),
        (9, 2.5, False),
    ],
)
def test_what_the_review_says_was_missed_is_no_leap(place: int, time: float, goes_on: bool) -> None:
    """Of the four moments between 2 and 7, three may be passed over in silence."""
    played = pressed(TUNE, [0, 1, 2, 7, 8])
    assert (len(read(played, missed=[missed(place, time)])) == 1) is goes_on


@pytest.mark.parametrize(("before", "goes_on"), [(4, True), (5, True), (6, False)])
def test_what_is_played_too_late_was_not_passed_over(before: int, goes_on: bool) -> None:
    """Of four moments one comes after so many keys: as the sixth it is soon enough."""
    chords = score(" | ".join(["C4", *["[C4 E4 G4]"] * 12]))
    ahead = pressed(chords, [5, 6])[:before]
    late = pressed(chords, [3], at=9.0)[:1]
    found = read([*pressed(chords, [0]), *ahead, *late], chords)
    assert found[0].stop == (2 + before if goes_on else 1)


class TestHands:
    """Eight moments of the left hand alone lie between two of the right."""

    PIECE = score("C4 D4 E4 [F4 C3] | C3 D3 E3 F3 | G3 A3 B3 C3 | [G4 C3] [A4 D3] [B4 E3] [C5 F3]")

    def test_a_hand_alone_is_read_by_its_own_moments(self) -> None:
        right = pressed(self.PIECE, [*range(4), *range(12, 16)], Hands.RIGHT)
        (line,) = read(right, self.PIECE)
        assert (line.hands, line.left) == (Hands.RIGHT, 15)

    def test_with_both_hands_that_was_a_leap(self) -> None:
        both = pressed(self.PIECE, [3, 4, 5, 12, 13])
        assert edges(read(both, self.PIECE)) == [(0, 3, 3, 5, False), (4, 7, 12, 13, True)]
        assert read(pressed(self.PIECE, range(12, 16)), self.PIECE)[0].hands is Hands.BOTH

    def test_a_left_hand_alone(self) -> None:
        (line,) = read(pressed(self.PIECE, range(4, 12), Hands.LEFT), self.PIECE)
        assert line.hands is Hands.LEFT

    def test_a_slip_of_the_other_hand_does_not_make_it_both(self) -> None:
        """Two notes of it are too few, three are some."""
        right = Hands.RIGHT
        for count, is_leap in ((2, False), (3, True)):
            left = pressed(self.PIECE, range(4 - 1, 3 + count), Hands.LEFT, at=3.0)
            played = [
                *pressed(self.PIECE, range(4), right),
                *left,
                *pressed(self.PIECE, range(12, 16), right, at=9.0),
            ]
            assert any(one.is_leap for one in read(played, self.PIECE)) is is_leap


class TestRepeats:
    """The first two bars come twice, then the rest."""

    PIECE = score(BARS, order=[0, 1, 0, 1, 2, 3, 4, 5])

    def repeats(self, *places: int) -> list[bool]:
        return [one.is_repeat for one in read(pressed(self.PIECE, places), self.PIECE)]

    def test_going_back_as_written_is_a_leap_of_the_review_and_a_repeat(self) -> None:
        found = read(pressed(self.PIECE, [*range(8), *range(12)]), self.PIECE)
        assert edges(found) == [(0, 7, 0, 7, False), (8, 19, 0, 11, True)]
        assert [one.is_repeat for one in found] == [False, True]

    def test_once_more_than_written_is_none(self) -> None:
        assert self.repeats(*[*range(8)] * 3) == [False, True, False]
        assert self.repeats(*[*range(8)] * 4) == [False, True, False, True]

    @pytest.mark.parametrize(
        ("last", "first", "is_repeat"),
        [(7, 0, True), (4, 0, True), (7, 3, True), (5, 1, True), (5, 2, False), (7, 4, False)],
    )
    def test_three_moments_may_be_left_out_on_the_way(
        self, last: int, first: int, is_repeat: bool
    ) -> None:
        assert self.repeats(*range(last + 1), *range(first, 8)) == [False, is_repeat]

    def test_a_bar_that_comes_three_times_may_be_taken_back_to_twice(self) -> None:
        thrice = score(BARS, order=[0, 0, 0, 1, 2, 3, 4, 5])
        found = read(pressed(thrice, [*range(4)] * 4), thrice)
        assert [one.is_repeat for one in found] == [False, True, True, False]

    def test_elsewhere_going_back_is_none(self) -> None:
        assert self.repeats(*range(16), *range(8, 12)) == [False, False]
        assert self.repeats(*range(4), *range(4)) == [False, False]

    def test_a_jump_ahead_may_be_written_too(self) -> None:
        coda = score(BARS, order=[0, 1, 2, 5])
        found = read(pressed(coda, [*range(12), *range(20, 24)]), coda)
        assert [(one.is_leap, one.is_repeat) for one in found] == [(False, False), (True, True)]
