"""How each bar of a stretch went: every label in its bar and hand."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.parts import parts
from renshu.practice.diary.passes import Passes
from renshu.practice.diary.presses import presses
from renshu.practice.diary.stretches import BarPass, Stretch, StretchKind
from renshu.practice.marking import place_of
from renshu.practice.take import Tally
from renshu.score.notation import Hand, Score
from renshu.score.passage import Hands, Passage, ScorePosition
from support.notation import score

PIECE = score("[C5 C3=2] D5 [E5 E3=2] F5 | [G5 G3=4] A5 B5 C6 | D5 E5 F5 G5 | [A3 A5]=4", qpm=60)
"""Four bars of four seconds; in the third the left hand rests."""
ONE = "n1"


def match(note_id: str, late: float = 0.0, pace: float = 1.0, piece: Score = PIECE) -> Match:
    """A note on time, at a pace of so many seconds to the quarter."""
    note = piece.notes_by_id[note_id]
    at = pace * float(note.onset) + late
    return Match(KeyDown(at, note.pitch), note_id, place_of(piece, note.onset))


def in_order(*labels: Match | Insertion) -> Sequence[Label]:
    return sorted(labels, key=lambda label: label.key.time)


def extra(time: float, pitch: int, measure: int | None = None, wrong: str = "") -> Insertion:
    position = None if measure is None else ScorePosition(Fraction(4 * measure), measure)
    return Insertion(KeyDown(time, pitch), position, wrong_for=wrong or None)


def bars_of(
    labels: Sequence[Label],
    hands: Hands = Hands.BOTH,
    repeats: Sequence[int] = (),
    piece: Score = PIECE,
) -> list[BarPass]:
    """The bars of a stretch that is the whole take, at half the tempo if nothing tells more."""
    moments = Moments(piece)
    (part,) = parts(presses(labels, piece, moments), labels, [0], repeats)
    passage = Passage(Fraction(0), piece.end, hands)
    stretch = Stretch(StretchKind.RUN, 0, 9, 0.0, 9.0, passage, 0.5, Tally())
    return list(Passes(part, stretch, 7, piece, moments))


def notes(measures: Sequence[int], pace: float = 1.0) -> list[Match]:
    return [match(note.id, 0, pace) for note in PIECE.notes if note.measure in measures]


def tallies(found: Sequence[BarPass]) -> dict[tuple[int, str], Tally]:
    return {(one.measure, one.hand.value): one.tally for one in found}


def test_each_hand_in_each_bar_is_a_pass() -> None:
    found = bars_of(notes(range(4)))
    assert tallies(found) == {
        (0, "left"): Tally(2),
        (0, "right"): Tally(4),
        (1, "left"): Tally(1),
        (1, "right"): Tally(4),
        (2, "right"): Tally(4),
        (3, "left"): Tally(1),
        (3, "right"): Tally(1),
    }
    assert all(one.is_whole and one.stretch == 7 for one in found)
    assert [one.began for one in found if one.hand is Hand.RIGHT] == [0, 4, 8, 12]


def test_a_bar_is_whole_from_its_first_to_its_last_moment() -> None:
    found = bars_of(notes(range(4))[2:-3])
    assert [(one.measure, one.hand.value, one.is_whole) for one in found] == [
        (0, "left", False),
        (0, "right", False),
        (1, "left", True),
        (1, "right", True),
        (2, "right", False),
    ]


def test_the_tempo_of_a_bar_is_its_own_up_to_the_next() -> None:
    """The second bar goes at two thirds; the last has one moment, and the stretch's tempo."""
    first, second, later = notes([0]), notes([1]), notes([2, 3])
    slow = [match(one.note_id, late=(float(one.position.onset) - 4) / 2) for one in second]
    moved = [match(one.note_id, late=2.0) for one in later]
    found = bars_of([*first, *slow, *moved])
    assert {one.measure: round(one.tempo or 0, 3) for one in found} == {
        0: 1.0,
        1: 0.667,
        2: 1.0,
        3: 0.5,
    }


@pytest.mark.parametrize(
    ("label", "place"),
    [
        (extra(1.5, 76, 0), (0, "right")),
        (extra(1.5, 40, 0), (0, "left")),
        (extra(1.5, 40, 2), (2, "right")),
        (extra(1.5, 63), (0, "right")),
        (extra(4.5, 50), (1, "left")),
        (extra(8.5, 50), (2, "right")),
        (extra(99.0, 81), (3, "right")),
        (extra(1.5, 40, 0, wrong="n6"), (0, "right")),
    ],
)
def test_a_stray_key_counts_where_the_music_was_with_the_nearest_hand(
    label: Insertion, place: tuple[int, str]
) -> None:
    """Where it is no note's wrong key; the position that the review gives goes before the time."""
    labels = in_order(*notes(range(4)), label)
    changed = tallies(bars_of(labels))
    plain = tallies(bars_of(notes(range(4))))
    assert [key for key in changed if changed[key] != plain.get(key)] == [place]


def test_before_the_first_note_it_counts_with_that() -> None:
    labels: list[Label] = [extra(3.0, 75), *notes([1])]
    assert tallies(bars_of(labels))[1, "right"].extra == 1


def test_one_hand_alone_has_all_stray_keys() -> None:
    right = [one for one in notes([0]) if one.key.pitch > 60]
    labels = in_order(*right, extra(1.5, 40, 0))
    assert tallies(bars_of(labels, Hands.RIGHT)) == {(0, "right"): Tally(4, extra=1)}


def test_in_a_bar_without_notes_middle_c_parts_the_hands() -> None:
    piece = score("C5 D5 E5 F5 | . . . .")
    for pitch, hand in ((60, "right"), (59, "left"), (90, "right"), (30, "left")):
        labels: list[Label] = [
            *(match(f"n{number}", piece=piece) for number in range(1, 5)),
            extra(5.0, pitch, 1),
        ]
        assert (1, hand) in tallies(bars_of(labels, piece=piece))


def test_missed_notes_count_in_their_own_bar_and_begin_it() -> None:
    missed = Deletion("n7", place_of(PIECE, PIECE.notes_by_id["n7"].onset), 3.9)
    found = bars_of([*(one for one in notes([0, 1]) if one.note_id != "n7"), missed])
    its = next(one for one in found if (one.measure, one.hand.value) == (1, "right"))
    assert PIECE.notes_by_id["n7"].measure == 1
    assert (its.tally, its.began) == (Tally(3, 0, 1), 3.9)


def test_a_missed_note_that_the_score_has_lost_counts_where_the_music_was() -> None:
    """As middle C would, which is nearer to the left hand there."""
    gone = Deletion("gone", ScorePosition(Fraction(4), 1), 4.0)
    assert tallies(bars_of([*notes([0, 1]), gone]))[1, "left"].missed == 1


def test_each_time_over_a_repeat_is_a_pass_of_its_own() -> None:
    again = [
        Match(KeyDown(one.key.time + 8, one.key.pitch), one.note_id, one.position)
        for one in notes([0, 1], 1.0)
    ]
    labels = [*notes([0, 1]), *again[:2]]
    found = bars_of(labels, repeats=[len(notes([0, 1]))])
    right = [one for one in found if one.hand is Hand.RIGHT]
    assert [(one.measure, one.tally.matched, one.is_whole) for one in right] == [
        (0, 4, True),
        (1, 4, True),
        (0, 1, False),
    ]
    assert [one.began for one in right] == [0, 4, 8]
