"""The log of errors that should not happen: the player gets a sentence, the log the details.

What is in it may be sent to anybody: see `private`. It stays on this machine until the player sends
it.
"""

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from renshu import __version__
from renshu.config.folders import Folders
from renshu.config.private import without_names, without_private
from renshu.config.recent import RECENT
from renshu.harmless import harmless_lines

LIMIT_BYTES = 500_000
"""When the log is as big as this, it becomes the old one, and the old one before it goes."""

_HEAD = "== "
"""What an entry begins with."""


def log_error(error: BaseException, folders: Folders | None = None) -> Path | None:
    """Append an error to the log, with its traceback and what happened before it.

    Returns:
        The file, or None where it cannot be written: then nothing more can be done.
    """
    path = error_log(folders or Folders.find())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LIMIT_BYTES:
            path.replace(path.with_suffix(".old"))
        with path.open("a", encoding="utf-8", errors="replace") as log:
            log.write(harmless_lines(_entry(error)))
    except OSError:
        return None
    return path


def error_log(folders: Folders) -> Path:
    """Where the log is."""
    return folders.logs / "errors.log"


def last_error(folders: Folders) -> str:
    """When the last error happened, in which version, and what it was; `none` without one."""
    try:
        text = error_log(folders).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "none"
    heads = [line for line in text.splitlines() if line.startswith(_HEAD)]
    return heads[-1].removeprefix(_HEAD) if heads else "none"


def _entry(error: BaseException) -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    said = "".join(traceback.format_exception_only(error)).splitlines()[0]
    head = f"{_HEAD}{now} renshu {__version__} Python {platform.python_version()}"
    events = "\n".join(RECENT.lines())
    return f"{head} {without_private(said)}\n{_details(error)}Before it:\n{events}\n\n"


def _details(error: BaseException) -> str:
    """The traceback: names of our own files stay, what an error says is made anonymous."""
    lines = "".join(traceback.format_exception(error)).splitlines(keepends=True)
    return "".join(
        without_names(line) if line.startswith("  ") else without_private(line) for line in lines
    )
