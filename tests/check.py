"""Runs every check of the project, one after another: `python tests/check.py [--no-tests]`.

The exit status is 0 when all of them passed.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent

CHECKS = {
    "ruff": ["ruff", "check", "--no-cache"],
    "format": ["ruff", "format", "--check", "--no-cache"],
    "mypy": ["mypy"],
    "layers": ["lint-imports", "--no-cache"],
    "tests": ["pytest", "-n", "4", "--dist", "loadfile"],
}


def main() -> int:
    """Run the checks, show what each says, and tell in the end which ones failed."""
    skipped = {"tests"} if "--no-tests" in sys.argv[1:] else set()
    failed = [
        name
        for name, (program, *arguments) in CHECKS.items()
        if name not in skipped and not _passes(name, [str(TOOLS / program), *arguments])
    ]
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "all checks passed\n")
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    sys.stdout.write(f"== {name}\n")
    sys.stdout.flush()
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
