"""The log of errors that should not happen: the player gets a sentence, the log the details."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

from renshu.config.folders import Folders

LIMIT_BYTES = 500_000
"""When the log is as big as this, the older half goes into a second file."""


def log_error(error: BaseException, folders: Folders | None = None) -> Path | None:
    """Append an error with its traceback to the log.

    Returns:
        The file, or None where it cannot be written: then nothing more can be done.
    """
    path = error_log(folders or Folders.find())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LIMIT_BYTES:
            path.replace(path.with_suffix(".old"))
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()}\n{_details(error)}\n")
    except OSError:
        return None
    return path


def error_log(folders: Folders) -> Path:
    """Where the log is."""
    return folders.logs / "errors.log"


def _details(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
