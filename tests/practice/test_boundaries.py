"""What speaks at each bar line for a new part of the piece, sign by sign."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.practice.boundaries import WEIGHTS, Boundary, Reason, boundaries
from renshu.score.notation import Measure, Score, Span, TimeSignature
from support.notation import score

F = Fraction
BARS = "C5 D5 E5 F5 | F5=2 E5 G5 | C6 A5 G5=2"
"""Three bars that have nothing to say about where a part begins."""


def signed(measure: int, **signs: object) -> Score:
    """The three bars with signs at one of them."""
    music = score(BARS)
    measures: list[Measure] = list(music.measures)
    measures[measure] = replace(measures[measure], **signs)  # type: ignore[arg-type]
    return replace(music, measures=tuple(measures))


def slurred(onset: float, end: float, staff: int = 1) -> Score:
    return replace(score(BARS), spans=(Span("slur", F(onset), F(end), staff),))


def reasons(music: Score) -> list[tuple[Reason, ...]]:
    """Of each bar line but the first."""
    return [line.reasons for line in boundaries(music)][1:]


def places(music: Score, reason: Reason) -> list[int]:
    """The measures that begin with it."""
    return [at for at, line in enumerate(boundaries(music)) if reason in line.reasons]


def test_plain_bars_have_no_reason_and_the_first_is_the_beginning() -> None:
    assert boundaries(score(BARS)) == (Boundary((Reason.OPENING,)), Boundary(), Boundary())
    assert boundaries(replace(score(BARS), measures=())) == ()


@pytest.mark.parametrize(
    ("measure", "signs", "expected"),
    [
        (1, {"rehearsal_mark": "B"}, [(Reason.MARK,), ()]),
        (1, {"key_fifths": 2}, [(Reason.KEY,), (Reason.KEY,)]),
        (2, {"key_fifths": -1}, [(), (Reason.KEY,)]),
        (2, {"time_signature": TimeSignature(2, 2)}, [(), (Reason.METRE,)]),
        (1, {"has_double_bar": True}, [(), (Reason.DOUBLE_BAR,)]),
    ],
)
def test_what_is_printed(
    measure: int, signs: dict[str, object], expected: Sequence[tuple[Reason, ...]]
) -> None:
    found = boundaries(signed(measure, **signs))[1:]
    assert [line.reasons for line in found] == expected
    assert [line.strength for line in found] == [sum(WEIGHTS[r] for r in one) for one in expected]


def test_reasons_come_with_the_weightiest_first_and_their_weights_add_up() -> None:
    both = boundaries(signed(1, rehearsal_mark="B", time_signature=TimeSignature(2, 2)))[1]
    assert both == Boundary((Reason.MARK, Reason.METRE), 6.0)


@pytest.mark.parametrize(
    ("marks", "new"),
    [
        ([(0, 60), (4, 90)], [1]),
        ([(0, 90), (4, 60)], [1]),
        ([(0, 60), (4, 66)], [1]),
        ([(0, 60), (4, 65)], []),
        ([(0, 60), (4, 56)], []),
        ([(0, 60), (6, 90)], []),
        ([(0, 60), (6, 90), (8, 90)], [2]),
    ],
)
def test_a_tempo_is_new_where_it_is_marked_and_a_tenth_faster_or_slower(
    marks: list[tuple[float, float]], new: list[int]
) -> None:
    assert places(score(BARS, qpm=marks), Reason.TEMPO) == new


@pytest.mark.parametrize(
    ("line", "is_rest"),
    [
        ("C5 D5 E5 . | F5=4", True),
        ("C5 D5 E5 F5=1/2 .=1/2 | F5=4", False),
        (". . . . | F5=4", False),
        ("C5 D5 E5 C3 | F5=4", True),
        ("C3 D3 E3 . | F5=4", False),
    ],
)
def test_a_beat_of_rest_in_the_right_hand(line: str, is_rest: bool) -> None:
    assert reasons(score(line)) == [(Reason.REST,) if is_rest else ()]


def test_a_fermata_on_the_last_notes_ends_a_part() -> None:
    for held, found in (("n4", [1]), ("n3", [])):
        music = score("C5 D5 E5 F5 | G5=4 | A5=4")
        notes = tuple(
            replace(note, articulations=("fermata",)) if note.id == held else note
            for note in music.notes
        )
        assert places(replace(music, notes=notes), Reason.FERMATA) == found


@pytest.mark.parametrize(
    ("music", "strengths"),
    [
        (slurred(0, 3), [WEIGHTS[Reason.SLUR], 0]),
        (slurred(0, 2), [0, 0]),
        (slurred(0, 3, staff=2), [0, 0]),
        (slurred(4, 7), [0, WEIGHTS[Reason.SLUR]]),
        (slurred(0, 4), [-0.7, 0]),
        (slurred(2, 9), [-0.7, -0.7]),
        (slurred(4, 6), [0, 0]),
    ],
)
def test_the_end_of_a_slur_speaks_for_a_part_and_its_middle_against(
    music: Score, strengths: list[float]
) -> None:
    assert [line.strength for line in boundaries(music)][1:] == strengths


def test_a_note_of_the_right_hand_tied_over_a_bar_line_speaks_against_it() -> None:
    held = score("C5 D5 E5 F5 | F5=2 E5 [G5=3 B5=1] | C6 A5 G5=2")
    assert [line.strength for line in boundaries(held)] == [0, 0, -1.0]
    low = score("C5 D5 E5 F5 | F5=2 E5 [G3=3 B5=1] | C6 A5 G5=2")
    assert [line.strength for line in boundaries(low)] == [0, 0, 0]
    both = replace(held, spans=(Span("slur", F(6), F(9)),))
    assert boundaries(both)[2].strength == pytest.approx(-1.7)


class TestRepeats:
    """What the playing order tells; bars of which no two are alike."""

    BARS = "C5=4 | D5=4 | E5=4 | F5=4 | G5=4 | A5=4"

    @pytest.mark.parametrize(
        ("order", "parts"),
        [
            ([0, 1, 2, 3, 4, 5], []),
            ([0, 1, 0, 1, 2, 3, 4, 5], [2]),
            ([0, 1, 2, 3, 2, 3, 4, 5], [2, 4]),
            ([0, 1, 2, 0, 1, 3, 4, 5], []),
            ([0, 1, 1, 2, 3, 4, 5], [1, 2]),
            ([0, 1, 2, 3, 0, 1, 5], [4, 5]),
            ([0, 1, 1, 2, 3, 3, 4, 5], [1, 2, 3, 4]),
        ],
    )
    def test_parts_begin_where_repeats_begin_or_end_and_where_a_jump_leads(
        self, order: list[int], parts: list[int]
    ) -> None:
        assert places(score(self.BARS, order=order), Reason.REPEAT) == parts

    @pytest.mark.parametrize(
        ("order", "parts"),
        [([0, 1, 2, 0, 1, 3, 4, 5], []), (range(6), [3]), ([*range(3), *range(6)], [3])],
    )
    def test_a_double_bar_before_a_second_ending_parts_nothing(
        self, order: list[int], parts: list[int]
    ) -> None:
        music = score(self.BARS, order=order)
        measures = list(music.measures)
        measures[2] = replace(measures[2], has_double_bar=True)
        assert places(replace(music, measures=tuple(measures)), Reason.DOUBLE_BAR) == parts


@pytest.mark.parametrize(
    ("bars", "returns"),
    [
        ("A B C D A B", [4]),
        ("A B C D A C", []),
        ("A B C D E A", []),
        ("C A B D C A B", [4]),
        ("C A B D E A B", [5]),
        (". A B D . A B", [5]),
        ("A B A B", [2]),
        ("A A A A", []),
        ("A A B C A A B", [4]),
        ("A . B C A .", []),
        (". . A B . .", []),
        ("C D A B E A B F A B", [5, 8]),
        ("E A B F D A C E A B", [7]),
    ],
)
def test_two_bars_that_were_heard_before_return(bars: str, returns: list[int]) -> None:
    """Bars by name; a point is one of rests."""
    written = {name: f"{name}5=4" for name in "ABCDEF"} | {".": ".=4"}
    music = score(" | ".join(written[name] for name in bars.split()))
    assert places(music, Reason.RETURN) == returns


def test_it_is_the_right_hand_that_returns_and_graces_do_not_count() -> None:
    assert places(score("[A3 A5] | B5 | C5 | [D3 A5] | ~C6 B5"), Reason.RETURN) == [3]
    assert places(score("A3 | B3 | C5 | A3 | B3"), Reason.RETURN) == []
    assert places(score("A5=2 B5=2 | B5 | C5 | B5=2 A5=2 | B5"), Reason.RETURN) == []
