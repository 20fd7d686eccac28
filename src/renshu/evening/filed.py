"""Takes that are in their `.mid` files, and that the history has lost."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from renshu.evening.archive import reviewed
from renshu.evening.take_files import named_at, read_file
from renshu.history.facts import Interrupted, TakeFacts

if TYPE_CHECKING:
    from renshu.evening.services import Services
    from renshu.history.store import History

_BEGINNING = datetime.min.replace(tzinfo=UTC)


def newest_take(history: "History") -> datetime:
    """When the newest take of a history began; the beginning of time where there is none."""
    return next((row.facts.started_at for row in history.takes(limit=1)), _BEGINNING)


def take_in_files(services: "Services", history: "History", after: datetime) -> int:
    """Review and store the takes of `.mid` files that a history does not have; how many.

    Args:
        services: Where the files and the scores are.
        history: Where to store them.
        after: Only those that began later: what is missing among older ones was thrown away.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    count = 0
    for path in sorted(services.folders.takes.glob("*.mid")):
        if path.name <= named_at(after):
            continue
        filed = read_file(path)
        if filed is None or filed.take.started_at <= after or history.has(filed.take.id):
            continue
        found = filed.take
        take = reviewed(services, Interrupted(TakeFacts.of(found), found.events))
        count += history.merge([(replace(take, ended_by=found.ended_by), filed.utc_offset)])
    return count
