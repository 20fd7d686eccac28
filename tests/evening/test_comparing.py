"""Two takes in words, as they stand in a terminal of 80 columns."""

from datetime import UTC, datetime

import pytest

from renshu.evening.comparing import bar_cells, take_line
from renshu.practice.comparing import BarPlayed, Comparison, TakePlayed
from renshu.practice.take import Tally
from support.notation import score
from support.takes import make_take

SONG = score("C4 D4 E4 F4")
AT = datetime(2026, 11, 22, 19, 42, tzinfo=UTC)


def test_a_take_is_told_in_a_line_of_a_small_terminal() -> None:
    played = TakePlayed(Tally(140, 12, 34), {}, 1.0, 118.0)
    line = take_line("A", make_take(), played, AT)
    assert line == "A  22 Nov 2026 19:42 · 75% right · 100% tempo · timing ±118 ms · × 12  ○ 34"
    assert len(line) <= 76


@pytest.mark.parametrize(("late", "told"), [(-0.3, "+0 ±8"), (0.4, "+0 ±8"), (-12.4, "-12 ±8")])
def test_what_is_on_time_has_no_sign_that_says_early(late: float, told: str) -> None:
    bar = BarPlayed(Tally(3), 1.0, (late - 8, late, late + 8))
    side = TakePlayed(Tally(3), {0: bar}, 1.0, 8.0)
    assert bar_cells(Comparison(side, side), SONG, 0)[6] == told
