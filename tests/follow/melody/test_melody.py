from array import array

import pytest
from hypothesis import given

from renshu.follow.melody.lines import SILENCE, melody_of
from renshu.follow.melody.melody import Line, Melody, packed, unpacked
from renshu.score.notation import Score
from support.notation import score
from support.strategies import scores


def pitches(melody: Melody) -> list[list[int]]:
    return [list(line.pitches) for line in melody.lines]


def test_a_tune_is_one_line_however_many_readings_agree() -> None:
    (line,) = melody_of(score("C4 D4 | E4 F4")).lines
    assert list(line.onsets) == [0, 1, 2, 3]
    assert list(line.measures) == [0, 0, 1, 1]
    assert list(line.starts) == [1, 0, 1, 0]
    assert (line.onsets.typecode, line.measures.typecode) == ("f", "i")


def test_the_top_line_comes_first_and_the_left_hand_has_its_own() -> None:
    melody = melody_of(score("[C3 E5] [E3 F5] [G3 G5] [C4< A5]"))
    assert pitches(melody) == [[76, 77, 79, 81], [48, 52, 55, 60]]


def test_notes_below_one_that_is_held_do_not_break_the_line() -> None:
    melody = melody_of(score("[E5=2 C3] G3 [F5=2 C3] G3 [D5=2 C3] G3 [E5=2 C3] G3"))
    assert pitches(melody)[0] == [76, 77, 74, 76]


def test_of_octaves_and_chords_the_highest_note_counts() -> None:
    melody = melody_of(score("[E4 E5] [F4 F5] [G4 B4 G5] [A4 A5]"))
    assert pitches(melody)[0] == [76, 77, 79, 81]


def test_grace_notes_are_in_no_line() -> None:
    assert pitches(melody_of(score("C4 ~D4 E4 F4 G4"))) == [[60, 64, 65, 67]]


def test_a_long_silence_ends_a_line() -> None:
    melody = melody_of(score(f"C4 D4 E4 F4 .={int(SILENCE) + 1} C4 E4 G4 C5"))
    assert pitches(melody) == [[60, 62, 64, 65], [60, 64, 67, 72]]


def test_after_a_rest_a_phrase_may_begin() -> None:
    (line,) = melody_of(score("C4 D4 . E4 F4")).lines
    assert list(line.starts) == [1, 0, 1, 0]


def test_too_few_notes_are_no_melody() -> None:
    assert melody_of(score("C4 D4 E4")) == Melody()


@given(scores())
def test_packing_changes_nothing(some: Score) -> None:
    melody = melody_of(some)
    again = unpacked(packed(melody))
    assert again == melody
    for line in (*melody.lines, *again.lines):
        assert (line.onsets.typecode, line.measures.typecode) == ("f", "i")
    assert len(melody) == sum(len(line) for line in melody.lines)


@given(scores())
def test_lines_have_only_notes_of_the_score_and_go_forward(some: Score) -> None:
    notes = {(float(note.onset), note.pitch, note.measure) for note in some.notes}
    for line in melody_of(some).lines:
        assert set(zip(line.onsets, line.pitches, line.measures, strict=True)) <= notes
        assert all(a < b for a, b in zip(line.onsets, line.onsets[1:], strict=False))


DAMAGED = {
    "columns differ": [[b"", b"<", b"", b""]],
    "columns are missing": [[b""]],
    "no pitch": [[b"\0\0\0\0", b"\xff", b"\0\0\0\0", b"\1"]],
    "half a number": [[b"\0\0", b"<", b"\0\0\0\0", b"\1"]],
}


@pytest.mark.parametrize("rows", DAMAGED.values(), ids=DAMAGED)
def test_what_is_damaged_is_refused(rows: list[list[bytes]]) -> None:
    with pytest.raises(ValueError, match=r"line|melody|bytes"):
        unpacked(rows)


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        Line(array("f", [0.0]), b"", array("i"), b"")
