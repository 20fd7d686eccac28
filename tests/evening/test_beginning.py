"""What is looked after when an evening begins."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.evening.beginning import bring_in, copy_stores
from renshu.evening.discarding import discard
from renshu.evening.services import Services
from renshu.evening.take_files import write_file
from renshu.history.store import History
from renshu.practice.take import Take
from support.takes import later, make_take


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders.below(tmp_path)
    folders.prepare()
    return folders


def finish(history: History, folders: Folders, minutes: float) -> Take:
    take = make_take(started_at=later(minutes))
    history.finish(take)
    write_file(folders.takes, take)
    return take


def begun(folders: Folders) -> tuple[Services, list[str]]:
    services, said = Services(folders, Settings()), list[str]()
    bring_in(services, said.append)
    return services, said


async def test_takes_of_a_lost_write_ahead_log_come_back_from_their_files(
    folders: Folders,
) -> None:
    history = History(folders.history)
    first = finish(history, folders, 1)
    history.close()
    history = History(folders.history)
    second = finish(history, folders, 2)
    without_log = folders.data / "copy"
    shutil.copyfile(folders.history, without_log)
    history.close()
    without_log.replace(folders.history)
    services, said = begun(folders)
    assert {row.id for row in services.history.takes()} == {first.id, second.id}
    assert said == ["A take that was lost is in the history again, from its file."]
    await services.close()
    services, said = begun(folders)
    assert said == []
    await services.close()


async def test_what_was_thrown_away_stays_away(folders: Folders) -> None:
    history = History(folders.history)
    finish(history, folders, 1)
    newest = finish(history, folders, 2)
    history.close()
    services, _ = begun(folders)
    discard(services, newest.id)
    await services.close()
    services, said = begun(folders)
    assert said == []
    assert len(services.history.takes()) == 1
    await services.close()


async def test_nothing_is_said_where_nothing_was_left_lying(folders: Folders) -> None:
    services, said = begun(folders)
    copy_stores(services, date(2026, 11, 22))
    assert said == []
    await services.close()
