"""The promise: every library has bounds, and what is installed lies within them; so has Python."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from lowest import lowest
from renshu.cli.facts import LIBRARIES

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [
    Requirement(one) for one in (*PROJECT["dependencies"], *EXTRAS["audio"], *EXTRAS["serve"])
]
DATED = {"sudachidict_small"}
"""A dictionary, whose versions are days: a newer one knows more words."""


@pytest.mark.parametrize("needed", NEEDED, ids=lambda needed: needed.name)
def test_a_library_has_a_lowest_and_a_highest_version(needed: Requirement) -> None:
    signs = {bound.operator for bound in needed.specifier}
    assert signs == ({">="} if needed.name in DATED else {">=", "<"})


@pytest.mark.parametrize("needed", NEEDED, ids=lambda needed: needed.name)
def test_what_is_installed_lies_within(needed: Requirement) -> None:
    try:
        installed = version(needed.name)
    except PackageNotFoundError:
        pytest.skip("this extra is not installed")
    assert needed.specifier.contains(installed)


def test_the_lowest_of_all_are_asked_for() -> None:
    asked = set(lowest(TEXT))
    assert {one.partition("==")[0] for one in asked} >= {needed.name for needed in NEEDED}
    assert all(re.fullmatch(r"[\w.-]+==[\d.]+", one) for one in asked)


def test_doctor_tells_the_version_of_each() -> None:
    assert {needed.name.replace("_", "-") for needed in NEEDED} <= set(LIBRARIES)


def test_a_library_without_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="no lower bound"):
        list(lowest('[project]\ndependencies = ["mido"]'))


def test_no_statement_numbers_its_question_marks() -> None:
    """Python 3.11 takes `?1`, 3.12 warns of it and 3.14 refuses it: a name stands there instead."""
    stores = [ROOT / "src/renshu" / name for name in ("database", "history", "library")]
    files = [path for store in stores for path in store.rglob("*.py")]
    assert files
    assert [path for path in files if re.search(r"\?[0-9]", path.read_text("utf-8"))] == []
