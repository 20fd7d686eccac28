"""Look for what the program cannot stand: `python tests/fuzz/run.py [--seconds 60] [TARGET…]`.

Every target gets its seconds. What fails is shown with its seed and kept in `--keep`; the smallest
of its kind belongs into `tests/fuzz/corpus/TARGET/`, from where the ordinary tests play it again.
The exit status is 1 if something failed.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.fuzzing.target import Target, case_of, run
from support.fuzzing.targets import TARGETS


def main() -> int:
    """Fuzz the targets, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target")
    parser.add_argument("--seed", type=int, default=time.time_ns() // 10**6, help="to begin with")
    parser.add_argument("--keep", type=Path, help="a folder for the cases that fail")
    options = parser.parse_args()
    names = options.targets or list(TARGETS)
    failed = [fuzz(TARGETS[name], options.seconds, options.seed, options.keep) for name in names]
    return 1 if any(failed) else 0


def fuzz(target: Target, seconds: float, seed: int, folder: Path | None) -> int:
    """Fuzz one target; how many kinds of faults were found."""
    outcomes: Counter[str] = Counter()
    places: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        case = case_of(target, seed)
        try:
            outcomes[run(target, case)] += 1
        except Exception as error:  # noqa: BLE001 - that is what it looks for
            outcomes["failed"] += 1
            _report(error, seed, places)
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{target.name}-{sha256(case).hexdigest()[:12]}").write_bytes(case)
        seed += 1
    _say(f"{target.name}: {sum(outcomes.values())} cases: {dict(outcomes)}")
    return len(places)


def _report(error: Exception, seed: int, places: Counter[str]) -> None:
    """Show an error once for each place where it arises."""
    told = traceback.format_exception(error, limit=-4)
    place = "".join(line.partition(", in")[0] for line in told[-2:-1]) + type(error).__name__
    places[place] += 1
    if places[place] == 1:
        _say(f"seed {seed}\n{''.join(told)}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
