"""Type-checks all mutants at once, for mutmut: `python refused.py mypy FOLDER…` prints JSON lines.

mutmut writes every mutant as a function of its own beside the untouched copy. A mutant that mypy
refuses could never be committed, so it counts as caught. Left out are errors that no mutant is to
blame for: those that its untouched copy has too, and those outside the copies, where the types of
decorated functions are lost.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

CONFIG = Path(__file__).with_name("mypy.ini")


def main() -> int:
    """Print what mypy holds against mutants, as it prints errors with `--output json`."""
    _, tool, *folders = sys.argv
    command = [tool, "--config-file", str(CONFIG), "--output", "json", *folders]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if said.returncode not in {0, 1}:
        sys.stderr.write(said.stderr)
        return said.returncode
    errors = [error for error in map(json.loads, said.stdout.splitlines()) if _blames_one(error)]
    originals = {_kind(error) for error in errors if _function(error).endswith("_orig")}
    for error in errors:
        if _kind(error) not in originals:
            sys.stdout.write(f"{json.dumps(error)}\n")
    return 0


def _blames_one(error: dict[str, Any]) -> bool:
    return error["severity"] == "error" and bool(_function(error))


def _kind(error: dict[str, Any]) -> tuple[str, str, str, str]:
    """An error as it would be in any copy of its function."""
    function = _function(error).rpartition("__mutmut_")[0]
    return error["file"], function, error["code"], error["message"]


def _function(error: dict[str, Any]) -> str:
    """The mutant in which an error lies, or nothing."""
    for first, last, name in _copies(error["file"]):
        if first <= error["line"] <= last:
            return name
    return ""


@cache
def _copies(file: str) -> list[tuple[int, int, str]]:
    return list(_functions(ast.parse(Path(file).read_text("utf-8"))))


def _functions(tree: ast.AST) -> Iterator[tuple[int, int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name:
            yield node.lineno, node.end_lineno or node.lineno, node.name


if __name__ == "__main__":
    sys.exit(main())
