"""A history that is damaged or lost comes back: from its copies, from itself, from `.mid` files."""

import subprocess
import sys
import time
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.database import is_damage
from renshu.database.backups import back_up
from renshu.errors import HistoryError
from renshu.evening.mending import Mended, mend, refuse_lost
from renshu.evening.services import Services
from renshu.evening.take_files import write_file
from renshu.history.schema import HISTORY
from renshu.history.store import History
from renshu.performance.events import KeyDown
from renshu.practice.section import Section
from renshu.practice.take import EndedBy, Take
from support.damage import HARMS, Harm, empty, overwrite
from support.takes import Bar, later, make_facts, make_take

TODAY = date(2026, 11, 22)
MENDER = Path(__file__).parents[1] / "support" / "mend_until_killed.py"
OLD, NEW = 12, 4
"""Takes before the copy and after it."""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders.below(tmp_path)
    folders.prepare()
    return folders


def practised(folders: Folders, count: int, *, start: int = 0) -> list[Take]:
    """So many takes in the history and in files."""
    history = History(folders.history)
    takes = [
        make_take(started_at=later(start + n), bars=[Bar(matched=30)] * 9) for n in range(count)
    ]
    for take in takes:
        history.finish(take)
        write_file(folders.takes, take)
    history.sections.keep("score", Section(Fraction(start), Fraction(start + 4), f"from {start}"))
    history.close()
    return takes


def evenings(folders: Folders) -> list[Take]:
    """An evening, a copy, and another evening."""
    before = practised(folders, OLD)
    back_up(folders.history, HISTORY, folders.backups, TODAY)
    return before + practised(folders, NEW, start=100)


def mended(folders: Folders) -> tuple[Mended, History]:
    services = Services(folders, Settings())
    told = mend(services, TODAY)
    assert services.history.check() == ()
    return told, services.history


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_whatever_harm_it_came_to_every_take_is_there_again(folders: Folders, harm: Harm) -> None:
    takes = evenings(folders)
    harm(folders.history)
    before = folders.history.read_bytes() if folders.history.exists() else None
    told, history = mended(folders)
    assert {row.id for row in history.takes()} == {take.id for take in takes}
    assert {take.id for take in takes[:OLD] if history.take(take.id) == take} == {
        take.id for take in takes[:OLD]
    }
    assert told.copy == TODAY
    assert told.takes == OLD + NEW
    assert (told.aside.read_bytes() if told.aside else None) == before
    history.close()


@pytest.mark.parametrize("seed", range(8))
def test_bytes_overwritten_anywhere_lose_no_take(folders: Folders, seed: int) -> None:
    takes = evenings(folders)
    overwrite(folders.history, seed)
    _, history = mended(folders)
    assert {row.id for row in history.takes()} == {take.id for take in takes}
    history.close()


def test_without_a_copy_the_damaged_file_gives_what_it_can_and_files_the_rest(
    folders: Folders,
) -> None:
    takes = practised(folders, OLD)
    overwrite(folders.history, seed=1, spots=3)
    told, history = mended(folders)
    assert told.copy is None
    assert {row.id for row in history.takes()} == {take.id for take in takes}
    history.close()


def test_what_a_damaged_copy_has_is_not_trusted(folders: Folders) -> None:
    evenings(folders)
    (copy,) = folders.backups.glob("*.db")
    older = copy.with_name("history-2026-11-20.db")
    older.write_bytes(copy.read_bytes())
    overwrite(copy, seed=2)
    empty(folders.history)
    told, history = mended(folders)
    assert told.copy == date(2026, 11, 20)
    assert told.takes == OLD + NEW
    history.close()


def test_sections_come_over(folders: Folders) -> None:
    evenings(folders)
    HARMS["nonsense"](folders.history)
    _, history = mended(folders)
    assert {one.name for one in history.sections.kept("score")} == {"from 0", "from 100"}
    history.close()


