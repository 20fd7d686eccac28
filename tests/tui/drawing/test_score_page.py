from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from renshu.engrave.picture import Mask, MeasureBox, StaffLines, SystemPicture
from renshu.score.bars import upcoming
from renshu.score.passage import ScorePosition
from renshu.score.roadmap import Roadmap
from renshu.tui.drawing.row import plain
from renshu.tui.drawing.score_page import ScorePage
from renshu.tui.drawing.system import SystemDrawing
from support.notation import score
from support.systems import pictures

SONG = score(" | ".join(["C5 D5 E5 F5"] * 8))
DRAWINGS = [SystemDrawing(picture) for picture in pictures(SONG)]
HEIGHT = DRAWINGS[0].height


def at(page: ScorePage, measure: int, *, order: tuple[int, ...] | None = None) -> list[str]:
    """The bar numbers that stand at the left, from top to bottom, once the page has turned."""
    page.turn(measure, order if order is not None else tuple(range(measure + 1, 8)))
    rows = (page.row(y) for y in range(60))
    numbers = (plain([row])[:2].strip() for row in rows if row is not None)
    return [number for number in numbers if number.isdigit()]


def test_pages_turn_by_halves() -> None:
    page = ScorePage(DRAWINGS, 2 * HEIGHT)
    assert [at(page, measure) for measure in (0, 1, 2, 4, 6)] == [
        ["1", "3"], ["1", "3"], ["5", "3"], ["5", "7"], ["5", "7"],
    ]  # fmt: skip


def test_alone_the_next_system_looks_out_below_and_then_comes_in_from_the_left() -> None:
    page = ScorePage(DRAWINGS, HEIGHT + 8)
    assert at(page, 0) == ["1", "3"]
    assert at(page, 1) == ["3", "5"]
    seam = plain([page.row(0) or ()]).index("┊")
    assert seam == 19
    assert at(page, 2) == ["3", "5"]


def test_a_loop_within_one_system_leaves_no_empty_screen() -> None:
    page = ScorePage(DRAWINGS, HEIGHT + 8)
    assert at(page, 2, order=(2, 2)) == ["3", "5"]
    assert at(page, 6, order=(6, 6)) == ["7"]


def test_turning_to_where_it_is_changes_nothing() -> None:
    page = ScorePage(DRAWINGS, 2 * HEIGHT)
    assert page.turn(0, range(1, 8))
    assert not page.turn(0, range(1, 8))
    assert not page.turn(1, range(2, 8))


def test_a_loop_shows_its_beginning_before_it_goes_back() -> None:
    page = ScorePage(DRAWINGS, 2 * HEIGHT)
    here = ScorePosition(SONG.measures[5].onset, 5)
    assert at(page, 5, order=upcoming(SONG, here, range(2, 6))) == ["5", "3"]
    assert at(page, 5, order=upcoming(SONG, here, range(6))) == ["5", "1"]


def test_a_repeat_is_shown_before_it_is_played() -> None:
    repeated = replace(SONG, roadmap=Roadmap.of((0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7)))
    page = ScorePage(DRAWINGS, 2 * HEIGHT)
    first = ScorePosition(SONG.measures[3].onset, 3, 1)
    second = ScorePosition(SONG.measures[3].onset, 3, 2)
    assert at(page, 3, order=upcoming(repeated, first, range(0))) == ["1", "3"]
    assert at(page, 3, order=upcoming(repeated, second, range(0))) == ["5", "3"]


def bars_wide(bars: int, systems: int, heights: list[int]) -> list[SystemDrawing]:
    """Systems of so many bars, forty columns wide, each with two staves, so many rows high."""
    return [
        SystemDrawing(
            SystemPicture(
                80,
                4 * height,
                Mask(80, 4 * height, (0,) * 4 * height),
                Mask(80, 4 * height, (0,) * 4 * height),
                {},
                tuple(
                    MeasureBox(index * bars + bar, 80 * bar // bars, 80 * (bar + 1) // bars - 1)
                    for bar in range(bars)
                ),
                (
                    StaffLines(1, 0, 79, tuple(range(8, 28, 4))),
                    StaffLines(2, 0, 79, tuple(range(4 * height - 28, 4 * height - 8, 4))),
                ),
                (),
            )
        )
        for index, height in zip(range(systems), heights, strict=True)
    ]


def is_readable(page: ScorePage, system: int, columns: int) -> bool:
    """Whether both staves of a system are seen, in so many of its columns at least."""
    drawing = page.drawings[system]
    lines = {drawing.staff_row, drawing.last_staff_row}
    seen = {
        part.line
        for y in range(page._room)
        for part in page._shown(y)
        if part.system == system and part.columns.start == 0 and part.columns.stop >= columns
    }
    return lines <= seen


@given(
    st.integers(1, 4),
    st.lists(st.integers(14, 26), min_size=5, max_size=5),
    st.integers(18, 44),
    st.data(),
)
def test_what_comes_next_can_be_read_before_it_is_needed(
    bars: int, heights: list[int], room: int, data: st.DataObject
) -> None:
    """Also after a jump to anywhere, and where the music jumps back; the current one always."""
    assume(max(heights) - 4 <= room)
    page = ScorePage(bars_wide(bars, 5, heights), room)
    measure = data.draw(st.integers(0, 5 * bars - 1))
    target = data.draw(st.sampled_from([measure + 1, *range(0, 5 * bars, bars)]))
    upcoming = [target, *range(target + 1, 5 * bars)] if target < 5 * bars else []
    here = page.system_of(measure)
    assert here is not None
    box = page.drawings[here].measure_columns(range(measure, measure + 1))
    page.turn(measure, upcoming, box.stop - 2)
    following = page.system_of(target)
    slots = [slot for slot in page.slots if slot.system == here]
    assert slots
    is_jump_at_once = box.stop - 2 < page.drawings[here].width // 3
    if following not in {None, here} and not is_jump_at_once:
        assert is_readable(page, following or 0, 9)


def test_what_is_taller_than_the_screen_shows_both_staves() -> None:
    page = ScorePage(bars_wide(2, 3, [26, 24, 26]), 23)
    for measure in range(6):
        page.turn(measure, range(measure + 1, 6))
        here = page.system_of(measure)
        lines = {part.line for y in range(23) for part in page._shown(y) if part.system == here}
        assert {
            page.drawings[here or 0].staff_row,
            page.drawings[here or 0].last_staff_row,
        } <= lines


def test_a_tied_note_stands_in_all_systems_in_which_it_has_a_head() -> None:
    page = ScorePage([SystemDrawing(picture) for picture in pictures(SONG)], 2 * HEIGHT)
    first, last = SONG.notes[0], SONG.notes[-1]
    assert list(page.systems_of(first)) == [0]
    assert list(page.systems_of(replace(first, tied=(last.id,)))) == [0, 3]
