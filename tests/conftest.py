"""Puts `tests/` on the path, so that test modules share `support`; names tests with long texts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Calls a long text by the name of its parameter; pytest before 9.2 spells it out."""
    return argname if isinstance(val, str | bytes) and len(val) > 100 else None
