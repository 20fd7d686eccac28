from collections.abc import Iterator
from pathlib import Path

import pytest

from renshu.library.catalogue import Catalogue
from renshu.library.catalogue.search import Standing
from renshu.library.head import Head
from renshu.score.notation import Credits

HEADS = {
    "treasure": Credits(title="一番の宝物", source="Angel Beats!", composer="Jun Maeda"),
    "canon": Credits(title="Canon in D", source="Kanon", composer="Johann Pachelbel"),
    "plain": Credits(title="Something Else", arranger="Takara Fan"),
}


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    for name in HEADS:
        (tmp_path / f"{name}.mxl").write_text(name)
    opened = Catalogue(
        tmp_path / "library.db", lambda path: Head(HEADS[path.stem]), tmp_path / "no starter"
    )
    opened.add([tmp_path / f"{name}.mxl" for name in HEADS])
    yield opened
    opened.close()


def titles(catalogue: Catalogue, text: str, standing: Standing | None = None) -> list[str]:
    return [entry.title for entry in catalogue.search(text, standing or Standing()).entries]


def test_all_that_has_the_word_is_found(catalogue: Catalogue) -> None:
    assert titles(catalogue, "takara") == ["Something Else", "一番の宝物"]
    assert titles(catalogue, "takaramono maeda") == ["一番の宝物"]
    assert titles(catalogue, "ab") == ["一番の宝物"]


def test_guesses_stand_only_where_nothing_is_certain(catalogue: Catalogue) -> None:
    assert titles(catalogue, "canon") == ["Canon in D"]
    assert titles(catalogue, "pachebel") == ["Canon in D"]


def test_a_change_of_the_library_is_found(catalogue: Catalogue) -> None:
    (canon,) = catalogue.find("canon")
    catalogue.edit(canon.id, "arranger", "Someone New")
    assert catalogue.find("someone new") == (catalogue.entry(canon.id),)
    catalogue.remove(canon.id)
    assert catalogue.find("canon") == ()


def test_what_others_know_of_a_score(catalogue: Catalogue) -> None:
    (canon,) = catalogue.find("canon")
    standing = Standing(grades={canon.file_hash: 3.6})
    assert titles(catalogue, "difficulty:4", standing) == ["Canon in D"]
    assert titles(catalogue, "difficulty:4") == []
    catalogue.edit(canon.id, "difficulty", "7")
    assert titles(catalogue, "difficulty:4", standing) == []
    assert titles(catalogue, "is:new difficulty:>6") == ["Canon in D"]
    assert titles(catalogue, "due:yes") == []


def test_an_index_is_kept_as_long_as_nothing_changes(catalogue: Catalogue) -> None:
    finder = catalogue._finder
    first = finder.index(catalogue.shelf(), Standing())
    assert finder.index(catalogue.shelf(), Standing()) is first
    assert finder.index(catalogue.shelf(), Standing(due=frozenset({"x"}))) is not first
