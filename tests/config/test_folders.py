from pathlib import Path

import pytest

from renshu.config import Folders
from renshu.errors import ConfigError


def test_renshu_home_moves_every_folder(tmp_path: Path) -> None:
    folders = Folders.find({"RENSHU_HOME": str(tmp_path)})
    assert all(path.startswith(str(tmp_path)) for path in folders.as_json().values())


def test_a_relative_home_is_made_absolute() -> None:
    assert Folders.find({"RENSHU_HOME": "here"}).data == Path("here/data").absolute()


def test_without_it_the_platforms_own_folders_are_used() -> None:
    folders = Folders.find({})
    assert "renshu" in str(folders.data)
    assert folders.data != folders.cache != folders.config


def test_naming_folders_makes_none(tmp_path: Path) -> None:
    assert Folders.below(tmp_path).settings.name == "settings.toml"
    assert list(tmp_path.iterdir()) == []


def test_prepare_makes_them_and_leaves_nothing_else(tmp_path: Path) -> None:
    folders = Folders.below(tmp_path / "deep" / "home")
    folders.prepare()
    folders.prepare()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert folders.takes.is_dir()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "home"
    blocked.write_text("a file stands where the folder should be")
    with pytest.raises(ConfigError, match=r"cannot be written .*RENSHU_HOME") as caught:
        Folders.below(blocked).prepare()
    assert str(blocked) in caught.value.sentence
    assert "\n" not in caught.value.sentence
