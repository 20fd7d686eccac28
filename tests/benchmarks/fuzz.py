"""Damage many score files and read them: none may end in anything but a score or a sentence.

    python tests/benchmarks/fuzz.py [--files 2000] [--seed 0]

Prints every file that fails, with the seed that made it, and how the rest went.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.errors import ScoreError
from renshu.library.loading import SECONDS
from renshu.library.musicxml import read
from renshu.library.packing import pack, unpack
from support.mutating import mutated

SHARED = Path(__file__).parents[3] / "shared" / "musicxml"


def main() -> int:
    """Run it; the exit status is 1 if a file failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    paths = sorted(path for kind in ("real", "conformance") for path in (SHARED / kind).iterdir())
    if not paths:
        sys.stdout.write("there are no files to damage\n")
        return 1
    outcomes: Counter[str] = Counter()
    for seed in range(options.seed, options.seed + options.files):
        outcomes[outcome_of(seed, paths)] += 1
    sys.stdout.write(f"{dict(outcomes)}\n")
    return 1 if outcomes["failed"] else 0


def outcome_of(seed: int, paths: list[Path]) -> str:
    """What becomes of the file that `seed` makes."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    path = chance.choice(paths)
    data = mutated(path.read_bytes(), chance)
    begun = time.process_time()
    try:
        score = read(data, path.name).score
        is_same = unpack(pack(score)) == score
    except ScoreError:
        return "refused"
    except Exception:  # noqa: BLE001 - that is what it looks for
        sys.stdout.write(f"seed {seed}, {path.name}\n{traceback.format_exc(limit=-3)}")
        return "failed"
    if not is_same:
        sys.stdout.write(f"seed {seed}, {path.name}: packing changes it\n")
        return "failed"
    if time.process_time() - begun > SECONDS:
        sys.stdout.write(f"seed {seed}, {path.name}: too slow\n")
        return "failed"
    return "read with notices" if score.notices else "read"


if __name__ == "__main__":
    sys.exit(main())
