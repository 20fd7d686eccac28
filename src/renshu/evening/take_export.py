"""One take as a file for other programs: as MIDI, as a table of its labels, or whole as JSON."""

from pathlib import Path
from typing import TYPE_CHECKING

from renshu.errors import HistoryError
from renshu.midi.files import write_take
from renshu.practice.take import Take

if TYPE_CHECKING:
    from renshu.history.store import History

FORMS = ("mid", "csv", "json")
"""What a take can be written as: the ends of the files' names."""


def form_of(path: Path) -> str | None:
    """The form that the name of a file tells; None where it tells none."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in FORMS else None


def file_name(take: Take, form: str) -> str:
    """What the file is called if nobody says otherwise: `2026-11-22_193000 Canon.mid`."""
    title = "".join(char if char.isalnum() or char in " -_" else " " for char in take.title)
    words = " ".join(title.split())[:60]
    return f"{take.started_at.astimezone():%Y-%m-%d_%H%M%S} {words}".rstrip() + f".{form}"


def write_one(history: "History", take_id: str, form: str, path: Path) -> None:
    """Write a take into a file.

    Args:
        history: Where the take is.
        take_id: Its id.
        form: One of `FORMS`.
        path: Where to; its folder exists, and a file that is there is written over.

    Raises:
        HistoryError: There is no such take, or it cannot be written.
        TakeFileError: The same of a MIDI file.
    """
    take = history.take(take_id)
    if form == "mid":
        write_take(path, take.events, title=take.title, score_id=take.score_id)
    else:
        _write_text(path, _text(history, take, form))


def _text(history: "History", take: Take, form: str) -> str:
    from renshu.history.export import take_csv, take_text

    return take_csv(take) if form == "csv" else take_text(take, history.utc_offset(take.id))


def _write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", newline="")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HistoryError(f"{path} cannot be written: {reason}.") from error
