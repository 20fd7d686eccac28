import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.errors import HistoryError
from renshu.history.export import Merged, export_all, import_all, take_csv, take_text
from renshu.history.store import History
from renshu.history.take_json import read_take, whole_take_json
from renshu.practice.take import Take
from support.takes import Bar, later, make_take, takes

TOKYO = timedelta(hours=9)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "history.db")
    for minutes in range(3):
        opened.finish(make_take(started_at=later(minutes)))
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[History]:
    """The history of another machine."""
    opened = History(tmp_path / "other.db")
    yield opened
    opened.close()


@given(take=takes())
def test_a_take_comes_back_from_json_as_it_was(take: Take) -> None:
    assert read_take(json.loads(take_text(take, TOKYO))) == (take, TOKYO)


@given(data=anything)
def test_anything_else_is_one_sentence(data: object) -> None:
    with pytest.raises(HistoryError):
        read_take(data)


@given(data=st.data())
def test_a_take_with_anything_in_some_place_is_a_take_or_one_sentence(data: st.DataObject) -> None:
    written = whole_take_json(make_take(), TOKYO)
    written[data.draw(st.sampled_from(sorted(written)))] = data.draw(anything)
    with suppress(HistoryError):
        read_take(written)


@pytest.mark.parametrize("pitch", [-1, 128, 60.5, "60"])
def test_a_key_that_no_piano_has_is_refused(pitch: object) -> None:
    written = whole_take_json(make_take(), TOKYO)
    written["events"] = [[0.0, "down", pitch, 64]]
    with pytest.raises(HistoryError, match="no take that renshu has exported"):
        read_take(written)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "../../elsewhere"),
        ("title", "\ud800"),
        ("tempo", float("nan")),
        ("tempo", 0),
        ("utc_offset", 10**6),
        ("utc_offset", 10**400),
        ("passage", {"start": "0/1", "end": "1e999999999", "is_looped": False}),
        ("passage", {"start": "1/1", "end": "1/1", "is_looped": False}),
        ("started_at", "2026-11-22T19:30:00"),
        ("labels", [{"label": "deletion", "note": "n1", "position": "1/0", "time": 0.0}]),
        ("labels", [{"label": "deletion", "note": "n1", "position": None, "time": 0.0}]),
        ("labels", [{"label": "wat"}]),
    ],
)
def test_a_hostile_value_is_refused(key: str, value: object) -> None:
    written = whole_take_json(make_take(), TOKYO) | {key: value}
    with pytest.raises(HistoryError, match="no take that renshu has exported"):
        read_take(written)


def test_csv_has_a_line_a_label() -> None:
    take = make_take(bars=(Bar(matched=1, wrong=1, extra=1),))
    lines = list(csv.DictReader(io.StringIO(take_csv(take))))
    assert [line["label"] for line in lines] == ["match", "insertion", "deletion", "insertion"]
    assert lines[0]["timing_ms"] == "3.5"
    assert [line["wrong_for"] for line in lines] == ["", "m0w0", "", ""]


def test_csv_runs_nothing_in_a_spreadsheet_and_leaves_numbers_alone() -> None:
    take = make_take(bars=(Bar(matched=1, wrong=1),))
    told = whole_take_json(take, TOKYO)
    labels = json.loads(json.dumps(told["labels"]).replace("m0w0", "=1+1"))
    labels[0] |= {"note": "@SUM(A1)", "timing_ms": -3.5}
    read, _ = read_take({**told, "labels": labels})
    lines = list(csv.DictReader(io.StringIO(take_csv(read))))
    assert [line["note"] for line in lines] == ["'@SUM(A1)", "", "'=1+1"]
    assert (lines[0]["timing_ms"], lines[1]["wrong_for"]) == ("-3.5", "'=1+1")


def test_another_machine_gets_all_takes_once(
    history: History, other: History, tmp_path: Path
) -> None:
    folder = tmp_path / "for you"
    assert export_all(history, folder)["takes"] == 3
    assert import_all(other, folder) == Merged(added=3, known=0, refused=())
    assert import_all(other, folder) == Merged(added=0, known=3, refused=())
    assert other.takes() == history.takes()
    for row in history.takes():
        assert other.take(row.id) == history.take(row.id)


def test_a_take_keeps_the_time_zone_it_was_played_in(other: History, tmp_path: Path) -> None:
    take = make_take()
    (tmp_path / "take.json").write_text(take_text(take, TOKYO), "utf-8")
    import_all(other, tmp_path)
    assert other.takes()[0].utc_offset == TOKYO
    other.finish(take)
    assert other.takes()[0].utc_offset == TOKYO


def test_files_that_are_no_takes_are_told(other: History, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text("{}")
    (tmp_path / "c.json").write_text('{"form": 99}')
    (tmp_path / "d.json").write_bytes(b"\xff")
    (tmp_path / "e.json").write_text("[" * 100_000)
    (tmp_path / "f.json").write_text(take_text(make_take(), TOKYO), "utf-8")
    merged = import_all(other, tmp_path)
    assert merged.added == 1
    assert merged.refused == (
        "a.json: it is not JSON.",
        "b.json: it is no take that renshu has exported.",
        "c.json: it has a form that this renshu does not know.",
        "d.json: it is not JSON.",
        "e.json: it is not JSON.",
    )


def test_a_folder_that_cannot_be_used_is_one_sentence(history: History, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(HistoryError, match="cannot be written"):
        export_all(history, blocked)
    with pytest.raises(HistoryError, match="There is no folder"):
        import_all(history, blocked)
