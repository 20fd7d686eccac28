from array import array

import numpy as np
import pytest

from renshu.follow.identify.index import MARGIN, Index
from renshu.follow.identify.outline import GRACE, LEFT, Outline, outline_of
from renshu.score.passage import Hands
from support.notation import score


def index_of(*lines: str) -> Index:
    return Index(outline_of(score(line), f"piece {i}") for i, line in enumerate(lines))


def test_an_outline_has_the_notes_in_order_of_time() -> None:
    outline = outline_of(score("[C3 E4] ~D4 F4 | G4"), "this")
    assert outline.piece == "this"
    assert list(outline.seconds) == [0, 0, 1, 1, 2]
    assert list(outline.pitches) == [48, 64, 62, 65, 67]
    assert list(outline.measures) == [0, 0, 0, 0, 1]
    assert list(outline.flags) == [LEFT, 0, GRACE, 0, 0]
    assert len(outline) == 5


def test_the_first_notes_of_an_outline() -> None:
    outline = outline_of(score("C4 D4 E4"), "this")
    assert outline.first(2) == outline_of(score("C4 D4"), "this")


@pytest.mark.parametrize(("pitches", "flags"), [(b"<", b""), (b"<<", b"\0"), (b"\x80", b"\0")])
def test_an_outline_that_makes_no_sense_is_refused(pitches: bytes, flags: bytes) -> None:
    with pytest.raises(ValueError, match="outline"):
        Outline("this", array("f", [0.0]), pitches, array("i", [0]), flags)


def test_each_hand_has_a_reading_of_its_own() -> None:
    index = index_of("[C3 E4] D4 | [G2 B3<]")
    assert [reading.hands for reading in index.readings] == [
        Hands.BOTH,
        Hands.RIGHT,
        Hands.LEFT,
    ]
    assert [reading.stop - reading.start for reading in index.readings] == [3, 2, 2]
    left = index.readings[2]
    assert list(index.measure[left.start : left.stop]) == [0, 1]
    assert list(index.size[left.start : left.stop]) == [1, 2]
    assert list(index.seconds[left.start : left.stop]) == [0, 2]


def test_a_piece_for_one_hand_has_one_reading() -> None:
    assert [reading.hands for reading in index_of("C4 D4").readings] == [Hands.BOTH]


def test_readings_lie_apart() -> None:
    index = index_of("[C3 E4]", "", "C4 D4")
    starts = [MARGIN, *(reading.stop + MARGIN for reading in index.readings)]
    assert [*(reading.start for reading in index.readings), len(index)] == starts
    assert [reading.piece for reading in index.readings] == ["piece 0"] * 3 + ["piece 2"]


def test_a_key_is_found_wherever_it_is_written() -> None:
    index = index_of("C4 [C4 E4] D4", "C4")
    places = index.holders(60).places
    assert [index.reading_at(int(place)).piece for place in places] == ["piece 0"] * 2 + ["piece 1"]
    assert list(index.piece_at(places.astype(np.intp))) == [0, 0, 1]
    assert not len(index.holders(61).places)
    assert not len(index.holders(127).places)


def test_the_notes_of_a_chord_have_bits_of_their_own() -> None:
    index = index_of("[C4 E4 G4]")
    bits = [int(index.holders(pitch).bits[0]) for pitch in (60, 64, 67)]
    assert len(set(bits)) == 3
    assert all(bit.bit_count() == 1 for bit in bits)


def test_a_key_written_twice_is_pressed_once() -> None:
    index = index_of("[C4< C4> E4]")
    both = index.readings[0]
    assert index.size[both.start] == 2
    assert len(index.holders(60).places) == 3


def test_grace_notes_are_not_asked_for() -> None:
    index = index_of("~D4 E4")
    assert index.size[MARGIN] == 1
    assert len(index.holders(62).places) == 1


def test_keys_beyond_what_a_mask_can_hold_are_left_out() -> None:
    outline = Outline(
        "cluster", array("f", [0.0] * 40), bytes(range(30, 70)), array("i", [0] * 40), bytes(40)
    )
    index = Index([outline])
    assert sum(len(index.holders(pitch).places) for pitch in range(128)) == 32


def test_the_same_music_is_told_by_what_lies_around() -> None:
    index = index_of("C4 D4 E4 F4 | C4 D4 E4 G4 | C5 D4 E4 F4")
    at = {beat: MARGIN + beat for beat in range(12)}
    assert index.is_same_music(at[1], at[5], 1, 1, 1.0)
    assert not index.is_same_music(at[1], at[5], 1, 2, 1.0)
    assert index.is_same_music(at[1], at[5], 1, 2, 0.5)
    assert index.is_same_music(at[1], at[9], 0, 2, 1.0)
    assert not index.is_same_music(at[1], at[9], 1, 2, 0.0)


def test_looking_around_ends_where_the_index_ends() -> None:
    index = index_of("C4 D4")
    assert index.is_same_music(MARGIN, MARGIN, 100, 100, 1.0)


def test_an_empty_index_has_no_places() -> None:
    index = Index([])
    assert not len(index.holders(60).places)
    assert len(index) == MARGIN


