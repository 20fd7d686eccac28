"""A library that is damaged or cannot be used keeps nobody from playing."""

from datetime import date
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.database.backups import back_up
from renshu.errors import RenshuError
from renshu.evening.beginning import copy_stores
from renshu.evening.services import Services
from renshu.library.catalogue import Catalogue
from renshu.library.catalogue.names import title_field
from renshu.library.catalogue.schema import CATALOGUE
from support.damage import Harm, cut, overwrite, something_else

TODAY = date(2026, 11, 22)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """With a library that the player has said something in, and a copy of it."""
    folders = Folders.below(tmp_path)
    folders.prepare()
    catalogue = Catalogue(folders.catalogue)
    catalogue.refresh()
    catalogue.want({title_field("Brave Song"): "Brave Song"}, "Angel Beats!")
    catalogue.close()
    back_up(folders.catalogue, CATALOGUE, folders.backups, TODAY)
    return folders


def wanted(catalogue: Catalogue) -> set[str]:
    return {track.full_title for track in catalogue.tracks() if track.wanted_at}


def everywhere(path: Path) -> None:
    overwrite(path, seed=3, spots=60)


@pytest.mark.parametrize("harm", [something_else, cut, everywhere])
async def test_a_damaged_library_is_put_aside_and_its_copy_is_there(
    folders: Folders, harm: Harm
) -> None:
    harm(folders.catalogue)
    before = folders.catalogue.read_bytes()
    services, news, faults = Services(folders, Settings()), list[str](), list[RenshuError]()
    services.on_news, services.on_fault = news.append, faults.append
    copy_stores(services, TODAY)
    assert wanted(services.catalogue) == {"Brave Song"}
    assert services.catalogue.check() == ()
    assert faults == []
    assert "the copy of 2026-11-22 is in its place" in news[0]
    (aside,) = folders.data.glob("library-damaged-*.db")
    assert aside.read_bytes() == before
    await services.close()


async def test_without_a_copy_a_new_one_finds_the_scores_again(folders: Folders) -> None:
    something_else(folders.catalogue)
    for copy in folders.backups.iterdir():
        copy.unlink()
    services, news = Services(folders, Settings()), list[str]()
    services.on_news = news.append
    services.catalogue.refresh()
    assert len(services.catalogue.entries()) >= 30
    assert "a new one is in its place" in news[0]
    await services.close()


async def test_a_library_that_cannot_be_opened_is_one_in_memory(folders: Folders) -> None:
    folders.catalogue.unlink()
    folders.catalogue.mkdir()
    services, faults = Services(folders, Settings()), list[RenshuError]()
    services.on_fault = faults.append
    services.catalogue.refresh()
    assert len(services.catalogue.entries()) >= 30
    assert [fault.sentence for fault in faults] == [
        f"The library in {folders.catalogue} cannot be opened."
    ]
    await services.close()


async def test_both_stores_are_copied_once_a_day(folders: Folders) -> None:
    services = Services(folders, Settings())
    _ = services.history
    for _ in range(2):
        copy_stores(services, TODAY)
    assert {copy.name for copy in folders.backups.iterdir()} == {
        "history-2026-11-22.db",
        "library-2026-11-22.db",
    }
    await services.close()
