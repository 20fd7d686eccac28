"""What the catalogue tells: entries, how each was practised last, and reports of a refresh."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from renshu.score.hands import HandChoice
from renshu.score.passage import Passage


@dataclass(frozen=True, slots=True)
class Entry:
    """One arrangement; empty strings where neither the file nor the player says."""

    id: int
    path: Path
    """Where it is; of a missing one, where it was."""
    title: str
    """Never empty: the file's name stands in."""
    subtitle: str
    composer: str
    arranger: str
    lyricist: str
    source: str
    """The series, film or game."""
    reading: str
    kind: str
    """Such as `OP`, `ED`, `insert`, `classical`."""
    is_starter: bool
    is_missing: bool
    added_at: datetime
    file_hash: str
    score_id: str | None
    """Known once it has been opened."""
    bars: int | None
    opened_at: datetime | None
    """When it was opened last."""


EDITABLE = (
    "title",
    "subtitle",
    "composer",
    "arranger",
    "lyricist",
    "source",
    "reading",
    "kind",
)
"""The fields of an entry that the player may set."""


@dataclass(frozen=True, slots=True)
class PieceState:
    """How an arrangement was practised last."""

    tempo: float = 1.0
    """Share of the written tempo."""
    passage: Passage | None = None
    """None is the whole piece."""
    hands: tuple[HandChoice, ...] = ()
    """The player's word on which hand plays what, a later one before an earlier one."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken in, and the sentence that says why."""

    path: Path
    reason: str

    def __str__(self) -> str:
        name = self.path.name.encode("utf-8", "replace").decode()
        return f"{name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a refresh or an import found."""

    added: tuple[Entry, ...] = ()
    known: tuple[Entry, ...] = ()
    """Named to be added, and there already: the same file, or one with the same content."""
    changed: tuple[Entry, ...] = ()
    """The file has new content."""
    found: tuple[Entry, ...] = ()
    """Missing before, and there again, here or elsewhere."""
    missing: tuple[Entry, ...] = ()
    """There before, and gone."""
    refused: tuple[Refusal, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence for every file refused."""
        return tuple(str(refusal) for refusal in self.refused)


def entry_json(entry: Entry) -> dict[str, object]:
    """One object of `renshu list --json`."""
    return {
        "id": entry.id,
        "title": entry.title,
        "subtitle": entry.subtitle,
        "composer": entry.composer,
        "arranger": entry.arranger,
        "lyricist": entry.lyricist,
        "source": entry.source,
        "reading": entry.reading,
        "kind": entry.kind,
        "path": str(entry.path),
        "is_starter": entry.is_starter,
        "is_missing": entry.is_missing,
        "score": entry.score_id,
        "bars": entry.bars,
        "added_at": entry.added_at.isoformat(),
        "opened_at": entry.opened_at.isoformat() if entry.opened_at else None,
    }


def report_json(report: Report) -> dict[str, object]:
    """The object that `renshu import --json` prints."""
    return {
        "added": [entry_json(entry) for entry in report.added],
        "known": [entry_json(entry) for entry in report.known],
        "refused": [
            {"path": str(refusal.path), "reason": refusal.reason} for refusal in report.refused
        ],
    }
