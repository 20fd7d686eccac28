"""Watching real folders."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from renshu.library.catalogue import Catalogue, Report
from renshu.library.head import Head
from renshu.library.importing.watching import Watcher
from renshu.score.notation import Credits

PATIENCE = 20.0


def read_head(path: Path) -> Head:
    return Head(Credits(title=path.read_text()))


class Watched:
    """A folder that is watched, and what was told of it."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "scores"
        self.folder.mkdir()
        self.catalogue = Catalogue(home / "library.db", read_head, home / "no starter")
        self.catalogue.add([self.folder])
        self.reports: list[Report] = []
        self.notices: list[str] = []
        self.watcher = Watcher(self.catalogue, self.reports.append, self.notices.append)

    def until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end
            time.sleep(0.02)

    def titles(self) -> set[str]:
        return {entry.title for entry in self.catalogue.entries() if not entry.is_missing}


@pytest.fixture(params=["told by the system", "looked for"])
def watched(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watched]:
    if request.param == "looked for":
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    made = Watched(tmp_path)
    yield made
    made.watcher.stop()
    made.catalogue.close()


def test_what_changes_comes_in(watched: Watched) -> None:
    (watched.folder / "before.mxl").write_text("before")
    watched.watcher.start()
    watched.until(lambda: watched.titles() == {"before"})
    (watched.folder / "new.mxl").write_text("new")
    watched.until(lambda: watched.titles() == {"before", "new"})
    (watched.folder / "new.mxl").write_text("new, with a bridge")
    watched.until(lambda: watched.titles() == {"before", "new, with a bridge"})
    ids = {entry.title: entry.id for entry in watched.catalogue.entries()}
    (watched.folder / "in").mkdir()
    (watched.folder / "new.mxl").rename(watched.folder / "in" / "moved.mxl")
    watched.until(
        lambda: any(entry.path.name == "moved.mxl" for entry in watched.catalogue.entries())
    )
    assert {entry.title: entry.id for entry in watched.catalogue.entries()} == ids
    (watched.folder / "before.mxl").unlink()
    watched.until(lambda: watched.titles() == {"new, with a bridge"})
    assert sum(len(report.added) for report in watched.reports) == 2
    assert watched.notices == []


def test_a_folder_that_is_added_later_is_watched_too(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.watcher.start()
    other = tmp_path / "other"
    other.mkdir()
    watched.catalogue.add([other])
    time.sleep(0.1)
    (other / "a.mxl").write_text("a")
    watched.until(lambda: watched.titles() == {"a"})
    watched.watcher.stop()
    watched.catalogue.close()


def test_no_thread_is_left(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    before = threading.active_count()
    for _ in range(3):
        watched.watcher.start()
        watched.watcher.start()
        assert threading.active_count() == before + 1
        watched.watcher.stop()
        assert threading.active_count() == before
    watched.watcher.stop()
    watched.catalogue.close()


def test_a_library_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.catalogue.close()
    watched.watcher.start()
    watched.until(lambda: bool(watched.notices))
    watched.watcher.stop()
    assert len(watched.notices) == 1


def test_where_nothing_can_be_watched_it_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_watches(*_: object, **__: object) -> Iterator[set[object]]:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", out_of_watches)
    watched = Watched(tmp_path)
    watched.watcher.start()
    watched.until(lambda: bool(watched.notices))
    watched.watcher.stop()
    assert watched.notices == [
        "Your folders cannot be watched for new scores: OS file watch limit reached."
    ]
    watched.catalogue.close()
