"""What an import has done."""

from dataclasses import dataclass, field

from renshu.library.catalogue import Entry, Refusal, Report, report_json


@dataclass(frozen=True, slots=True)
class Repaired:
    """A score that could be read only with repairs, a sentence for each."""

    entry: Entry
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was taken in, repaired and refused."""

    entered: Report = field(default_factory=Report)
    repaired: tuple[Repaired, ...] = ()
    unreadable: tuple[Refusal, ...] = ()
    """Scores that look like one from outside, and could not be read; they stay listed."""
    is_complete: bool = True
    """Whether nothing was left for the next time."""

    @property
    def came_in(self) -> tuple[Entry, ...]:
        """What is new or found again, and can be read."""
        unreadable = {refusal.path for refusal in self.unreadable}
        came = (*self.entered.added, *self.entered.found)
        return tuple(entry for entry in came if entry.path not in unreadable)

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """All that cannot be used, and why."""
        return (*self.entered.refused, *self.unreadable)


def import_json(report: ImportReport) -> dict[str, object]:
    """The object that `renshu import --json` prints."""
    refused = [{"path": str(one.path), "reason": one.reason} for one in report.refused]
    repaired = [
        {"id": one.entry.id, "path": one.entry.place, "repairs": list(one.repairs)}
        for one in report.repaired
    ]
    return {
        **report_json(report.entered),
        "repaired": repaired,
        "refused": refused,
        "is_complete": report.is_complete,
    }
