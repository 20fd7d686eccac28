"""Goals are kept one a piece, the nearest first."""

import json
from datetime import date
from pathlib import Path

import pytest

from renshu.errors import HistoryError
from renshu.history.export import export_all, import_all
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


def test_a_goal_that_was_dropped_may_be_set_again(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    history.goals.set(NEAR)
    history.goals.remove("two")
    history.goals.set(NEAR)
    assert history.goals.all() == (NEAR,)
    history.close()


def test_an_older_export_does_not_bring_back_a_dropped_goal(tmp_path: Path) -> None:
    history, other = (History(tmp_path / f"{name}.db") for name in ("history", "other"))
    history.goals.set(NEAR)
    export_all(history, tmp_path / "old")
    history.goals.remove("two")
    assert import_all(history, tmp_path / "old").others == {}
    assert history.goals.all() == ()
    import_all(other, tmp_path / "old")
    assert export_all(history, tmp_path / "new")["goals"] == 0
    assert import_all(other, tmp_path / "new").others == {}
    assert other.goals.all() == ()
    other.goals.set(FAR)
    other.goals.set(NEAR)
    export_all(other, tmp_path / "again")
    assert import_all(history, tmp_path / "again").others == {"goals": 2}
    assert history.goals.all() == (NEAR, FAR)
    history.close()
    other.close()


def test_a_goal_of_an_export_that_knew_of_no_dropping_comes_in(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    row = {"score_id": "two", "title": "宝物", "by_day": "2026-12-12", "tempo": 0.9}
    rows = [{**row, "set_at": "2026-11-22T19:30:00+00:00"}]
    (tmp_path / "goals.json").write_text(json.dumps({"form": 1, "goals": rows}))
    assert import_all(history, tmp_path).others == {"goals": 1}
    assert history.goals.all() == (NEAR,)
    history.close()


def test_a_day_that_no_renshu_has_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    with history._database.write() as connection:
        connection.execute("INSERT INTO goal VALUES ('one', 'A', 'soon', 1.0, 'now', NULL)")
    with pytest.raises(HistoryError, match="makes no sense"):
        history.goals.all()
    history.close()
