"""The lines of the history: evenings as diary and calendar have them, tempi as trends do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from renshu.follow.follower import Mode
from renshu.history.finding import Wanted
from renshu.history.store import History
from renshu.practice.take import Take
from renshu.tui.drawing.take_rows import COLUMNS, TakeRows
from support.takes import make_take

EVENING, TEMPO = 0, [column.heading for column in COLUMNS].index("Tempo")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "history.db")
    yield opened
    opened.close()


def column(history: History, at: int, border_hour: int = 4) -> list[str]:
    rows = TakeRows(history.find(Wanted()), border_hour)
    return [str(rows.line(index).cells[at]) for index in range(len(rows))]


def at_night(hours: float) -> Take:
    """A take so many hours after seven in the evening of 22 November."""
    take = make_take()
    start = take.started_at.replace(hour=19, minute=0)
    return replace(take, started_at=start + timedelta(hours=hours))


def test_a_take_after_midnight_is_of_the_evening_before(history: History) -> None:
    history.merge((at_night(hours), timedelta()) for hours in (0, 6.5, 9.5))
    assert column(history, EVENING) == [
        "23 Nov 2026 04:30",
        "22 Nov 2026 01:30",
        "            19:00",
    ]
    assert column(history, EVENING, border_hour=0) == [
        "23 Nov 2026 04:30",
        "            01:30",
        "22 Nov 2026 19:00",
    ]


def test_the_tempo_is_that_at_which_it_was_played(history: History) -> None:
    clicked = replace(at_night(1), mode=Mode.TEMPO, tempo=0.6)
    free = replace(at_night(0), tempo=0.6)
    history.merge([(clicked, timedelta()), (free, timedelta())])
    assert column(history, TEMPO) == ["60%", ""]
    with history.database.write() as connection:
        connection.execute("UPDATE figure SET tempo = 0.55 WHERE tempo IS NULL")
    assert column(history, TEMPO) == ["60%", "55%"]
