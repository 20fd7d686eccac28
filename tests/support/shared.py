"""The measuring data that lies beside a development checkout and is never part of it."""

from pathlib import Path

import pytest


def shared_folder() -> Path:
    """The folder `shared` beside the checkout; skips the test where there is none."""
    folder = Path(__file__).parents[3] / "shared"
    if not folder.is_dir():
        pytest.skip("the measuring data is not beside this checkout")
    return folder
