from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.picture import Text
from renshu.evening.verdicts import Verdict
from renshu.score.notation import Score
from renshu.tui.drawing.marks import Marks, lay_over
from renshu.tui.drawing.overlay import NOWHERE, Area, Overlay
from renshu.tui.drawing.row import Row, plain
from renshu.tui.drawing.system import SystemDrawing
from support.notation import score
from support.systems import pictures

SONG = score("C5 D5 E5 F5 | G5 A5 B5 C6 | C5 B4 A4 G4")
FIRST, SECOND = (SystemDrawing(picture) for picture in pictures(SONG))


def drawn(overlay: Overlay, drawing: SystemDrawing = FIRST) -> list[str]:
    return plain([drawing.row(y, overlay) for y in range(drawing.height)]).split("\n")


def looks(row: Row) -> list[tuple[str, str]]:
    return [(span.ink, span.ground) for span in row for _ in span.text]


def inks(rows: list[Row]) -> dict[tuple[int, int], str]:
    """The ink of every cell that is not blank."""
    return {
        (y, column): ink
        for y, row in enumerate(rows)
        for column, ((ink, _), sign) in enumerate(zip(looks(row), plain([row]), strict=True))
        if sign != " "
    }


def marked(marks: Marks, note: str, song: Score = SONG) -> Overlay:
    overlay = Overlay()
    lay_over(FIRST, overlay, marks, song.notes_by_id[note])
    return overlay


def test_a_system_is_drawn_with_its_words() -> None:
    assert drawn(Overlay())[0].startswith("1 ")
    assert FIRST.height == 10
    assert all(len(line) == FIRST.width == 40 for line in drawn(Overlay()))


def test_a_wide_character_takes_two_columns_and_no_more() -> None:
    picture = pictures(SONG)[0]
    wide = SystemDrawing(
        type(picture)(
            **{name: getattr(picture, name) for name in picture.__slots__ if name != "texts"},
            texts=(Text(4, 0, "lyric", "一番"),),
        )
    )
    overlay = Overlay()
    overlay.cursor = Area(range(1), range(3, 5))
    first = wide.row(0, overlay)
    assert plain([first]).startswith("  一番")
    assert [span.text for span in first if span.ground] == ["一"]


def test_each_verdict_has_its_sign_in_the_middle_of_the_head() -> None:
    for verdict, sign in [
        (Verdict.RIGHT, "●"), (Verdict.EARLY, "‹"), (Verdict.LATE, "›"), (Verdict.MISSED, "○"),
    ]:  # fmt: skip
        marks = Marks()
        marks.set("n3", verdict)
        overlay = marked(marks, "n3")
        place = FIRST.centre("n3")
        assert place is not None
        row, column = place
        assert drawn(overlay)[row][column] == sign
        assert looks(FIRST.row(row, overlay))[column] == (verdict.value, "")


def test_a_wrong_key_stands_where_it_would_be_written() -> None:
    marks = Marks()
    marks.add_ghost("n3", SONG.notes_by_id["n3"].pitch - 4)
    lines = drawn(marked(marks, "n3"))
    place = FIRST.centre("n3")
    assert place is not None
    row, column = place
    assert [y for y, line in enumerate(lines) if line[column] == "×"] == [row + 1]


def test_a_wrong_key_on_the_next_step_is_seen_whatever_the_note_came_to() -> None:
    place = FIRST.centre("n3")
    assert place is not None
    for verdict, sign in [
        (None, None), (Verdict.RIGHT, "●"), (Verdict.LATE, "›"), (Verdict.MISSED, "○"),
    ]:  # fmt: skip
        marks = Marks()
        marks.add_ghost("n3", SONG.notes_by_id["n3"].pitch + 1)
        if verdict is not None:
            marks.set("n3", verdict)
        line = drawn(marked(marks, "n3"))[place[0]]
        assert line.count("×") == 1
        assert sign is None or line[place[1]] == sign


def test_a_note_that_another_key_stood_for_is_wrong_and_not_missed() -> None:
    for is_late in (False, True):
        marks = Marks()
        for step in (0, 1):
            if step == is_late:
                marks.add_ghost("n3", SONG.notes_by_id["n3"].pitch + 1, is_instead=True)
            else:
                marks.set("n3", Verdict.MISSED)
        overlay = marked(marks, "n3")
        text = "".join(drawn(overlay))
        assert (text.count("×"), text.count("○")) == (1, 0)
        rows = [FIRST.row(y, overlay) for y in range(FIRST.height)]
        assert {inks(rows)[place] for place in FIRST.head("n3")} == {"wrong"}
        marks.set("n3", Verdict.RIGHT)
        assert "●" in "".join(drawn(marked(marks, "n3")))


