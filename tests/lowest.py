"""Run the tests with the oldest libraries that pyproject.toml allows: `python tests/lowest.py`.

In a fresh virtual environment every direct dependency has its lower bound; what these depend on is
as new as they allow. Arguments go to pytest, beside those that the README gives it, so that a path
runs a part. The exit status is pytest's.
"""

import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
_LOWER = re.compile(r"(?P<name>[\w.-]+)(?:\[.*?\])?\s*>=\s*(?P<lowest>[\w.]+)")


def main() -> int:
    """Make the environment, fill it, and run the tests there."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "venv", with_pip=True)
        python = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        constraints = home / "lowest.txt"
        constraints.write_text("\n".join(lowest((ROOT / "pyproject.toml").read_text("utf-8"))))
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wanted = ["--constraint", str(constraints), "--editable", f"{ROOT}[audio,serve,dev]"]
        subprocess.run([*pip, *wanted], check=True)
        tests = [str(python), "-m", "pytest", "-n", "4", "--dist", "loadfile", *sys.argv[1:]]
        return subprocess.run(tests, cwd=ROOT, check=False).returncode


def lowest(pyproject: str) -> Iterator[str]:
    """A constraint for each direct dependency, those of all extras included.

    Raises:
        ValueError: One of them has no lower bound.
    """
    project = tomllib.loads(pyproject)["project"]
    extras = project.get("optional-dependencies", {}).values()
    for requirement in {*project["dependencies"], *(one for extra in extras for one in extra)}:
        found = _LOWER.match(requirement)
        if found is None:
            raise ValueError(f"{requirement} has no lower bound")
        yield f"{found['name']}=={found['lowest']}"


if __name__ == "__main__":
    sys.exit(main())
