"""`history` and `export` as a player types them: found by evening, compared, written as files."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renshu.cli.rooms import open_catalogue
from renshu.config import Folders
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.history.store import History
from renshu.library.cache import Cache
from renshu.library.loading import load
from renshu.library.starter import starter_folder
from renshu.midi.files import read_take_file
from renshu.practice.take import EndedBy, Take
from renshu.score.notation import Score
from renshu.score.passage import whole
from support.commands import Renshu
from support.pianist import Missed, play
from support.takes import make_take

SCORE = starter_folder() / "beethoven-ode-to-joy-easy.musicxml"
EVENING = datetime(2026, 11, 20, 20, tzinfo=UTC)


@pytest.fixture
def folders(folders: Folders) -> Folders:
    folders.prepare()
    return folders


@pytest.fixture
def score(folders: Folders) -> Score:
    return load(SCORE, Cache(folders.scores)).score


def played(score: Score, number: int, *, misses: int = 0, tempo: float = 1.0) -> Take:
    """The take of one evening after another."""
    events = play(score, mistakes=[Missed(chord) for chord in range(misses)], tempo=tempo).events
    labels = review(score, whole(score), Mode.FREE, events)
    return Take(
        f"{number}{number}" * 16, score.id, score.title, EVENING + timedelta(days=number),
        whole(score), Mode.FREE, 1.0, events, labels, EndedBy.END,
    )  # fmt: skip


@pytest.fixture
def _in_library(folders: Folders, score: Score) -> None:
    with open_catalogue(folders) as catalogue:
        catalogue.add([SCORE])
        catalogue.opened(SCORE, score, EVENING)


def file(folders: Folders, *takes: Take) -> None:
    history = History(folders.history)
    history.merge((take, timedelta()) for take in takes)
    history.close()


def ids(out: str) -> list[str]:
    return [json.loads(line)["id"][:2] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["22", "11", "00"]),
        (["--limit", 2], ["22", "11"]),
        (["--limit", 0], ["22", "11", "00"]),
        (["--since", "2026-11-21"], ["22", "11"]),
        (["--until", "2026-11-21"], ["11", "00"]),
        (["--since", "2026-11-21", "--until", "2026-11-21", "--limit", 5], ["11"]),
    ],
)
def test_takes_by_evening_and_number(
    renshu: Renshu, folders: Folders, score: Score, arguments: list[object], found: list[str]
) -> None:
    file(folders, *(played(score, number) for number in range(3)))
    assert ids(renshu("history", "--json", *arguments)[1]) == found


def test_a_take_after_midnight_is_of_the_evening_before(
    renshu: Renshu, folders: Folders, score: Score
) -> None:
    late = EVENING + timedelta(hours=5.5)
    file(folders, replace(played(score, 0), started_at=late, tempo=0.7))
    assert json.loads(renshu("history", "--json")[1])["evening"] == "2026-11-20"
    heads, line = renshu("history")[1].splitlines()
    assert heads.split()[:3] == ["Take", "Evening", "At"]
    assert line.split()[1:3] == ["2026-11-20", "01:30"]
    assert "70%" not in line


def test_a_long_history_is_not_listed_whole(renshu: Renshu, folders: Folders) -> None:
    file(folders, *(make_take(bars=()) for _ in range(60)))
    lines = renshu("history")[1].splitlines()
    assert len(lines) == 1 + 50 + 1
    assert lines[-1] == "… and 10 more: --limit 0 lists all of them."
    assert len(renshu("history", "--limit", 0)[1].splitlines()) == 61


@pytest.mark.parametrize("wrong", [["--since", "yesterday"], ["--limit", "-1"]])
def test_what_is_no_day_or_number_is_wrong_usage(renshu: Renshu, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as told:
        renshu("history", *wrong)
    assert told.value.code == 2


@pytest.mark.usefixtures("_in_library")
def test_two_takes_are_compared(renshu: Renshu, folders: Folders, score: Score) -> None:
    file(folders, played(score, 0, misses=2), played(score, 1, tempo=0.5))
    told = json.loads(renshu("history", "--compare", "00", "11", "--json")[1])
    assert [take["missed"] for take in told["takes"]] == [2, 0]
    assert [round(take["tempo"], 2) for take in told["takes"]] == [1.0, 0.5]
    assert told["bars"][0]["change"] > 0
    lines = renshu("history", "--compare", "00", "11")[1].splitlines()
    assert lines[0] == score.title
    assert len(lines) == 4 + len(score.measures)


@pytest.mark.usefixtures("_in_library")
def test_takes_of_different_pieces_are_not_compared(
    renshu: Renshu, folders: Folders, score: Score
) -> None:
    file(folders, played(score, 0), replace(played(score, 1), score_id="other", title="Another"))
    status, _, error = renshu("history", "--compare", "11", "00")
    assert (status, "different pieces" in error) == (1, True)


@pytest.mark.usefixtures("_in_library")
def test_takes_of_an_older_review_are_judged_again(
    renshu: Renshu, folders: Folders, score: Score
) -> None:
    file(folders, replace(played(score, 0), labels=(), judge=0), make_take())
    told = json.loads(renshu("history", "--rejudge", "--json")[1])
    assert told == {"judged": 1, "changed": 1, "without_score": 0}
    assert json.loads(renshu("history", "--rejudge", "--json")[1])["judged"] == 0
    assert json.loads(renshu("history", "--json")[1].splitlines()[-1])["matched"] > 0


@pytest.mark.parametrize("form", ["mid", "csv", "json"])
def test_one_take_as_a_file(
    renshu: Renshu, folders: Folders, score: Score, tmp_path: Path, form: str
) -> None:
    take = played(score, 0)
    file(folders, take)
    path = tmp_path / f"take.{form}"
    assert renshu("export", "--take", "00", path)[0] == 0
    match form:
        case "mid":
            told = read_take_file(path)
            assert (told.title, told.score_id) == (score.title, score.id)
            assert len(told.events) == len(take.events)
        case "csv":
            with path.open(newline="") as text:
                assert len(list(csv.DictReader(text))) == len(take.labels)
        case "json":
            assert json.loads(path.read_text())["id"] == take.id


def test_a_take_without_a_form_is_a_sentence(
    renshu: Renshu, folders: Folders, score: Score, tmp_path: Path
) -> None:
    file(folders, played(score, 0))
    status, _, error = renshu("export", "--take", "00", tmp_path / "take")
    assert (status, "--as" in error) == (1, True)
    assert renshu("export", "--take", "00", "--as", "csv", tmp_path / "take")[0] == 0
    assert renshu("export", "--take", "ff", "--as", "csv", tmp_path / "take")[0] == 1
    assert renshu("export", "--take", "00", "--as", "csv", tmp_path / "none" / "take")[0] == 1
