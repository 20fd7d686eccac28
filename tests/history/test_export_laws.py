"""Whatever is exported: in another history it is there once, in whatever order it came."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renshu.errors import HistoryError
from renshu.history.export import export_all, import_all, is_exported
from renshu.history.sections import KeptLadder
from renshu.history.store import History
from renshu.practice.ladder import Ladder, Round, Terms
from renshu.practice.section import Section
from renshu.practice.take import Take, Tally
from renshu.score.passage import Hands, Passage
from support.takes import later, make_take

PIECES = st.sampled_from(["a", "b"])
_bars = st.sampled_from([(0, 4), (0, 8), (4, 8)])
tallies = st.builds(Tally, *[st.integers(0, 3)] * 4)
rounds = st.builds(
    Round,
    st.integers(0, 5).map(later),
    st.sampled_from([0.5, 0.55]),
    tallies,
    st.booleans(),
    st.just(0.6),
)
ladders = st.builds(
    KeptLadder,
    st.builds(
        lambda bars, hands: Passage(Fraction(bars[0]), Fraction(bars[1]), hands, is_looped=True),
        _bars,
        st.sampled_from(Hands),
    ),
    st.builds(
        Ladder,
        st.builds(Terms, goal=st.sampled_from([1.0, 1.2]), forgiven=st.integers(0, 2)),
        st.sampled_from([0.5, 0.85]),
        st.lists(st.booleans(), max_size=3).map(tuple),
        st.booleans(),
    ),
    st.booleans(),
)
sections = st.builds(
    lambda bars, name: Section(Fraction(bars[0]), Fraction(bars[1]), name),
    _bars,
    st.sampled_from(["Bridge", "Bridge (0–4)", "サビ"]),
)
TAKES = [make_take("a", later(0)), make_take("b", later(9)), make_take("a", later(5))]

things = st.one_of(
    st.tuples(st.just("take"), PIECES, st.sampled_from(TAKES)),
    st.tuples(st.just("section"), PIECES, sections),
    st.tuples(st.just("ladder"), PIECES, st.tuples(ladders, st.lists(rounds, max_size=3))),
    st.tuples(st.just("goal"), PIECES, st.tuples(st.integers(1, 9), *[st.integers(0, 3)] * 2)),
    st.tuples(st.just("milestone"), st.just("first take"), st.integers(1, 9)),
)


@contextmanager
def history_of(entries: Sequence[tuple[str, str, object]] = ()) -> Iterator[tuple[History, Path]]:
    """A history with these things in it, and a folder beside it."""
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder) / "history.db")
        for entry in entries:
            enter(history, *entry)
        yield history, Path(folder) / "exported"
        history.close()


def enter(history: History, kind: str, piece: str, thing: object) -> None:
    match kind, thing:
        case "take", Take():
            history.merge([(thing, timedelta(hours=9))])
        case "section", Section():
            history.sections.keep(piece, thing)
        case "ladder", (KeptLadder() as kept, list() as played):
            history.sections.set_ladder(piece, kept)
            for one in played:
                history.sections.add_round(piece, kept, one)
        case "goal", (int() as days, int() as minutes, int() as dropped):
            set_at, dropped_at = later(minutes).isoformat(), later(minutes + dropped).isoformat()
            row = (piece, piece, str(date(2026, 12, days)), 1.0, set_at)
            insert(history, "goal", (*row, dropped_at if dropped else None))
        case "milestone", int(days):
            insert(history, "milestone", (piece, str(date(2026, 12, days))))


def insert(history: History, table: str, row: tuple[object, ...]) -> None:
    marks = ", ".join("?" * len(row))
    with history.database.write() as connection:
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608


def files(history: History, folder: Path) -> dict[str, bytes]:
    export_all(history, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@settings(max_examples=25, deadline=None)
@given(entries=st.lists(things, max_size=6))
def test_what_is_exported_imported_and_exported_is_the_same(
    entries: list[tuple[str, str, object]],
) -> None:
    with history_of(entries) as (history, folder), history_of() as (other, elsewhere):
        exported = files(history, folder)
        import_all(other, folder)
        assert files(other, elsewhere) == exported
        again = import_all(other, folder)
        assert (again.added, again.others, again.refused) == (0, {}, ())
        assert files(other, elsewhere) == exported


BRIDGES = [
    [("section", "a", Section(Fraction(start), Fraction(8), "Bridge"))] for start in (4, 0, 2)
]
CLIMB = KeptLadder(Passage(Fraction(0), Fraction(4), is_looped=True), Ladder(Terms(), 0.5), True)
CLIMBS = [
    [("ladder", "a", (replace(CLIMB, is_on=minute == 2), [_round]))]
    for minute in (1, 2, 2)
    for _round in [Round(later(minute), 0.5, Tally(matched=1), True, 0.55)]
]


@settings(max_examples=15, deadline=None)
@given(machines=st.lists(st.lists(things, max_size=4), min_size=3, max_size=3))
@example(machines=BRIDGES)
@example(machines=CLIMBS)
def test_the_order_in_which_machines_come_changes_nothing(
    machines: list[list[tuple[str, str, object]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, entries in enumerate(machines):
            with history_of(entries) as (history, _):
                export_all(history, Path(folder) / str(number))
        results = []
        for order in permutations("012"):
            with history_of() as (other, elsewhere):
                for machine in order:
                    import_all(other, Path(folder) / machine)
                results.append(files(other, elsewhere))
    assert all(result == results[0] for result in results)


def test_two_stretches_of_one_name_are_both_kept() -> None:
    with history_of(BRIDGES[0]) as (history, folder), history_of(BRIDGES[1]) as (other, _):
        export_all(history, folder)
        assert import_all(other, folder).others == {"sections": 1}
        names = {(one.name, int(one.start)) for one in other.sections.kept("a")}
    assert names == {("Bridge", 0), ("Bridge (4–8)", 4)}


def test_the_log_of_both_machines_is_kept_in_order() -> None:
    with history_of(CLIMBS[1]) as (history, folder), history_of(CLIMBS[0]) as (other, _):
        export_all(history, folder)
        import_all(other, folder)
        log = other.sections.rounds("a", CLIMB.passage)
        kept = other.sections.ladder("a", CLIMB.passage)
    assert [one.at for one in log] == [later(1), later(2)]
    assert kept is not None
    assert kept.is_on


def test_a_newer_verdict_comes_with_its_take() -> None:
    take = make_take()
    newer = replace(take, judge=take.judge + 1, labels=take.labels[:2])
    with history_of([("take", "a", newer)]) as (history, folder):
        export_all(history, folder)
        with history_of([("take", "a", take)]) as (other, _):
            assert import_all(other, folder).known == 1
            assert other.take(take.id) == newer


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sections.json", {"form": 1, "sections": [{"score_id": "a"}]}),
        ("sections.json", {"form": 1, "takes": []}),
        ("sections.json", {"form": 2, "sections": []}),
        ("ladders.json", {"form": 1, "ladders": [{"score_id": "a", "start": "1/0"}]}),
        ("goals.json", {"form": 1, "goals": [{"score_id": "a", "tempo": float("nan")}]}),
        ("milestones.json", {"form": 1, "milestones": [{"key": " ", "on": "2026-11-22"}]}),
    ],
)
def test_a_file_that_holds_something_else_is_one_sentence(
    name: str, content: object, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(json.dumps(content))
    with history_of() as (history, _):
        (sentence,) = import_all(history, tmp_path).refused
    assert sentence.startswith(f"{name}: it ")


def test_terms_that_nobody_can_climb_on_are_refused() -> None:
    with history_of(CLIMBS[0]) as (history, folder), history_of() as (other, _):
        export_all(history, folder)
        path = folder / "ladders.json"
        path.write_text(path.read_text().replace('"failures": 3', '"failures": 0'))
        assert len(import_all(other, folder).refused) == 1
        assert other.sections.ladders("a") == ()


def test_a_folder_with_sections_alone_is_one_that_was_exported() -> None:
    with history_of(BRIDGES[0]) as (history, folder):
        export_all(history, folder)
        assert is_exported(folder)
        assert not is_exported(folder.parent)


def test_a_folder_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    with history_of() as (history, _), pytest.raises(HistoryError, match="There is no folder"):
        import_all(history, tmp_path / "nowhere")
