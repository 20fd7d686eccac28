from dataclasses import replace

from renshu.score.passage import ScorePosition
from renshu.score.roadmap import Roadmap
from renshu.tui.drawing.bars import upcoming
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
