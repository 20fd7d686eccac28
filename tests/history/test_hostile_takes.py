"""Exported takes that somebody else has written, to do harm."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from renshu.history.export import import_all
from renshu.history.store import History
from renshu.history.take_json import whole_take_json
from support.takes import make_take

NAME = "2026-11-22_193000_{}.json"


def exported(**changes: object) -> str:
    return json.dumps({**whole_take_json(make_take(), timedelta()), **changes})


HOSTILE = {
    "times that are no numbers": exported(events=[[float("nan"), "down", 60, 60]]),
    "times without end": exported(events=[[float("inf"), "down", 60, 60]]),
    "a tempo without end": exported(tempo=float("inf")),
    "an id that climbs": exported(id="../../outside"),
    "a number of many digits": exported(
        passage={"start": "0/1", "end": "9" * 5000 + "/1", "is_looped": False}
    ),
    "a day before time": exported(started_at="0001-01-01T00:00:00+23:59"),
    "no zone": exported(started_at="2026-01-01T00:00:00"),
    "events of another kind": exported(events={"a": 1}),
    "deep brackets": "[" * 100_000,
    "nothing": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_take_is_refused_in_a_sentence_and_the_others_come_in(
    tmp_path: Path, text: str
) -> None:
    folder = tmp_path / "takes"
    folder.mkdir()
    good = make_take()
    (folder / NAME.format("a" * 32)).write_text(text)
    whole = json.dumps(whole_take_json(good, timedelta()))
    (folder / NAME.format("b" * 32)).write_text(whole)
    before = set(tmp_path.rglob("*"))
    history = History(tmp_path / "history.db")
    merged = import_all(history, folder)
    assert (merged.added, len(merged.refused)) == (1, 1)
    assert "\n" not in merged.refused[0]
    assert [row.id for row in history.takes()] == [good.id]
    history.close()
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "history.db"}
