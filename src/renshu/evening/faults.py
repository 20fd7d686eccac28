"""Unexpected errors: the whole story goes into the log, one sentence to the player."""

from renshu.config import Folders
from renshu.errors import RenshuError


def log_fault(folders: Folders, error: BaseException) -> str:
    """Write an error into the log and say in a sentence what happened; this never raises."""
    from renshu.config.error_log import log_error

    said = error.sentence if isinstance(error, RenshuError) else "Something went wrong in renshu."
    path = log_error(error, folders)
    where = f" Please report the file {path}." if path else ""
    return f"{said} What you played is kept.{where}"
