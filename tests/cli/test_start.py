"""What a start costs: the heavy libraries are not loaded where nobody needs them."""

import subprocess
import sys

import pytest

from renshu import __version__

HEAVY = {"music21", "verovio", "numpy", "lxml", "mido", "rtmidi", "textual", "argparse"}


def test_the_version_loads_next_to_nothing() -> None:
    modules, out = _run("--version")
    assert out == f"renshu {__version__}\n"
    assert not modules & HEAVY


@pytest.mark.parametrize("argument", ["--help", "show --help"])
def test_help_loads_no_library(argument: str) -> None:
    modules, out = _run(*argument.split())
    assert out.startswith("usage: renshu")
    assert not modules & (HEAVY - {"argparse"})


def _run(*arguments: str) -> tuple[set[str], str]:
    """The top modules that a run has loaded, and what it printed."""
    program = (
        f"import sys; sys.argv[1:] = {list(arguments)!r}\n"
        "from renshu.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(told.stderr.split()), told.stdout
