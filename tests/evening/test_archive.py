from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.errors import HistoryError, ScoreError, TakeFileError
from renshu.evening.archive import bring_back, find_score, take_and_score
from renshu.evening.run import Run
from renshu.evening.services import Services
from renshu.evening.take_files import take_path
from renshu.follow.follower import Mode
from renshu.library.loading import load
from renshu.library.starter import starter_folder
from renshu.performance.events import KeyDown
from renshu.practice.session import Setup
from renshu.practice.take import EndedBy, Take
from renshu.score.notation import Hand
from renshu.score.passage import Hands, whole
from support.notation import score
from support.takes import make_take

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    folders = Folders.below(tmp_path)
    folders.prepare()
    services = Services(folders, Settings())
    assert services.history.takes() == ()
    return services


def played(services: Services, *pitches: int) -> Run:
    run = Run(SONG, Setup(whole(SONG), Mode.WAIT), services)
    for number, pitch in enumerate(pitches):
        run.feed(KeyDown(100.0 + number, pitch), 100.0 + number)
    return run


def test_a_run_counts_as_it_goes(services: Services) -> None:
    run = played(services, 60, 61, 62)
    assert run.count.total.matched == 2
    assert run.count.total.wrong + run.count.total.extra == 1
    assert set(run.count.per_measure) == {0}


def test_a_finished_run_is_in_the_history_and_in_a_file(services: Services) -> None:
    run = played(services, 60, 62)
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    run.keep(take)
    assert services.history.take(take.id).labels == take.labels
    assert take_path(services.folders.takes, take).is_file()


def test_the_hand_that_is_not_practised_is_not_asked(services: Services) -> None:
    song = score("[C5> C3<] D5> | E3<")
    asked = {
        hands: Run(song, Setup(whole(song, hands), Mode.FREE), services).unasked for hands in Hands
    }
    left = {note.id for note in song.notes if note.hand is Hand.LEFT}
    assert asked == {
        Hands.BOTH: frozenset(),
        Hands.RIGHT: left,
        Hands.LEFT: song.notes_by_id.keys() - left,
    }


def test_a_run_without_notes_leaves_nothing(services: Services) -> None:
    assert Run(SONG, Setup(whole(SONG), Mode.FREE), services).look_back(EndedBy.PLAYER) is None
    assert services.history.takes() == ()


def test_a_review_that_fails_keeps_the_take(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> Take:
        raise ZeroDivisionError

    told: list[str] = []
    services.on_fault = lambda error: told.append(error.sentence)
    run = played(services, 60, 62)
    monkeypatch.setattr(run.session, "take", stumble)
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    assert len(take.labels) == 2
    log = services.folders.logs / "errors.log"
    assert "ZeroDivisionError" in log.read_text()
    said = "Something went wrong in renshu. What you played is kept. Please report the file"
    assert told == [f"{said} {log}."]


async def test_an_interrupted_take_is_brought_back_even_without_its_score(
    services: Services,
) -> None:
    played(services, 60, 62)
    await services.close()
    again = Services(services.folders, Settings())
    assert bring_back(again) == 1
    (row,) = again.history.takes()
    assert row.ended_by is EndedBy.INTERRUPTED
    assert len(again.history.take(row.id).events) == 2
    assert bring_back(again) == 0
    await again.close()


def test_a_score_that_has_gone_is_told_in_a_sentence(services: Services) -> None:
    take = make_take()
    services.history.finish(take)
    with pytest.raises(ScoreError, match="is not in the library any more"):
        take_and_score(services, take.id)
    with pytest.raises(ScoreError, match="“Air”"):
        find_score(services, "no such score", "Air")


def test_a_starter_score_that_was_never_opened_here_is_found_by_its_title(tmp_path: Path) -> None:
    folders = Folders.below(tmp_path)
    folders.prepare()
    services = Services(folders, Settings())
    services.catalogue.refresh()
    ode = load(starter_folder() / "beethoven-ode-to-joy.musicxml", services.cache).score
    assert services.catalogue.of_score(ode.id) is None
    assert find_score(services, ode.id, "Ode to Joy").score.notes == ode.notes
    entry = services.catalogue.of_score(ode.id)
    assert entry is not None
    assert entry.opened_at is None, "to be found is not to be opened"
    with pytest.raises(ScoreError, match="is not in the library any more"):
        find_score(services, "another score", "Canon")
    services.catalogue.close()


async def test_a_history_that_cannot_be_opened_loses_no_take(tmp_path: Path) -> None:
    folders = Folders.below(tmp_path)
    folders.prepare()
    folders.history.mkdir()
    services = Services(folders, Settings())
    run = played(services, 60, 62)
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    with pytest.raises(HistoryError):
        run.keep(take)
    assert take_path(folders.takes, take).is_file()
    folders.history.rmdir()
    assert services.history.take(take.id).labels == take.labels
    await services.close()


async def test_takes_that_wait_for_the_history_are_stored_at_the_end(tmp_path: Path) -> None:
    folders = Folders.below(tmp_path)
    folders.prepare()
    folders.history.mkdir()
    services = Services(folders, Settings())
    with pytest.raises(HistoryError):
        services.store(make_take())
    folders.history.rmdir()
    await services.close()
    assert len(Services(folders, Settings()).history.takes()) == 1


def test_a_file_that_cannot_be_written_keeps_no_take_from_the_history(services: Services) -> None:
    run = played(services, 60, 62)
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    services.folders.takes.rmdir()
    services.folders.takes.touch()
    with pytest.raises(TakeFileError):
        run.keep(take)
    assert services.history.take(take.id) == take


def test_a_history_opened_while_playing_gets_all_that_was_played(tmp_path: Path) -> None:
    folders = Folders.below(tmp_path)
    folders.prepare()
    services = Services(folders, Settings())
    run = played(services, 60, 62)
    assert services.history.takes() == ()
    run.feed(KeyDown(102.0, 64), 102.0)
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    run.keep(take)
    assert len(services.history.take(take.id).events) == 3
