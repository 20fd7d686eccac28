"""The commands that put something into the library: import, edit, want, export --metadata."""

import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from renshu.config import Folders
from renshu.library.musicxml import read
from renshu.library.studies.background import study_files
from renshu.library.studies.difficulty import DIFFICULTY
from renshu.library.studies.store import StudyStore
from support.commands import Renshu
from support.musicxml import note, part, score_xml


def write(path: Path, title: str, source: str, music: str = "") -> Path:
    head = (
        f"<work><work-title>{title}</work-title></work><identification><miscellaneous>"
        f"<miscellaneous-field name='source'>{source}</miscellaneous-field>"
        "</miscellaneous></identification>"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(score_xml(part(music or note("C4", 16)), head=head), "utf-8")
    return path


def listed(renshu: Renshu) -> list[dict[str, Any]]:
    return [json.loads(line) for line in renshu("list", "--json")[1].splitlines()]


def own(renshu: Renshu) -> list[dict[str, Any]]:
    return [entry for entry in listed(renshu) if not entry["is_starter"]]


def test_import_tells_what_was_repaired_and_refused(renshu: Renshu, tmp_path: Path) -> None:
    folder = tmp_path / "scores"
    write(folder / "good.musicxml", "Good", "AB")
    write(folder / "long.musicxml", "Too long", "AB", note("C4", 12) + note("D4", 8))
    broken = write(folder / "broken.musicxml", "Broken", "AB")
    broken.write_text(broken.read_text()[:-90])
    (folder / "text.musicxml").write_text("no score")
    status, out, err = renshu("import", "--json", folder)
    told = json.loads(out)
    assert status == 1
    assert len(told["added"]) == 3
    assert [Path(one["path"]).name for one in told["refused"]] == ["text.musicxml"]
    assert "broken.musicxml" in [Path(one["path"]).name for one in told["repaired"]]
    assert all(one["repairs"] for one in told["repaired"])
    assert told["is_complete"]
    assert "text.musicxml" in err
    assert {entry["bars"] for entry in own(renshu)} == {1}


def test_import_copies_on_request_or_by_the_setting(renshu: Renshu, tmp_path: Path) -> None:
    folders = Folders.below(tmp_path / "home")
    first, second = (write(tmp_path / f"{name}.musicxml", name, "AB") for name in "ab")
    renshu("import", "--copy", first)
    folders.settings.write_text("copy_scores = true\n")
    renshu("import", second)
    assert {Path(entry["path"]).parent for entry in own(renshu)} == {folders.copies}


def test_import_of_an_archive(renshu: Renshu, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        for name in "ab":
            made.write(write(tmp_path / f"{name}.musicxml", name, "AB"), f"in/{name}.musicxml")
    assert renshu("import", tmp_path / "x.zip")[0] == 0
    assert [entry["title"] for entry in own(renshu)] == ["a", "b"]


def test_import_goes_on_after_ctrl_c(renshu: Renshu, tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / "scores" / f"{number}.musicxml", f"Piece {number}", "AB")
    code = (
        "import os, signal, sys; from renshu.cli import run;"
        "from renshu.library.importing import importer;"
        "made = importer.Importer._with\n"
        "def interrupted(self, *those):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return made(self, *those)\n"
        "importer.Importer._with = interrupted\n"
        f"sys.exit(run(['import', {str(tmp_path / 'scores')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr == "renshu: Stopped; `renshu import` goes on with the rest.\n"
    assert sum(entry["repairs"] is None for entry in own(renshu)) >= 38
    assert renshu("import")[0] == 0
    assert {entry["repairs"] for entry in own(renshu)} == {0}


def test_list_is_by_anime_and_says_more_as_json(renshu: Renshu, tmp_path: Path) -> None:
    write(tmp_path / "scores" / "a.musicxml", "Ichiban no Takaramono", "Angel Beats!")
    renshu("import", tmp_path / "scores")
    (entry,) = own(renshu)
    assert entry["anime"]["title"] == "Angel Beats!"
    assert entry["track"]["romaji"] == "Ichiban no Takaramono"
    assert entry["difficulty"] is None
    studied = Folders.below(tmp_path / "home").studies
    path = Path(entry["path"])
    with StudyStore(studied) as store:
        loaded = read(path.read_bytes(), path.name)
        study_files(store, [DIFFICULTY], {entry["hash"]: path}, lambda _: loaded.score)
    assert 1 <= own(renshu)[0]["difficulty"] <= 9
    assert "Takaramono" in renshu("search", "difficulty:<9")[1]
    lines = renshu("list")[1].splitlines()
    assert lines[0].split() == ["From", "Use", "Title", "Composer", "File"]
    froms = [line[:12] for line in lines[1:]]
    assert froms.index("Angel Beats!") < froms.index("Kanon (2006)")


def test_edit_tells_the_library_and_not_the_file(renshu: Renshu, tmp_path: Path) -> None:
    path = write(tmp_path / "a.musicxml", "Ichiban no Takaramono", "AB")
    before = path.read_bytes()
    renshu("import", path)
    status, out, _ = renshu(
        "edit", path, "arranger=Theishter", "track.native=一番の宝物", "anime.year=2010"
    )
    assert status == 0
    assert "一番の宝物" in out
    (entry,) = own(renshu)
    assert (entry["arranger"], entry["track"]["native"], entry["anime"]["year"]) == (
        "Theishter",
        "一番の宝物",
        2010,
    )
    renshu("edit", path, "arranger=")
    assert own(renshu)[0]["arranger"] == ""
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("arranger", "not of the form field=value"),
        ("song.title=x", "not of the form field=value"),
        ("aranger=x", "did you mean “arranger”?"),
        ("anime.year=soon", "The year must be a number"),
    ],
)
def test_an_edit_that_makes_no_sense_is_one_sentence(
    renshu: Renshu, tmp_path: Path, word: str, sentence: str
) -> None:
    path = write(tmp_path / "a.musicxml", "A", "AB")
    renshu("import", path)
    status, _, err = renshu("edit", path, word)
    assert (status, err.count("\n")) == (1, 1)
    assert sentence in err


def test_what_was_said_travels_with_the_folder(
    renshu: Renshu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "scores" / "a.musicxml", "A", "AB")
    renshu("import", tmp_path / "scores")
    renshu("edit", path, "arranger=Theishter", "track.kind=insert")
    assert renshu("export", "--metadata", tmp_path / "scores")[0] == 0
    monkeypatch.setenv("RENSHU_HOME", str(tmp_path / "another home"))
    renshu("import", tmp_path / "scores")
    (entry,) = own(renshu)
    assert (entry["arranger"], entry["track"]["kind"]) == ("Theishter", "insert")


def test_want_lists_what_there_is_no_score_of(renshu: Renshu) -> None:
    renshu("want", "一番の宝物", "--anime", "Angel Beats!")
    assert renshu("want", "小さなてのひら")[1].splitlines() == [
        "小さなてのひら",
        "一番の宝物 (Angel Beats!)",
    ]


@pytest.mark.parametrize("text", ["takara", "宝物", "たからもの", "ichiban AB"])
def test_search_tells_what_is_wanted_without_a_score(renshu: Renshu, text: str) -> None:
    renshu("want", "一番の宝物", "--anime", "Angel Beats!")
    status, out, _ = renshu("search", text)
    assert (status, out) == (0, "Wanted, without a score: 一番の宝物 (Angel Beats!)\n")


def test_search_tells_what_a_field_cannot_be(renshu: Renshu) -> None:
    status, _, err = renshu("search", "canon", "difficulty:hard")
    assert (status, err) == (0, "renshu: “hard” is nothing that “difficulty:” can be.\n")
