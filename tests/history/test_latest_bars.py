from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from renshu.history.latest_bars import REBUILD
from renshu.history.store import History
from support.takes import Bar, later, make_take

bars = st.lists(st.builds(Bar, st.integers(1, 4), st.integers(0, 2)), min_size=1, max_size=3)
doings = st.lists(
    st.one_of(
        st.tuples(st.just("finish"), st.integers(0, 9), bars),
        st.tuples(st.just("discard"), st.integers(0, 9), bars),
        st.tuples(st.just("judge"), st.integers(0, 9), bars),
    ),
    max_size=8,
)


def latest(history: History) -> list[tuple[object, ...]]:
    rows = history._database.read("SELECT * FROM latest_bar ORDER BY score_id, measure")
    return [tuple(row) for row in rows]


def rebuilt(history: History) -> list[tuple[object, ...]]:
    with history._database.write() as connection:
        for statement in REBUILD:
            connection.execute(statement)
    return latest(history)


@settings(max_examples=15, deadline=None)
@given(doings)
@example([("finish", 1, [Bar(1), Bar(1)]), ("judge", 1, [Bar(2)])])
@example([("finish", 1, [Bar(1), Bar(1)]), ("finish", 2, [Bar(2)]), ("discard", 2, [])])
def test_whatever_is_done_the_latest_bars_are_the_latest(
    done: list[tuple[str, int, list[Bar]]],
) -> None:
    with TemporaryDirectory() as folder, closing(History(Path(folder) / "history.db")) as history:
        made = [make_take(f"score {n % 2}", later(n)) for n in range(10)]
        for at, (what, number, played) in enumerate(done):
            take = made[number]
            if what == "finish":
                began = take.started_at + timedelta(seconds=at)
                history.finish(make_take(take.score_id, began, played))
            elif what == "judge":
                for row in history.takes(take.score_id, 1):
                    history.judge_again(row.id, make_take(bars=played).labels, 2)
            else:
                for row in history.takes(take.score_id, 1):
                    history.discard(row.id)
        kept = latest(history)
        assert kept == rebuilt(history)


def test_what_went_right_last_is_learnt(tmp_path: Path) -> None:
    with closing(History(tmp_path / "history.db")) as history:
        history.finish(make_take(bars=[Bar(4), Bar(4)]))
        assert history.learnt() == {"score": 2}
        newer = make_take(started_at=later(5), bars=[Bar(1, wrong=3)])
        history.finish(newer)
        assert history.learnt() == {"score": 1}
        history.discard(newer.id)
        assert history.learnt() == {"score": 2}
