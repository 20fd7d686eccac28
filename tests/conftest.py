"""Puts `tests/` on the path, so that test modules share `support`; settings of all tests."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

# A law holds however busy the machine is; times are measured by the benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Calls a long text by the name of its parameter; pytest before 9.2 spells it out."""
    return argname if isinstance(val, str | bytes) and len(val) > 100 else None
