"""What is looked after when an evening begins: nothing is left lying from the one before."""

from datetime import date
from typing import TYPE_CHECKING

from renshu.database import is_damage
from renshu.database.backups import back_up
from renshu.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from renshu.evening.services import Services


def bring_in(services: "Services", tell: "Callable[[str], None]") -> None:
    """Store what waited or was interrupted.

    Args:
        services: Where everything is kept.
        tell: Told, a sentence each, what came back.

    Raises:
        HistoryError: The history cannot be used.
    """
    from renshu.evening.archive import bring_back
    from renshu.evening.filed import newest_take, take_in_files

    newest = newest_take(services.history)
    if count := services.bring_in_waiting():
        tell(_told(count, "waiting", "in the history now"))
    if count := bring_back(services):
        tell(_told(count, "interrupted", "in the history now"))
    if count := take_in_files(services, services.history, newest):
        tell(_told(count, "lost", "in the history again, from their files"))


def copy_stores(services: "Services", today: date) -> None:
    """Copy history and library, once a day; run this in a thread.

    A damaged library is mended; whether a damaged history is, the player says.

    Args:
        services: Where everything is kept, and who is told what cannot be done.
        today: The date of the copies.

    Raises:
        HistoryError: The history is damaged, or cannot be copied.
    """
    from renshu.history.schema import HISTORY

    _copy_library(services, today)
    folders = services.folders
    back_up(folders.history, HISTORY, folders.backups, today)


def _told(count: int, what: str, where: str) -> str:
    if count == 1:
        return f"A take that was {what} is {where.replace('their files', 'its file')}."
    return f"{count} takes that were {what} are {where}."


def _copy_library(services: "Services", today: date) -> None:
    from renshu.library.catalogue.schema import CATALOGUE

    folders = services.folders
    _ = services.catalogue  # mended, where it cannot be opened
    try:
        back_up(folders.catalogue, CATALOGUE, folders.backups, today)
    except LibraryError as error:
        if is_damage(error):
            services.mend_catalogue()
        else:
            services.on_fault(error)