def test_places_know_their_measure_time_and_piece() -> None:
    index = index_of("C4 D4 | E4", "G4=2 A4")
    places = [*range(MARGIN, MARGIN + 3), *range(2 * MARGIN + 3, 2 * MARGIN + 5)]
    assert index.seconds[places].tolist() == [0, 1, 2, 0, 2]
    assert index.measure[places].tolist() == [0, 0, 1, 0, 0]
    assert index.size.tolist() == [0] * 3 + [1] * 3 + [0] * 3 + [1] * 2 + [0] * 3
    assert [index.reading_at(place).piece for place in places] == ["piece 0"] * 3 + ["piece 1"] * 2
    assert index.piece_at(np.array(places)).tolist() == [0, 0, 0, 1, 1]


def test_pieces_are_numbered_as_they_came_those_without_notes_too() -> None:
    index = index_of("", "[C3 E4] D4", "", "C4")
    starts = np.array([reading.start for reading in index.readings])
    assert index.piece_at(starts).tolist() == [1, 1, 1, 3]


def test_the_bits_of_a_chord_count_its_keys_from_below() -> None:
    index = index_of("[G4 C4 E4] [B3> D4]")
    bits = {pitch: index.holders(pitch).bits.tolist() for pitch in (59, 60, 62, 64, 67)}
    assert bits == {60: [1], 64: [2], 67: [4], 59: [1], 62: [2]}
    assert index.holders(62).places.tolist() == [MARGIN + 1]


def test_the_last_key_that_a_mask_holds() -> None:
    keys = bytes(range(30, 70))
    index = Index(
        [Outline("cluster", array("f", [0.0] * 40), keys, array("i", [0] * 40), bytes(40))]
    )
    assert index.holders(61).bits.tolist() == [2**31]
    assert not len(index.holders(62).places)
    assert index.size[MARGIN] == 32


def test_the_highest_key_is_found() -> None:
    index = index_of("C-1> G9")
    assert index.holders(0).places.tolist() == [MARGIN]
    assert index.holders(127).places.tolist() == [MARGIN + 1]


def contents(line: str) -> list[int]:
    """What tells the chords of both hands apart."""
    index = index_of(line)
    here = index.readings[0]
    return [int(one) for one in index.content[here.start : here.stop]]


def test_chords_are_told_apart_by_their_keys_not_by_graces_or_doublings() -> None:
    plain, graced, doubled, other, single, of_two = contents(
        "[C4 E4] ~D4 [C4 E4] [C4> C4< E4] [C4 F4] E4 [E4 C4]"
    )
    assert plain == graced == doubled == of_two
    assert len({plain, other, single}) == 3


def test_a_grace_note_alone_has_a_place_that_asks_for_nothing() -> None:
    index = index_of("C4 ~D4 .")
    assert index.size[MARGIN : MARGIN + 2].tolist() == [1, 0]
    assert contents("C4 ~D4 .")[1] == 0


def test_a_main_note_stands_for_a_grace_note_on_its_key() -> None:
    index = index_of("~C4 C4 D4")
    assert index.size[MARGIN] == 1
    assert index.holders(60).bits.tolist() == [1]
    assert contents("~C4 C4 D4") == contents("C4 D4")


def test_the_same_music_begins_at_the_places_themselves() -> None:
    index = index_of("C4 D4 E4 F4 | C4 G4 E4 F4")
    here, there = MARGIN + 1, MARGIN + 5
    assert not index.is_same_music(here, there, 1, 2, 0.0), "the places differ"
    assert not index.is_same_music(here, there, 0, 2, 0.0)
    assert index.is_same_music(here - 1, there - 1, 0, 3, 2 / 3)
    assert not index.is_same_music(here - 1, there - 1, 0, 3, 0.7)
    assert index.is_same_music(here + 1, there + 1, 0, 1, 1.0)
    assert not index.is_same_music(here + 1, there + 1, 1, 1, 1.0)


def test_looking_back_ends_where_the_index_begins_and_ahead_where_it_ends() -> None:
    index = index_of("C4 D4 C4 D4")
    assert not index.is_same_music(MARGIN, MARGIN + 2, 5, 1, 1.0)
    assert not index.is_same_music(MARGIN, MARGIN + 2, 2, 1, 1.0)
    assert index.is_same_music(MARGIN, MARGIN + 2, 0, 1, 1.0)
    behind = MARGIN + 4
    assert index.is_same_music(0, behind, 9, 0, 1.0), "nothing comes before the first place"
    assert index.is_same_music(behind, 0, 9, 0, 1.0)
    assert index.is_same_music(MARGIN + 3, MARGIN + 1, 0, 9, 1 / 3)
    assert not index.is_same_music(MARGIN + 3, MARGIN + 1, 0, 9, 0.34)


def test_a_place_costs_few_bytes() -> None:
    index = index_of("C4 D4 E4", *["[C3 E4 G4] ~D4 C4"] * 9)
    columns = [column for column in vars(index).values() if isinstance(column, np.ndarray)]
    per_place = [column.itemsize for column in columns if len(column) == len(index)]
    assert sorted(per_place) == [1, 4, 4, 8], "size, seconds, measure, content"
    notes = len(index.holders(60).places) + len(index.holders(62).places)
    notes += sum(len(index.holders(pitch).places) for pitch in (48, 64, 67))
    assert sorted(c.itemsize for c in columns if len(c) == notes) == [4, 4], "place and bits"
    assert [c.itemsize for c in columns if len(c) == len(index.readings)] == [4]
