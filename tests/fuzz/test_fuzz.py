"""The cases that fuzzing has found, played again; and a few fresh ones of every target.

`python tests/fuzz/run.py` looks for more.
"""

from pathlib import Path

import pytest

from support.fuzzing.target import Target, TooSlowError, case_of, run
from support.fuzzing.targets import TARGETS

CORPUS = Path(__file__).with_name("corpus")
FOUND = [(path.parent.name, path.name) for path in sorted(CORPUS.glob("*/*"))]
FRESH = {
    "scores": 60,
    "played": 40,
    "midi-files": 200,
    "settings": 150,
    "folders": 12,
    "word-files": 25,
}
"""Cases of an ordinary run."""


@pytest.mark.parametrize(("target", "case"), FOUND)
def test_what_was_found_is_mended(target: str, case: str) -> None:
    run(TARGETS[target], (CORPUS / target / case).read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_fresh_cases_go_well(target: str) -> None:
    outcomes = {
        run(TARGETS[target], case_of(TARGETS[target], seed)) for seed in range(FRESH[target])
    }
    assert len(outcomes) > 1, "every case ends the same way: nothing is tested"


def test_every_case_that_is_kept_has_a_target() -> None:
    assert {target for target, _ in FOUND} <= set(TARGETS)


def test_a_seed_makes_the_same_case_again() -> None:
    for target in TARGETS.values():
        assert case_of(target, 1) == case_of(target, 1)


def test_faults_and_slowness_are_found() -> None:
    def fail(_: bytes) -> str:
        raise ZeroDivisionError

    def dawdle(_: bytes) -> str:
        return str(sum(range(10**6)))

    with pytest.raises(ZeroDivisionError):
        run(Target("bad", lambda _: b"", fail, 1.0), b"")
    with pytest.raises(TooSlowError):
        run(Target("slow", lambda _: b"", dawdle, 0.0), b"")
