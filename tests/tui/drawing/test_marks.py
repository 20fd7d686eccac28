from renshu.evening.verdicts import Verdict
from renshu.tui.drawing.marks import Marks
from support.notation import score

SONG = score("C5 D5 E5 F5 | G5 A5 B5 C6")


def test_a_missed_note_is_wrong_where_another_key_stood_for_it_until_it_is_played_again() -> None:
    first, *_, last = [note.id for note in SONG.notes]
    marks = Marks()
    for note_id in (first, last):
        marks.add_ghost(note_id, 61, is_instead=True)
        marks.set(note_id, Verdict.MISSED)
    assert (marks.of(first), marks.of(last)) == (Verdict.WRONG, Verdict.WRONG)
    assert marks.forget_from(SONG, 1) == {last}
    marks.set(last, Verdict.MISSED)
    assert (marks.of(first), marks.of(last)) == (Verdict.WRONG, Verdict.MISSED)


def test_a_key_beside_a_note_says_nothing_of_the_note() -> None:
    note_id = SONG.notes[0].id
    marks = Marks()
    marks.add_ghost(note_id, 61)
    assert marks.of(note_id) is None
    marks.set(note_id, Verdict.MISSED)
    assert marks.of(note_id) is Verdict.MISSED
    assert marks.known == {note_id}
