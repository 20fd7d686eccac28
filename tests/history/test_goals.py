"""Goals are kept one a piece, the nearest first."""

from datetime import date
from pathlib import Path

import pytest

from renshu.errors import HistoryError
from renshu.history.store import History
from renshu.practice.plan.goal import Goal

NEAR = Goal("two", "宝物", date(2026, 12, 12), 0.9)
FAR = Goal("one", "Etude", date(2027, 1, 31))


def test_goals_come_back_the_nearest_first(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    history.goals.set(FAR)
    history.goals.set(NEAR)
    history.close()
    again = History(tmp_path / "history.db")
    assert again.goals.all() == (NEAR, FAR)
    again.close()


def test_a_piece_has_one_goal_and_may_lose_it(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    history.goals.set(NEAR)
    later = Goal("two", "宝物", date(2026, 12, 24))
    history.goals.set(later)
    assert history.goals.all() == (later,)
    assert history.goals.remove("two")
    assert not history.goals.remove("two")
    assert history.goals.all() == ()
    history.close()


def test_a_day_that_no_renshu_has_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    with history._database.write() as connection:
        connection.execute("INSERT INTO goal VALUES ('one', 'A', 'soon', 1.0, 'now')")
    with pytest.raises(HistoryError, match="makes no sense"):
        history.goals.all()
    history.close()
