"""Diaries are written when takes end, and later for those that have none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.evening.diary import catch_up, keep_diary, write_missing
from renshu.evening.run import Run
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.library.loaded import Loaded
from renshu.performance.events import KeyDown
from renshu.practice.diary.stretches import Diary
from renshu.practice.diary.writing import DIARIST, write_diary
from renshu.practice.session import Setup
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import whole
from support.notation import score

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    folders = Folders.below(tmp_path)
    folders.prepare()
    return Services(folders, Settings())


def played(services: Services) -> Run:
    run = Run(SONG, Setup(whole(SONG), Mode.FREE), services)
    for number, pitch in enumerate((60, 62, 64, 65, 67, 69, 71, 72)):
        run.feed(KeyDown(100.0 + number, pitch), 100.0 + number)
    return run


def finished(run: Run) -> Take:
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    return take


def test_a_take_that_ends_has_its_diary(services: Services) -> None:
    run = played(services)
    take = finished(run)
    run.keep(take)
    diary = services.history.diaries.of(take.id)
    assert diary == write_diary(SONG, take.labels, take.passage)
    assert [one.tally.matched for one in diary.stretches] == [8]
    assert services.history.diaries.without(DIARIST) == ()


def test_what_is_missing_is_written_later(services: Services) -> None:
    take = finished(played(services))
    services.history.finish(take)
    assert write_missing(services) == 0, "the song is not in the library"
    services.last_opened = Loaded.of(SONG, b"")
    assert write_missing(services, lambda: False) == 0
    assert write_missing(services) == 1
    assert services.history.diaries.of(take.id) == write_diary(SONG, take.labels)
    assert write_missing(services) == 0


def test_a_plan_catches_up_with_takes_that_came_from_elsewhere(services: Services) -> None:
    take = finished(played(services))
    services.history.finish(take)
    services.last_opened = Loaded.of(SONG, b"")
    catch_up(services, 0.0)
    assert services.history.mastery.cards(datetime.now(UTC)) == ()
    catch_up(services)
    assert {one.score_id for one in services.history.mastery.cards(datetime.now(UTC))} == {SONG.id}


def test_a_diary_that_fails_stops_no_other(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Diary:
        raise ZeroDivisionError

    take = finished(played(services))
    services.history.finish(take)
    monkeypatch.setattr("renshu.practice.diary.writing.write_diary", fail)
    services.last_opened = Loaded.of(SONG, b"")
    assert write_missing(services) == 1
    assert services.history.diaries.of(take.id) == Diary()
    assert "ZeroDivisionError" in (services.folders.logs / "errors.log").read_text()


def test_a_take_that_is_not_stored_is_no_fault(services: Services) -> None:
    keep_diary(services, finished(played(services)), SONG)
    assert services.history.takes() == ()
