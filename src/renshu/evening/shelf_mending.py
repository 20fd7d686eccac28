"""A library that is damaged or cannot be used: nobody is kept from playing by it."""

from datetime import date
from typing import TYPE_CHECKING

from renshu.database import is_damage
from renshu.database.backups import fetch_sound
from renshu.errors import LibraryError, RenshuError

if TYPE_CHECKING:
    from collections.abc import Callable

    from renshu.config import Folders
    from renshu.library.catalogue import Catalogue


def open_catalogue(
    folders: "Folders",
    today: date,
    on_fault: "Callable[[RenshuError], None]",
    on_news: "Callable[[str], None]",
) -> "Catalogue":
    """Open the library: mended where it is damaged, and in memory where it cannot be used at all.

    Args:
        folders: Where everything is kept.
        today: The date for the name of a damaged one.
        on_fault: Told why it cannot be used.
        on_news: Told that it was mended, and how.
    """
    from renshu.database.file import IN_MEMORY
    from renshu.library.catalogue import Catalogue

    try:
        try:
            return Catalogue(folders.catalogue)
        except LibraryError as error:
            if not is_damage(error):
                raise
            on_news(mend_catalogue(folders, today))
            return Catalogue(folders.catalogue)
    except LibraryError as error:
        on_fault(error)
        return Catalogue(IN_MEMORY)


def mend_catalogue(folders: "Folders", today: date) -> str:
    """Put a damaged library aside, and its newest sound copy in its place; none: an empty one.

    Scores are found again in their folders; it is what the player has said of them that is copied.

    Returns:
        A sentence for the player.

    Raises:
        LibraryError: It cannot be done.
    """
    from renshu.database.wreck import put_aside
    from renshu.library.catalogue.schema import CATALOGUE

    draft = folders.catalogue.with_suffix(".mending")
    draft.unlink(missing_ok=True)
    try:
        day = fetch_sound(folders.catalogue, CATALOGUE, folders.backups, draft)
        aside = put_aside(folders.catalogue, today)
        if day is not None:
            draft.replace(folders.catalogue)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LibraryError(f"The library cannot be mended: {reason}.") from error
    copy = f"the copy of {day} is" if day else "a new one is"
    return f"The library was damaged and is kept as {aside}; {copy} in its place."
