"""The plan as a table: what cannot be read cannot be practised."""

from dataclasses import replace

import pytest

from renshu.practice.plan.adapting import Tonight
from renshu.practice.plan.goal import Situation
from renshu.practice.plan.item import Why
from renshu.practice.plan.measuring import item_of
from renshu.score.passage import Hands
from renshu.tui.drawing.row import plain
from renshu.tui.drawing.table import draw, widths
from renshu.tui.drawing.tonight import COLUMNS, lines
from support.candidates import TODAY, practised

TITLE = "Gnossienne No. 1 as it was heard in the eleventh episode"


@pytest.mark.parametrize("width", [120, 80, 60])
@pytest.mark.parametrize(("hands", "word"), [(Hands.LEFT, "left"), (Hands.BOTH, "both")])
def test_bars_and_hands_are_read_in_any_terminal(width: int, hands: Hands, word: str) -> None:
    section = practised("air", 30)
    one = replace(section, title=TITLE, passage=replace(section.passage, hands=hands))
    tonight = Tonight((item_of(Why.DUE, one, Situation(TODAY)),), 10)
    (line,) = lines(tonight)
    drawn = plain([draw(COLUMNS, widths(COLUMNS, width - 2), line.cells)])
    assert "bars 121–124 " in drawn
    assert f" {word} " in drawn
    assert " 80%" in drawn
