"""What somebody was doing, told by the stretches alone."""

from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.practice.diary.kinds import is_same_spot, with_kinds
from renshu.practice.diary.stretches import Stretch, StretchKind
from renshu.practice.take import Tally
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, whole
from renshu.score.tempo import TempoMap
from support.notation import score

RUN, REPEAT = StretchKind.RUN, StretchKind.REPEAT
SLOW, THROUGH = StretchKind.SLOW, StretchKind.PLAY_THROUGH
PIECE = score(" | ".join(["C4 D4 E4 F4"] * 4))
UNMARKED = replace(PIECE, tempo=TempoMap.of([]))


def stretch(start: float, end: float, tempo: float | None = 1.0, notes: int = 20) -> Stretch:
    passage = Passage(Fraction(start), Fraction(end))
    return Stretch(RUN, 0, 1, 0.0, 1.0, passage, tempo, Tally(notes))


def kinds(
    *stretches: Stretch, piece: Score = PIECE, passage: Passage | None = None
) -> list[StretchKind]:
    return [one.kind for one in with_kinds(stretches, piece, passage or whole(piece))]


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (0, 16, THROUGH),
        (3, 13, THROUGH),
        (4, 16, RUN),
        (0, 12, RUN),
        (0, 12.5, THROUGH),
        (3.5, 16, THROUGH),
    ],
)
def test_a_play_through_reaches_from_the_first_bar_to_the_last(
    start: float, end: float, kind: StretchKind
) -> None:
    assert kinds(stretch(start, end)) == [kind]


def test_bars_in_which_the_hands_rest_need_not_be_reached() -> None:
    music = score(". . . . | C4 D4 E4 F4 | C3 D3 E3 F3 | C4 D4 E4 F4 | C3 D3 E3 F3")
    assert kinds(stretch(4, 16), piece=music) == [RUN]
    assert kinds(stretch(4, 20), piece=music) == [THROUGH]
    right = whole(music, Hands.RIGHT)
    assert kinds(stretch(4, 16), piece=music, passage=right) == [THROUGH]
    assert kinds(stretch(4, 12), piece=music, passage=right) == [RUN]


def test_a_passage_is_played_through_from_its_own_beginning_to_its_end() -> None:
    passage = Passage(Fraction(2), Fraction(10))
    assert kinds(stretch(2, 10), passage=passage) == [THROUGH]
    assert kinds(stretch(3, 9), passage=passage) == [THROUGH]
    assert kinds(stretch(4, 10), passage=passage) == [RUN]
    assert kinds(stretch(2, 8), passage=passage) == [RUN]
    assert kinds(stretch(2, 10), passage=replace(passage, is_looped=True)) == [RUN]


def test_one_bar_is_no_piece() -> None:
    music = score("C4 D4 E4 F4")
    assert kinds(stretch(0, 4), piece=music) == [RUN]
    assert kinds(stretch(0, 4), piece=score(". . . .")) == [RUN]


def test_what_was_just_played_is_repeated() -> None:
    spot, other = stretch(4, 8), stretch(9, 12)
    assert kinds(spot, spot, other, spot) == [RUN, REPEAT, RUN, RUN]
    assert kinds(stretch(0, 16), stretch(4, 8), stretch(0, 16)) == [THROUGH, REPEAT, THROUGH]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ((4, 8), (4, 8), True),
        ((4, 8), (6, 10), True),
        ((4, 8), (6.25, 10.25), False),
        ((0, 16), (5, 6), True),
        ((4, 8), (8, 12), False),
        ((4, 8), (7, 9), True),
        ((4, 8), (7.5, 9), False),
        ((9, 12), (0, 4), False),
    ],
)
def test_the_same_spot_is_half_of_the_shorter_one(
    one: tuple[float, float], other: tuple[float, float], is_same: bool
) -> None:
    first, second = stretch(*one).passage, stretch(*other).passage
    assert is_same_spot(first, second) is is_same
    assert is_same_spot(second, first) is is_same


@pytest.mark.parametrize(
    ("tempo", "kind"), [(0.5, SLOW), (0.69, SLOW), (0.7, RUN), (1.2, RUN), (None, RUN)]
)
def test_slow_work_is_below_seven_tenths_of_the_written_tempo(
    tempo: float | None, kind: StretchKind
) -> None:
    assert kinds(stretch(4, 8, tempo)) == [kind]


def test_what_is_slow_but_just_played_is_a_repeat() -> None:
    assert kinds(stretch(4, 8), stretch(4, 8, 0.4)) == [RUN, REPEAT]


def test_without_a_written_tempo_the_fastest_stretch_of_some_length_tells() -> None:
    assert not UNMARKED.tempo.is_written
    fast, slow, short = stretch(0, 4, 2.0, 16), stretch(5, 8, 1.3), stretch(9, 12, 9.0, 15)
    assert kinds(fast, slow, short, piece=UNMARKED) == [RUN, SLOW, RUN]
    assert kinds(slow, short, piece=UNMARKED) == [RUN, RUN]
    assert kinds(short, piece=UNMARKED) == [RUN]
