"""`history --trends`, `--calendar`, `--bars` and `--milestones`, as a player types them."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from renshu.config import Folders
from renshu.history.store import History
from renshu.library.cache import Cache
from renshu.library.loading import load
from renshu.library.starter import starter_folder
from support.commands import Renshu
from support.takes import Bar, make_take

SCORE = starter_folder() / "beethoven-ode-to-joy-easy.musicxml"


@pytest.fixture
def history(renshu: Renshu) -> Renshu:
    return partial(renshu, "history")


@pytest.fixture
def practised(folders: Folders) -> None:
    """Three evenings of the Ode to Joy; its second bar is never clean."""
    folders.prepare()
    score = load(SCORE, Cache(folders.scores)).score
    now = datetime.now(UTC)
    with closing(History(folders.history)) as store:
        for days in range(3):
            bars = [Bar(4), Bar(3, wrong=1), Bar(4)]
            take = make_take(score.id, now - timedelta(days=days), bars, 600.0)
            store.merge([(take, timedelta())])


def test_before_the_first_take_each_view_says_what_to_do(history: Renshu) -> None:
    for view in ("--trends", "--calendar", "--milestones"):
        status, out, _ = history(view)
        assert (status, "open a score, play" in out) == (0, True)
        assert history(view, "--json") == (0, "", "")


@pytest.mark.usefixtures("practised")
def test_trends_are_a_table_json_and_a_picture(history: Renshu, tmp_path: Path) -> None:
    status, out, _ = history("--trends", "--by", "day")
    assert status == 0
    assert out.splitlines()[0] == "all pieces: 30 min · 3 takes · 92% right"
    assert len(out.splitlines()) == 5
    points = [
        json.loads(line)
        for line in history("--trends", "--by", "day", "--json")[1].split("\n")
        if line
    ]
    assert [point["takes"] for point in points] == [1, 1, 1]
    assert {point["accuracy"] for point in points} == {0.9167}
    picture = tmp_path / "trend.svg"
    assert history("--trends", "--curve", "minutes", "--svg", picture)[0] == 0
    assert ET.parse(picture).getroot().tag.endswith("svg")  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--by", "week"], "--by belongs to --trends"),
        (["--calendar", "--curve", "tempo"], "--curve belongs to --trends"),
        (["--curve", "accuracy"], "--curve belongs to --trends"),
        (["--series", "Key"], "--series belongs to --trends"),
        (
            ["--svg", "takes.svg"],
            "--svg belongs to --trends or --calendar or --bars or --milestones",
        ),
        (["--trends", "--since", "2026-11-22"], "--since belongs to the list of takes or --diary"),
        (["--milestones", "--limit", "3"], "--limit belongs to the list of takes or --diary"),
    ],
)
def test_an_option_of_another_view_is_wrong_usage(
    history: Renshu, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        history(*arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"renshu: error: {sentence}"


@pytest.mark.usefixtures("practised")
def test_trends_of_a_piece_and_of_no_series(history: Renshu) -> None:
    assert "Ode to Joy" in history(SCORE, "--trends")[1].splitlines()[0]
    status, _, err = history("--trends", "--series", "Nothing of the kind")
    assert (status, err) == (
        1,
        "renshu: There is no series “Nothing of the kind” in the library.\n",
    )


@pytest.mark.usefixtures("practised")
def test_the_calendar_is_a_year_in_signs(history: Renshu, tmp_path: Path) -> None:
    out = history("--calendar")[1]
    assert "streak of 3 days · longest 3 days" in out
    assert out.count("▂") == 3 + 1
    days = [json.loads(line) for line in history("--calendar", "--json")[1].splitlines()]
    assert [day["minutes"] for day in days] == [10.0, 10.0, 10.0]
    assert history("--calendar", "--svg", tmp_path / "year.svg")[0] == 0


@pytest.mark.usefixtures("practised")
def test_the_bars_of_a_score_come_weakest_first(history: Renshu, tmp_path: Path) -> None:
    out = history("--bars", SCORE)[1].splitlines()
    assert out[2].split()[:1] == ["2"]
    assert "3 of 3" in out[2]
    bars = [json.loads(line) for line in history("--bars", SCORE, "--json")[1].splitlines()]
    assert (bars[0]["bar"], bars[0]["faulty"], len(bars[0]["times"])) == ("2", 3, 3)
    assert history("--bars", SCORE, "--svg", tmp_path / "bars.svg")[0] == 0
    assert history("--bars")[0] == 1


@pytest.mark.usefixtures("practised")
def test_milestones_are_told_with_their_days(history: Renshu) -> None:
    assert [line.split("  ")[1] for line in history("--milestones")[1].splitlines()] == [
        "first take",
        "a streak of 3 days of practice",
    ]
    first, _ = (json.loads(line) for line in history("--milestones", "--json")[1].splitlines())
    assert first["key"] == "take 1"
