from array import array
from dataclasses import replace

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


@pytest.mark.parametrize(("quarters", "lines"), [(SILENCE, [8]), (SILENCE + 1, [4, 4])])
def test_a_long_silence_ends_a_line(quarters: float, lines: list[int]) -> None:
    melody = melody_of(score(f"C4 D4 E4 F4 .={int(quarters)} C4 E4 G4 C5"))
    assert [len(line) for line in melody.lines] == lines


def test_the_left_hand_has_a_bass() -> None:
    chords = "[C3 G3 E5] [D3 A3 F5] [E3 B3 G5] [C3 A3 A5]"
    assert [48, 50, 52, 48] in pitches(melody_of(score(chords)))


def test_a_hand_keeps_its_line_where_the_other_crosses_it() -> None:
    """The note that is held stands above what the same hand plays under it."""
    crossed = "[E4=2 C6<] C4 [F4 D6<] [G4 E6<] [A4 F6<] C6<"
    assert [64, 65, 67, 69] in pitches(melody_of(score(crossed)))


def test_a_key_that_is_struck_again_while_it_sounds_is_heard_again() -> None:
    assert pitches(melody_of(score("[E4=2 C3] E4 F4 G4 A4")))[0] == [64, 64, 65, 67, 69]


def test_a_singer_has_a_line_too() -> None:
    """Without the little notes that lead to it."""
    sung = score("~B4 C5 D5 ~F5 E5 C5")
    music = replace(score("E4 F4 G4 E4"), other_notes=sung.notes)
    assert pitches(melody_of(music)) == [[64, 65, 67, 64], [72, 74, 76, 72]]


@pytest.mark.parametrize(("steps", "lines"), [(10, 1), (9, 2)])
def test_what_is_in_a_line_already_is_no_other_line(steps: int, lines: int) -> None:
    """Nine steps of ten are so much; eight of nine are not. The left hand ends above the right."""
    scale = ["C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5", "D5", "E5"][:steps]
    music = score(" ".join([*scale, "[F5> G5<]"]))
    assert len(pitches(melody_of(music))) == lines


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
