"""A take thrown away by the player, and brought back when that was a slip."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from renshu.errors import TakeFileError
from renshu.evening.services import Services
from renshu.evening.take_files import take_path, write_file
from renshu.practice.take import Take


@dataclass(frozen=True, slots=True)
class Discarded:
    """All that is needed to bring a take back."""

    take: Take
    utc_offset: timedelta


def discard(services: Services, take_id: str) -> Discarded:
    """Throw a take away, in the history and as a file. This waits for the disk.

    Raises:
        HistoryError: There is none with this id, or the history cannot be written.
    """
    history = services.history
    gone = Discarded(history.take(take_id), history.utc_offset(take_id))
    history.discard(take_id)
    with suppress(OSError):
        take_path(services.folders.takes, gone.take).unlink(missing_ok=True)
    return gone


def restore(services: Services, gone: Discarded) -> None:
    """Bring back a take that was thrown away. This waits for the disk.

    Raises:
        HistoryError: The history cannot be written.
    """
    services.history.merge([(gone.take, gone.utc_offset)])
    with suppress(TakeFileError):
        write_file(services.folders.takes, gone.take)