def test_no_mark_of_a_neighbour_covers_a_wrong_key() -> None:
    chord = score("[C5 D5] E5 F5 G5")
    drawing, overlay, marks = SystemDrawing(pictures(chord)[0]), Overlay(), Marks()
    lower, upper = chord.notes[:2]
    marks.add_ghost(lower.id, upper.pitch)
    marks.set(upper.id, Verdict.MISSED)
    for note in (lower, upper):
        lay_over(drawing, overlay, marks, note)
    assert "×" in "".join(drawn(overlay, drawing))


def test_a_mark_that_is_taken_away_leaves_no_trace() -> None:
    marks = Marks()
    marks.set("n2", Verdict.RIGHT)
    marks.add_ghost("n2", 60)
    overlay = marked(marks, "n2")
    assert drawn(overlay) != drawn(Overlay())
    assert marks.forget_from(SONG, 0) == {"n2"}
    lay_over(FIRST, overlay, marks, SONG.notes_by_id["n2"])
    assert drawn(overlay) == drawn(Overlay())


def test_marks_are_forgotten_only_from_the_bar_on() -> None:
    marks = Marks()
    for note in ("n1", "n5", "n9"):
        marks.set(note, Verdict.RIGHT)
    assert marks.forget_from(SONG, 1) == {"n5", "n9"}
    assert marks.known == {"n1"}


def test_a_note_of_another_system_changes_nothing() -> None:
    overlay = Overlay()
    marks = Marks()
    marks.set("n1", Verdict.RIGHT)
    lay_over(SECOND, overlay, marks, SONG.notes_by_id["n1"])
    assert drawn(overlay, SECOND) == drawn(Overlay(), SECOND)


def test_columns_of_notes_and_measures() -> None:
    onset = [note.id for note in SONG.notes if note.onset == Fraction(4)]
    area = FIRST.area(onset)
    assert area.columns.start >= FIRST.measure_columns(range(1, 2)).start
    assert area.rows == range(7)
    assert FIRST.area(["n9"]) == NOWHERE
    assert FIRST.measure_columns(range(2, 3)) == range(0)
    assert FIRST.measure_columns(range(3)) == range(40)


@given(st.integers(0, 39), st.integers(0, 39), st.integers(0, 39), st.integers(0, 39))
def test_cursor_and_loop_change_the_ground_and_no_character(
    one: int, other: int, left: int, right: int
) -> None:
    overlay = Overlay()
    columns = range(min(one, other), max(one, other))
    overlay.cursor = Area(range(2, 8), columns)
    overlay.loop = range(min(left, right), max(left, right))
    assert drawn(overlay) == drawn(Overlay())
    for y in range(FIRST.height):
        for column, (_, ground) in enumerate(looks(FIRST.row(y, overlay))):
            is_here = y in range(2, 8) and column in columns
            behind = "loop" if column in overlay.loop else ""
            assert ground == ("cursor" if is_here else behind)


def test_heads_that_are_not_asked_are_as_pale_as_staff_lines_until_they_are() -> None:
    overlay = Overlay()
    before = [FIRST.row(y, overlay) for y in range(FIRST.height)]
    overlay.hush(frozenset({"n3", "not here"}))
    after = [FIRST.row(y, overlay) for y in range(FIRST.height)]
    assert inks(before).items() - inks(after).items() == {
        (place, "ink") for place in FIRST.head("n3")
    }
    assert inks(after).items() - inks(before).items() == {
        (place, "staff") for place in FIRST.head("n3")
    }
    assert plain(before) == plain(after)
    overlay.hush(frozenset())
    assert [FIRST.row(y, overlay) for y in range(FIRST.height)] == before


def test_a_mark_shows_on_a_head_that_is_not_asked() -> None:
    marks = Marks()
    marks.set("n3", Verdict.RIGHT)
    overlay = marked(marks, "n3")
    shown = drawn(overlay)
    overlay.hush(frozenset({"n3"}))
    assert drawn(overlay) == shown
