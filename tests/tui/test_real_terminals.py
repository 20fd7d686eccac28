"""The program draws and listens in a terminal that is no simulation."""

import subprocess
from pathlib import Path

import pytest

from support.real_terminals import look_at, missing

ROOMS = (("library", ()), ("palette", ("ctrl+p",)))


def colours(picture: Path) -> int:
    """How many different colours a picture has."""
    command = ("identify", "-format", "%k", str(picture))
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_in_xterm(tmp_path: Path) -> None:
    if lacking := missing("xterm", "identify"):
        pytest.skip(f"not installed: {', '.join(lacking)}")
    library, palette = look_at("xterm", (80, 24), "night", tmp_path, ROOMS)
    assert library.read_bytes() != palette.read_bytes()
    # More than sixteen: xterm does not say in its environment that it has them all.
    assert colours(library) > 30