def test_a_take_that_was_being_played_comes_over_as_interrupted(folders: Folders) -> None:
    evenings(folders)
    history, facts = History(folders.history), make_facts(started_at=later(200))
    history.begin(facts).append(make_take().events)
    history.close()
    HARMS["nonsense"](folders.history)
    _, history = mended(folders)
    assert history.take(facts.id).events == make_take().events
    history.close()


def test_a_take_deleted_before_the_copy_does_not_return(folders: Folders) -> None:
    takes = evenings(folders)
    history = History(folders.history)
    history.discard(takes[0].id)
    history.close()
    (copy,) = folders.backups.glob("*.db")
    copy.unlink()
    back_up(folders.history, HISTORY, folders.backups, TODAY)
    empty(folders.history)
    told, history = mended(folders)
    assert told.takes == OLD + NEW - 1
    history.close()


def test_an_empty_history_is_not_begun_where_there_are_copies(folders: Folders) -> None:
    refuse_lost(folders)
    evenings(folders)
    folders.history.unlink()
    with pytest.raises(HistoryError, match="empty, though there was one") as caught:
        _ = Services(folders, Settings()).history
    assert is_damage(caught.value)
    assert not folders.history.exists()


def test_mending_that_was_cut_short_between_two_names_goes_on(folders: Folders) -> None:
    takes = practised(folders, OLD)
    folders.history.rename(folders.history.with_name("history-damaged-2026-11-22.db"))
    (folders.data / ".mending-left").mkdir()
    with pytest.raises(HistoryError, match="empty"):
        refuse_lost(folders)
    told, history = mended(folders)
    assert told.takes == len(takes)
    assert list(folders.data.glob(".mending-*")) == []
    history.close()


async def test_what_waited_while_it_was_damaged_is_stored(folders: Folders) -> None:
    evenings(folders)
    HARMS["something_else"](folders.history)
    services, take = Services(folders, Settings()), make_take(started_at=later(300))
    with pytest.raises(HistoryError, match="your takes wait in") as caught:
        services.store(take)
    assert is_damage(caught.value)
    mend(services, TODAY)
    assert services.history.take(take.id) == take
    assert list(folders.waiting.iterdir()) == []
    await services.close()


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.1, 0.15, 0.2, 0.3])
def test_mending_that_is_killed_loses_nothing(folders: Folders, moment: float) -> None:
    takes = evenings(folders)
    HARMS["nonsense"](folders.history)
    command = [sys.executable, str(MENDER), str(folders.data.parent)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stdout.readline() == b"mending\n"
    time.sleep(moment)
    program.kill()
    program.communicate()
    services = Services(folders, Settings())
    try:
        there = {row.id for row in services.history.takes()}
    except HistoryError:
        mend(services, TODAY)
        there = {row.id for row in services.history.takes()}
    assert there == {take.id for take in takes}
    services.history.close()


def test_a_program_that_had_the_damaged_file_open_goes_on_in_the_new_one(
    folders: Folders,
) -> None:
    takes = evenings(folders)
    other, facts, told = History(folders.history), make_facts(started_at=later(400)), list[str]()
    journal = other.begin(facts, lambda error: told.append(error.sentence))
    journal.append(make_take().events)
    while not other._database.read("SELECT * FROM journal"):
        time.sleep(0.01)
    _, history = mended(folders)
    journal.append([KeyDown(90.0, 60)])
    other.finish(facts.take((*make_take().events, KeyDown(90.0, 60)), (), EndedBy.PLAYER))
    assert {row.id for row in history.takes()} == {*(take.id for take in takes), facts.id}
    assert len(history.take(facts.id).events) == len(make_take().events) + 1
    assert other.check() == history.check() == ()
    other.close()
    history.close()


def test_two_at_once_do_not_mend(folders: Folders) -> None:
    from renshu.history.claim import Claim

    evenings(folders)
    other = Claim(folders.history.with_name("history.db-playing"), "mending")
    with pytest.raises(HistoryError, match="Another renshu is mending"):
        mend(Services(folders, Settings()), TODAY)
    other.release()
