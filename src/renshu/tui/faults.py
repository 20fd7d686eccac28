"""Unexpected errors: the whole story goes into a file, one sentence to the player."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

from textual.worker import WorkerFailed

from renshu.errors import RenshuError


def log_fault(folder: Path, error: BaseException) -> str:
    """Write an error down and say in a sentence where; this never raises.

    Args:
        folder: Where logs are kept; made where there is none.
        error: What happened.
    """
    if isinstance(error, WorkerFailed):
        error = error.error
    said = error.sentence if isinstance(error, RenshuError) else "Something went wrong in renshu."
    try:
        path = _write(folder, error)
    except OSError as trouble:
        return f"{said} What happened could not be written down ({trouble.strerror})."
    return f"{said} What you played is kept. Please report the file {path}."


def _write(folder: Path, error: BaseException) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "errors.log"
    story = "".join(traceback.format_exception(error))
    with path.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{story}\n")
    return path
