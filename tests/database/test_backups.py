from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.database.backups import back_up, backups, kept
from renshu.errors import HistoryError
from renshu.history.schema import HISTORY
from renshu.history.store import History
from support.takes import Bar, make_take

TODAY = date(2026, 11, 22)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "history.db"
    history = History(path)
    history.finish(make_take(bars=(Bar(matched=30),) * 50))
    history.close()
    return path


def test_a_copy_is_made_once_a_day(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    copy = back_up(path, HISTORY, folder, TODAY)
    assert copy == folder / "history-2026-11-22.db"
    assert back_up(path, HISTORY, folder, TODAY) is None
    assert back_up(path, HISTORY, folder, TODAY + timedelta(days=1)) is not None
    assert list(backups(path, folder)) == [TODAY + timedelta(days=1), TODAY]


def test_a_copy_holds_every_take_even_of_a_history_in_use(path: Path, tmp_path: Path) -> None:
    history = History(path)
    history.finish(make_take())
    copy = back_up(path, HISTORY, tmp_path / "backups", TODAY)
    assert copy is not None
    copied = History(copy)
    assert copied.takes() == history.takes()
    copied.close()
    history.close()


def test_a_damaged_history_is_not_copied_over_good_ones(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    back_up(path, HISTORY, folder, TODAY)
    with path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 8192)
    with pytest.raises(HistoryError, match="is damaged"):
        back_up(path, HISTORY, folder, TODAY + timedelta(days=1))
    assert list(backups(path, folder)) == [TODAY]


def test_a_folder_that_cannot_be_made_is_one_sentence(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HistoryError, match="cannot be copied to"):
        back_up(path, HISTORY, tmp_path / "file" / "backups", TODAY)


def test_other_files_are_let_be(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "history-mine.db"
    other.write_text("")
    back_up(path, HISTORY, tmp_path, TODAY)
    assert list(backups(path, tmp_path)) == [TODAY]
    assert other.exists()


def test_a_year_of_daily_practice_leaves_seven_days_and_four_weeks() -> None:
    copies: set[date] = set()
    for number in range(365):
        today = date(2026, 1, 1) + timedelta(days=number)
        copies = kept({*copies, today}, today)
    ages = sorted((today - day).days for day in copies)
    assert ages == [0, 1, 2, 3, 4, 5, 6, 11, 18, 25]


@given(ages=st.sets(st.integers(0, 100), min_size=1))
def test_the_newest_are_always_kept_and_never_more_than_eleven(ages: set[int]) -> None:
    days = {TODAY - timedelta(days=age) for age in ages}
    stay = kept(days, TODAY)
    assert set(sorted(days, reverse=True)[:7]) <= stay <= days
    assert len(stay) <= 11
    assert kept(stay, TODAY) == stay
