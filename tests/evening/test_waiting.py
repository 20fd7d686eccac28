"""Takes that the history cannot take just now."""

import json
import threading
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.errors import HistoryError
from renshu.evening import waiting
from renshu.evening.services import Services
from renshu.evening.take_files import read_file, take_path, write_file
from support.takes import make_take
from support.waiting import wait_until


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders.below(tmp_path)
    folders.prepare()
    return folders


def test_a_take_waits_in_a_file_and_is_stored_when_it_can_be(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "RETRY_SECONDS", 0.02)
    services, stored = Services(folders, Settings()), threading.Event()
    services.on_news = lambda _: stored.set()
    folders.history.mkdir()
    take = make_take()
    with pytest.raises(HistoryError, match="your takes wait in") as told:
        services.store(take)
    (file,) = folders.waiting.iterdir()
    assert str(file.parent) in told.value.sentence
    folders.history.rmdir()
    assert stored.wait(10)
    assert services.history.take(take.id) == take
    assert list(folders.waiting.iterdir()) == []
    assert take_path(folders.takes, take).is_file()


async def test_a_take_that_still_waits_at_the_end_comes_in_at_the_next_start(
    folders: Folders,
) -> None:
    folders.history.mkdir()
    services, take = Services(folders, Settings()), make_take()
    with pytest.raises(HistoryError):
        services.store(take)
    await services.close()
    folders.history.rmdir()
    again = Services(folders, Settings())
    assert again.bring_in_waiting() == 1
    assert again.history.take(take.id) == take
    assert again.bring_in_waiting() == 0
    await again.close()


async def test_where_not_even_a_file_can_be_written_a_take_waits_in_memory(
    folders: Folders,
) -> None:
    folders.history.mkdir()
    folders.waiting.touch()
    services, take = Services(folders, Settings()), make_take()
    with pytest.raises(HistoryError, match="your takes wait in memory"):
        services.store(take)
    folders.history.rmdir()
    await services.close()
    assert Services(folders, Settings()).history.take(take.id) == take


async def test_a_folder_that_could_not_even_be_made_is_made_when_it_can_be(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.touch()
    folders = Folders.below(home)
    services, take = Services(folders, Settings()), make_take()
    with pytest.raises(HistoryError, match=r"cannot be opened: .*; your takes wait in memory"):
        services.store(take)
    home.unlink()
    await services.close()
    assert Services(folders, Settings()).history.take(take.id) == take


async def test_what_waits_in_memory_has_a_file_as_soon_as_the_disk_takes_one(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "RETRY_SECONDS", 0.02)
    folders.history.mkdir()
    folders.waiting.touch()
    services = Services(folders, Settings())
    with pytest.raises(HistoryError, match="your takes wait in memory"):
        services.store(make_take())
    folders.waiting.unlink()
    wait_until(lambda: any(folders.waiting.glob("*.json")))
    folders.waiting.joinpath(next(folders.waiting.glob("*.json"))).unlink()
    await services.close()
    assert len(list(folders.waiting.glob("*.json"))) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 1}', "[" * 100_000, '{"form": 9}'])
def test_what_is_no_take_is_let_be(folders: Folders, text: str) -> None:
    folders.waiting.mkdir()
    (folders.waiting / "take.json").write_text(text)
    services = Services(folders, Settings())
    assert services.bring_in_waiting() == 0
    assert (folders.waiting / "take.json").read_text() == text


def test_a_take_comes_back_from_its_file_without_its_labels(tmp_path: Path) -> None:
    take = make_take()
    write_file(tmp_path, take)
    filed = read_file(take_path(tmp_path, take))
    assert filed is not None
    found = filed.take
    assert (found.id, found.score_id, found.title) == (take.id, take.score_id, take.title)
    assert (found.passage, found.mode, found.started_at) == (
        take.passage,
        take.mode,
        take.started_at,
    )
    assert [round(event.time, 3) for event in found.events] == [
        round(event.time, 3) for event in take.events
    ]
    assert found.labels == ()


@pytest.mark.parametrize("facts", [None, "", "{", "{}", "[" * 100_000, json.dumps({"form": 1})])
def test_a_file_of_somebody_else_is_no_take_of_ours(tmp_path: Path, facts: str | None) -> None:
    from renshu.midi.files import write_take

    write_take(tmp_path / "take.mid", make_take().events, facts=facts)
    assert read_file(tmp_path / "take.mid") is None
