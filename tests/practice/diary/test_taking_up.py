"""Where music was taken up anew: takes of a few keys, by hand.

A leap costs 1.3 stray keys after a hesitation and 1.6 without one, going on too late 0.7.
"""

import pytest

from renshu.practice.diary.lines import lines
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press
from renshu.practice.diary.taking_up import taken_up
from renshu.score.notation import Score
from support.notation import score
from support.pressed import pressed, stray

NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
KEYS = [f"{name}{octave}" for octave in (4, 5, 6) for name in NAMES][:32]
BARS = " | ".join(" ".join(KEYS[bar : bar + 4]) for bar in range(0, 32, 4))
TUNE = score(BARS)
"""32 quarters of a second each, no key twice: the key of place 0 is 60, that of place 1 is 61."""


def played(words: str) -> list[Press]:
    """A key a second: `3` and `3-6` are places, `x3` is the key of one as a stray key, `x` a key
    that is nowhere; `+2` waits two seconds more."""
    found: list[Press] = []
    now = 0.0
    for word in words.split():
        if word.startswith("+"):
            now += float(word[1:])
        elif word.startswith("x"):
            found.append(stray(now, 60 + int(word[1:]) if word[1:] else 30))
            now += 1
        else:
            first, _, last = word.partition("-")
            places = range(int(first), int(last or first) + 1)
            found += pressed(TUNE, places, at=now)
            now += len(places)
    return found


def begins(take: list[Press], piece: Score = TUNE) -> list[int]:
    moments = Moments(piece)
    return taken_up(take, lines(take, (), piece, moments), moments)


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("", []),
        ("x x", []),
        ("0-9", []),
        ("0-4 +3 5-9", []),
        ("8-12 +1 2-6", [5]),
        ("8-12 2-6", [5]),
        ("0-4 20-24 8-12", [5, 10]),
        ("4-8 4-8 4-8", [5, 10]),
    ],
)
def test_leaps_are_taken_up_anew_and_pauses_are_not(take: str, expected: list[int]) -> None:
    assert begins(played(take)) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("0-4 x 5-9", []),
        ("0-4 x x x 5-9", []),
        ("0-4 +3 x 5-9", []),
        ("0-4 x +3 5-9", []),
        ("0-4 x4 +2 5-9", []),
        ("0-4 x x4 5-9", []),
        ("x 0-4", []),
        ("0-4 x", []),
    ],
)
def test_a_stray_key_is_no_reason(take: str, expected: list[int]) -> None:
    assert begins(played(take)) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("0-4 +2 x4 5-9", [5]),
        ("0-4 +1.1 x4 5-9", [5]),
        ("0-4 +2 x3 x4 5-9", [5]),
        ("0-4 +2 x2 x3 x4 5-9", [5]),
        ("0-4 x x3 x4 +2 5-9", [5]),
        ("0-4 +2 x4 x5 6-9", [5]),
    ],
)
def test_keys_played_again_that_lead_on_were_the_beginning(take: str, expected: list[int]) -> None:
    """The review has them as stray keys, for their notes were played before."""
    assert begins(played(take)) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("0-5 20 6-10", []),
        ("0-5 20-21 6-10", []),
        ("0-5 20-22 6-10", []),
        ("0-5 +3 20-22 6-10", [6, 9]),
        ("0-5 20-23 6-10", [6, 10]),
        ("0-5 20 28 6-10", []),
        ("0-5 20 x 6-10", []),
        ("0-5 20 4-10", [7]),
        ("0-5 +3 20-21 +3 6-10", [6, 8]),
    ],
)
def test_a_few_keys_that_lie_elsewhere_may_be_stray_keys(take: str, expected: list[int]) -> None:
    """As long as two leaps are dearer than they are."""
    assert begins(played(take)) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("20 0-9", []),
        ("20-21 0-9", [2]),
        ("20-24 0-9", [5]),
        ("0-9 20", []),
        ("0-9 20-21", [10]),
        ("0-9 +3 20", []),
        ("20 0-9 20", []),
    ],
)
def test_so_may_the_first_and_the_last(take: str, expected: list[int]) -> None:
    assert begins(played(take)) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("0-4 x2 x3 4-8", [5]),
        ("0-4 +2 x2 x3 4-8", [5]),
        ("0-4 x5 x6 2-6", [7]),
        ("0-4 +2 x x2 x3 4-8", [5]),
        ("8-12 x +2 2-6", [6]),
        ("8-12 +2 x 2-6", [5]),
    ],
)
def test_the_review_may_leap_a_little_late(take: str, expected: list[int]) -> None:
    """What leads to the new line belongs to it, and what goes on with the old one to that."""
    assert begins(played(take)) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("10 9-11", [1]),
        ("17-18 x19 11-12", [3]),
        ("6-7 x8 8-13", []),
        ("13 +3 x 14-17", []),
        ("19-22 +1.5 x23 25-27", []),
        ("11-13 x 16-21 x22 16", []),
        ("14-18 x19 17 x18", []),
        ("16-21 x22 19 26-28 +1 23", [8]),
        ("9-12 13-18 +3 x20 5-7", [10]),
        ("14-18 5-9 +3.5 7 6-8 x7", [5, 10]),
        ("0-4 27-31 x x31 3-4 x x2 x3", [5, 10]),
        ("15-16 13-17 x 18-22 x23", [2]),
    ],
)
def test_short_takes_with_slips(take: str, expected: list[int]) -> None:
    """In the last one the review leaps at 15, where a note comes again."""
    assert begins(played(take)) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("1-6 x7 22-24", [7]),
        ("1-6 x7 22-24 x x25 x", [7]),
        ("1-6 x7 22-24 x x25 x 26-28", [7]),
        ("1-6 x7 22-24 x x x x x x x x", [7]),
    ],
)
def test_stray_keys_after_a_line_are_paid_for_once(take: str, expected: list[int]) -> None:
    """A leap to 22 is 1.6, and going on from 6 with three stray keys, 22 to 24, is 3, whatever
    stray keys come after them."""
    assert begins(played(take)) == expected


@pytest.mark.parametrize(("pause", "expected"), [(0.1, []), (0.3, [5])])
def test_in_fast_music_a_blink_is_no_hesitation(pause: float, expected: list[int]) -> None:
    """Twenty keys a second: a key struck again is taken up anew after a pause that is felt."""
    first = pressed(TUNE, range(5), apart=0.05)
    again = [stray(0.2 + 0.05 + pause, 64)]
    rest = pressed(TUNE, range(5, 10), at=0.2 + 0.1 + pause, apart=0.05)
    assert begins([*first, *again, *rest]) == expected


class TestRepeats:
    PIECE = score(BARS, order=[0, 1, 0, 1, 2, 3, 4, 5, 6, 7])

    @pytest.mark.parametrize(("pause", "expected"), [(0.0, []), (0.9, []), (1.1, [8]), (4.0, [8])])
    def test_a_written_repeat_is_going_on_unless_it_comes_late(
        self, pause: float, expected: list[int]
    ) -> None:
        assert begins(played(f"0-7 +{pause} 0-9"), self.PIECE) == expected

    def test_once_more_is_taken_up_anew(self) -> None:
        assert begins(played("0-7 0-7 0-9"), self.PIECE) == [16]

    def test_at_half_the_tempo_it_may_take_twice_as_long(self) -> None:
        slow = [*pressed(self.PIECE, range(8), apart=2.0)]
        slow += pressed(self.PIECE, range(8), at=16.0 + 0.9, apart=2.0)
        assert begins(slow, self.PIECE) == []
