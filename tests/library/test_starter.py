from pathlib import Path

from renshu.library.starter import starter_folder


def test_there_are_scores_in_it() -> None:
    assert list(starter_folder().glob("*.musicxml"))


def test_a_checkout_has_them_at_its_top() -> None:
    packaged = starter_folder().name == "starter"
    assert packaged or starter_folder() == Path(__file__).parents[2] / "scores"
