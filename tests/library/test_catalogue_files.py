"""Score files in folders, whatever these are like."""

import os
import subprocess
from pathlib import Path

import pytest

from renshu.library.catalogue.files import scores_below


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path, _ in scores_below(folder)]


def test_files_and_folders_come_by_name_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    for name in ("b.xml", "c/a.mxl", "a/z.musicxml", "a/.hidden.xml", ".git/x.xml", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == ["a/z.musicxml", "b.xml", "c/a.mxl"]


def test_links_to_folders_are_passed_over_and_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a.xml").touch()
    (tmp_path / "again").symlink_to(".")
    (tmp_path / "self.xml").symlink_to("self.xml")
    (tmp_path / "other.xml").symlink_to("a.xml")
    assert names(tmp_path) == ["a.xml", "other.xml"]


def test_folders_may_lie_deep_in_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1500):
        os.mkdir("d")  # noqa: PTH102 - the whole path would be too long in the end
        os.chdir("d")
    Path("a.xml").touch()
    os.chdir(tmp_path)
    try:
        assert len(names(tmp_path)) == 1
    finally:
        # Python's own way to remove a folder does not go so deep.
        subprocess.run(["rm", "-r", str(tmp_path / "d")], check=True)
