"""The scores that come with the program."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def starter_folder() -> Path:
    """The starter scores: inside the installed package, or `scores/` of a checkout."""
    packaged = _PACKAGE / "starter"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "scores"
