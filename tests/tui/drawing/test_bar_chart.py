"""Charts over bars as text: what stands where, and in which shape."""

from renshu.tui.drawing.bar_chart import LABEL, Columns, Scale, curves, limit_of, scatter
from renshu.tui.drawing.row import plain


def test_two_curves_in_one_chart() -> None:
    drawn = plain(curves({0: 0.6, 1: 0.8, 2: 1.0}, {0: 1.0, 1: 0.8, 2: 1.0}, 3, LABEL + 12, 5))
    assert drawn.splitlines() == [
        " 100% ●┈┈┈┈┈┈┈◉┈┈┈",
        "                  ",
        "  80%     ◉       ",
        "                  ",
        "  60% ○           ",
    ]


def test_without_any_value_there_is_the_written_tempo() -> None:
    lines = plain(curves({}, {}, 4, LABEL + 8, 3)).splitlines()
    assert [line[LABEL:] for line in lines] == ["        ", "┈┈┈┈┈┈┈┈", "        "]


def test_bars_that_share_a_column_have_their_mean() -> None:
    drawn = plain(curves({0: 0.5, 1: 1.0}, {}, 8, LABEL + 4, 3))
    assert drawn.splitlines()[1][LABEL:] == "○   "
    assert Columns(8, 4).of(7) == 3
    assert [Columns(3, 12).of(bar) for bar in range(3)] == [0, 4, 8]


def test_dots_grow_with_their_number_and_late_is_above() -> None:
    timings = {0: (50.0,), 1: (0.0, 2.0), 2: (-50.0,) * 4, 3: (900.0,)}
    drawn = plain(scatter(timings, 4, LABEL + 4, 3, 50.0, "ink"))
    assert drawn.splitlines() == ["  +50 ·  ·", "    0 ┈•┈┈", "  -50   ● "]


def test_the_limit_holds_most_notes_and_is_never_narrow() -> None:
    assert limit_of([]) == 50.0
    assert limit_of([(1.0, -3.0)]) == 50.0
    assert limit_of([[float(number) for number in range(101)]]) == 100.0


def test_a_scale_keeps_what_lies_outside_at_its_edge() -> None:
    scale = Scale(-1.0, 1.0, 5)
    assert [scale.row(value) for value in (9.0, 1.0, 0.0, -1.0, -9.0)] == [0, 0, 2, 4, 4]
