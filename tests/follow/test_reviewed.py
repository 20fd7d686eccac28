"""What a review aligns with: all notes that were asked, in the order of playing."""

import numpy as np
import pytest

from renshu.follow.reviewed import Reviewed, in_free_order, in_playing_order
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, unfold, whole
from support.notation import score

REPEATED = score("[C3 E4] D4 | [G4 B3] F4 | C4 B4!trill", order=[0, 1, 0, 1, 2])


def played(music: Score, passage: Passage | None = None, *, as_written: bool = False) -> Reviewed:
    found = in_playing_order(music, passage or whole(music), as_written=as_written)
    assert found is not None
    return found


def test_notes_are_numbered_as_in_the_arrays() -> None:
    for found in (played(REPEATED), in_free_order(REPEATED, Hands.BOTH)):
        assert found is not None
        notes = found.places.notes
        assert notes.pitch.tolist() == [one.note.pitch for one in found.notes]
        assert notes.onset.tolist() == [float(one.onset) for one in found.notes]


def test_a_repeat_is_asked_twice_and_its_bars_are_counted_on() -> None:
    found = played(REPEATED)
    assert [one.note.id for one in found.notes[:6]] == ["n1", "n2", "n3", "n5", "n4", "n6"]
    assert [one.note.id for one in found.notes[6:12]] == [one.note.id for one in found.notes[:6]]
    assert found.places.notes.bar.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4]
    assert found.quarters == 10


def test_two_passes_of_one_bar_are_two_bars() -> None:
    assert played(score("C4 D4", order=[0, 0])).places.notes.bar.tolist() == [0, 0, 1, 1]


def test_as_written_every_bar_is_asked_once() -> None:
    found = played(REPEATED, as_written=True)
    assert [one.note.id for one in found.notes] == ["n1", "n2", "n3", "n5", "n4", "n6", "n7", "n8"]
    assert found.quarters == 6
    assert found.places.notes.seconds[-1] == pytest.approx(float(REPEATED.tempo.seconds_at(5)))


def test_hands_are_not_told_apart_in_a_passage() -> None:
    notes = played(REPEATED).places.notes
    assert set(notes.hand.tolist()) == {-1}
    assert len(played(REPEATED).places.readings) == 1


def test_only_a_loop_leads_from_its_end_to_its_beginning() -> None:
    loop = Passage(REPEATED.measures[1].onset, REPEATED.end, is_looped=True)
    found = played(REPEATED, loop, as_written=True)
    laid, chords = found.places, len(unfold(REPEATED, loop, as_written=True))
    first = laid.readings[0].start
    assert found.is_looped
    assert laid.links.source.tolist() == [first + chords - 1]
    assert laid.links.target.tolist() == [first]
    assert laid.links.distance == pytest.approx(
        [REPEATED.tempo.seconds_at(found.quarters) - laid.seconds[first + chords - 1]]
    )
    assert not len(played(REPEATED).places.links.source)


def test_a_loop_of_one_note_lasts_as_long_as_its_bar() -> None:
    music = score(". C4 . .")
    found = played(music, Passage(music.measures[0].onset, music.end, is_looped=True))
    assert found.places.links.distance.tolist() == [pytest.approx(music.tempo.seconds_at(4))]


def test_ornaments_are_allowed_where_they_are_asked() -> None:
    laid = played(REPEATED).places
    last = laid.readings[0].stop - 1
    assert laid.is_ornament(last, 72)
    assert not laid.is_ornament(last - 1, 72)


def test_arrays_are_as_wide_as_everywhere_else() -> None:
    """Numbers of notes are compared with those of the free follower."""
    for found in (played(REPEATED), in_free_order(REPEATED, Hands.BOTH)):
        assert found is not None
        notes = found.places.notes
        assert {column.dtype for column in (notes.pitch, notes.hand, notes.bar)} == {
            np.dtype(np.int64)
        }


def test_without_notes_there_is_nothing_to_review() -> None:
    assert in_free_order(score(". ."), Hands.BOTH) is None
    assert in_playing_order(score(". ."), whole(score(". .")), as_written=False) is None
