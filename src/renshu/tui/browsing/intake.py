"""What an import did, in words."""

from collections.abc import Iterator

from renshu.library.catalogue import Report
from renshu.library.importing.reports import ImportReport
from renshu.tui.browsing.rows import pieces


def summary(report: ImportReport) -> str:
    """One sentence: how many came in, were there already, were repaired, refused."""
    entered = report.entered
    counts = (
        (len(report.came_in), "came in"),
        (len(entered.known), "known already"),
        (len(entered.changed), "changed"),
        (len(report.repaired), "repaired"),
        (len(report.refused), "refused"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing new"
    end = "" if report.is_complete else "; the rest waits for the next time"
    return f"Import: {told}{end}."


def lines(report: ImportReport) -> tuple[str, ...]:
    """All of it, a line for each file."""
    return tuple(_lines(report))


def news(report: Report) -> str:
    """What a watched folder brought, in one sentence; empty where nobody need know."""
    came = len(report.added) + len(report.found)
    told = [
        f"{pieces(came)} came in" if came else "",
        f"{pieces(len(report.changed))} changed" if report.changed else "",
        f"the file of {pieces(len(report.missing))} has gone" if report.missing else "",
        f"{len(report.refused)} refused" if report.refused else "",
    ]
    sentence = ", ".join(filter(None, told))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _lines(report: ImportReport) -> Iterator[str]:
    for refusal in report.refused:
        yield f"× {refusal}"
    for repaired in report.repaired:
        yield f"~ {repaired.entry.title}"
        yield from (f"    {repair}" for repair in repaired.repairs)
    for entry in report.came_in:
        yield f"+ {entry.title}"
    for entry in report.entered.changed:
        yield f"+ {entry.title}: its file has changed"
    for entry in report.entered.known:
        yield f"= {entry.title}: it was here already"
