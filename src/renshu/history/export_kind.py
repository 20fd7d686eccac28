"""What every kind of thing that is exported has in common: files that are written and read back.

A kind is one small module: what it is called, which files are its own, how they are written, and
how they are brought into another history. Bringing in must not depend on the order of the files,
and doing it twice must change nothing; `export.KINDS` lists the kinds.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from renshu.errors import HistoryError
from renshu.harmless import harmless_json

if TYPE_CHECKING:
    from renshu.history.store import History

_Thing = TypeVar("_Thing")

MAX_BYTES = 64_000_000
"""Most that one file may hold to be read back."""

FORM = 1
"""Version of the form of files that hold all things of a kind; others are refused."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a folder that was exported elsewhere."""

    added: int = 0
    """Takes."""
    known: int = 0
    """Takes that were in the history already."""
    refused: tuple[str, ...] = ()
    """A sentence for each file that is none that was exported."""
    others: Mapping[str, int] = field(default_factory=dict)
    """How many of other things are new, by what they are called; what there is none of is not."""


class Kind(Protocol):
    """One kind of thing that is exported."""

    @property
    def noun(self) -> str:
        """What many of them are called, such as `takes`."""

    def owns(self, name: str) -> bool:
        """Whether a file with this name is one of its own."""

    def write(self, history: "History", folder: Path) -> int:
        """Write all there are into a folder; how many.

        Raises:
            HistoryError: They cannot be read.
            OSError: They cannot be written.
        """

    def merge(self, history: "History", paths: Iterable[Path]) -> Merged:
        """Bring in what files of its own hold.

        Raises:
            HistoryError: The history cannot be written.
        """


def read_json(path: Path) -> Any:
    """What a JSON file holds; anybody may have written it.

    Raises:
        HistoryError: It cannot be read, or is no JSON; a sentence about the file without its name.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise HistoryError("it is larger than any take.")
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise HistoryError(f"it cannot be read: {(error.strerror or '').lower()}.") from error
    except (ValueError, RecursionError) as error:
        raise HistoryError("it is not JSON.") from error


def merge_rows(
    history: "History",
    paths: Iterable[Path],
    noun: str,
    checked: Callable[[Any], _Thing],
    enter: Callable[[sqlite3.Connection, _Thing], bool],
) -> Merged:
    """Bring in what `write_rows` has written, each file whole or not at all.

    Args:
        history: Where to.
        paths: The files.
        noun: What they hold.
        checked: What a row says; raises `HistoryError` where it says nothing sensible.
        enter: Enters it, and says whether it is new.
    """
    added, refused = 0, []
    for path in paths:
        try:
            things = [checked(row) for row in read_rows(path, noun)]
        except HistoryError as error:
            refused.append(f"{path.name}: {error.sentence}")
        else:
            with history.database.write() as connection:
                added += sum(enter(connection, thing) for thing in things)
    return Merged(refused=tuple(refused), others={noun: added} if added else {})


def write_rows(path: Path, noun: str, rows: Iterable[Mapping[str, object]]) -> int:
    """Write all things of a kind into one file, a line each; without any there is no file."""
    lines = [harmless_json(json.dumps(row, ensure_ascii=False)) for row in rows]
    if lines:
        body = ",\n".join(lines)
        path.write_text(f'{{"form": {FORM}, "{noun}": [\n{body}\n]}}\n', "utf-8")
    return len(lines)


def read_rows(path: Path, noun: str) -> list[Any]:
    """What `write_rows` was given, not yet checked.

    Raises:
        HistoryError: It is of another form.
    """
    data = read_json(path)
    rows = data.get(noun) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise HistoryError(f"it holds no {noun} that renshu has exported.")
    if data.get("form") != FORM:
        raise HistoryError("it has a form that this renshu does not know.")
    return rows
