"""What is fuzzed: a way to make cases, and a way to tell whether one went well."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """One door through which something from outside comes in."""

    name: str
    make: Callable[[random.Random], bytes]
    """A case, the same for the same seed."""
    check: Callable[[bytes], str]
    """What became of a case, in a word; what it raises is a fault."""
    seconds: float
    """The processor time that no case may need more of; a loaded machine does not count."""


class TooSlowError(Exception):
    """A case that takes longer than it may."""


def run(target: Target, case: bytes) -> str:
    """What becomes of a case.

    Raises:
        Exception: The fault that it found.
    """
    begun = time.process_time()
    outcome = target.check(case)
    spent = time.process_time() - begun
    if spent > target.seconds:
        raise TooSlowError(f"{spent:.1f} s of {target.seconds} s")
    return outcome


def case_of(target: Target, seed: int) -> bytes:
    """The case that a seed makes."""
    return target.make(random.Random(seed))  # noqa: S311 - repeatable, nothing secret
