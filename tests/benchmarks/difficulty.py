"""How well the grades agree with those of publishers, and what they cost.

    python tests/benchmarks/difficulty.py CACHE [--all]

CACHE is a folder for the scores once they are read. The grades beside the works are those that
publishers of piano music commonly give them (1–9), from general knowledge, rounded to halves.
`--all` prints every work.

*Spearman* is the rank correlation of computed and published grades; *left out* the same where the
three numbers of the scale are fitted anew for each work, without it (the weights of the efforts are
not fitted). Then each effort is left out, halved and doubled, and all are multiplied by chance.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.library.cache import Cache
from renshu.library.difficulty import difficulty
from renshu.library.difficulty.difficulty import HARD_SHARE
from renshu.library.difficulty.efforts import WEIGHTS, Kind
from renshu.library.difficulty.workload import workload
from renshu.library.loading import Loader
from renshu.library.starter import starter_folder
from renshu.library.studies.difficulty import DIFFICULTY
from renshu.library.studies.store import StudyStore
from renshu.score.notation import Score
from support.shared import shared_folder

Numbers = NDArray[np.float64]

GRADES: dict[float, tuple[str, ...]] = {
    1: ("ode-to-joy-easy",),
    2: ("BWV_Anh._114", "Minuet_in_G_Major_Bach", "pachelbel-canon-easy"),
    2.5: ("PraeludiumInCDur_BWV846", "SonatinaOpus36No1_Part2", "Wild_Horseman"),
    3: (
        "Gymnopedie_No.1", "Gymnopdie_No._1", "satie-gymnopedie-1", "satie-gymnopedie-3",
        "Prlude_No._4_in_E_Minor_Op._28", "SonatinaOpus36No1_Part1", "foundsuite_Invention_1.",
        "bach-invention-1", "bach-cello-prelude",
    ),
    3.5: (
        "Gnossienne_No._1", "satie-gnossienne-1", "foundsuite_Invention_8", "gounod-ave-maria",
    ),
    4: (
        "k545_movement1", "Movement_K._545", "Fur_Elise_fingered", "beethoven-fur-elise",
        "source__Moonlight_Sonata", "beethoven-moonlight-1", "foundsuite_Invention_14",
        "foundsuite_Invention_5", "foundsuite_Invention_9", "bach-goldberg-aria",
        "mozart-sonata-k331-theme",
    ),
    4.5: ("Prelude_No._2_BWV_847", "beethoven-pathetique-2-theme"),
    5: (
        "Bach_Prelude_bwv_862", "Sonatas_9-2_no_trio", "schoenberg_opus19_movement2",
        "clara_polonaise_op1n1", "clara_polonaise_op1n4", "Clair_de_lune",
        "Nocturne_in_C_sharp_Minor", "K._331_3rd_Movement", "Turkish_March_fingered",
        "Pathetique_2nd_Movement", "The_Entertainer_-_Scott_Joplin", "ScottJoplin_The_Entertainer",
    ),
    5.5: ("Bach-fugue_bwv_858", "schumann-arabeske-theme"),
    6: (
        "Bach_Fugue_bwv_884", "Sonatas_9-1", "Sonatas_9-3", "asap__Schumann_Arabeske",
        "chopin-etude-op10-3-theme", "chopin-minute-waltz",
    ),
    6.5: ("Bach_Fugue_bwv_863", "Hungarian_Dance_No_5"),
    7: (
        "Bach_Fugue_bwv_887", "Sonatas_7-1", "Sonatas_8-1", "Rachmaninoff_Preludes_op_23_6",
        "Liebestraum_No._3",
    ),
    7.5: ("Flight_of_the_Bumblebee",),
    8: ("Kreisleriana_3", "Black_Note_Study_Op_10_no_5", "Moments_Musicaux_Op16_No4"),
    9: ("Chopin_Sonata_2_1st", "Gaspard_de_la_Nuit_1_Ondine", "Alborada_del_gracioso"),
}  # fmt: skip
"""Parts of file names, by grade."""

SCORES = 10_000


@dataclass(frozen=True)
class Work:
    """A score and what publishers say of it."""

    name: str
    score: Score
    published: float


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="How well the grades agree.")
    parser.add_argument("cache", type=Path)
    parser.add_argument("--all", action="store_true", help="print every work")
    arguments = parser.parse_args()
    works = sorted(graded(Cache(arguments.cache)), key=lambda work: work.published)
    if arguments.all:
        print_works(works)
    agreement(works)
    costs(works)


def graded(cache: Cache) -> Iterator[Work]:
    """The works of the measuring data and of the starter library whose grades are known."""
    folders = shared_folder() / "musicxml" / "real", starter_folder()
    with Loader(cache) as loader:
        for path in sorted(path for folder in folders for path in folder.iterdir()):
            for grade, parts in GRADES.items():
                if any(part in path.name for part in parts):
                    yield Work(path.stem, loader.load(path).score, grade)


def print_works(works: list[Work]) -> None:
    """A line for each work, with its reasons."""
    for work in works:
        made = difficulty(work.score)
        say(f"{work.published:4.1f}  {made.grade:4.1f}  {work.name[:48]:48}  {made.reasons[0]}")


def agreement(works: list[Work]) -> None:
    """How the grades agree, and how little that depends on any weight."""
    published = np.array([work.published for work in works])
    computed = np.array([difficulty(work.score).grade for work in works])
    error = np.abs(computed - published).mean()
    say(f"{len(works)} works: Spearman {spearman(computed, published):.3f}, off by {error:.2f}")
    parts = [counted(work.score) for work in works]
    weights = np.array([WEIGHTS[kind] for kind in Kind])

    def left_out(changed: Numbers) -> float:
        return spearman(predicted(factors(parts, changed), published), published)

    say(f"left out: {left_out(weights):.3f}")
    for index, kind in enumerate(Kind):
        one = [left_out(weights * np.where(np.arange(len(Kind)) == index, by, 1)) for by in BY]
        say(f"  {kind:13} {weights[index]:.1f}: " + "  ".join(f"{value:.3f}" for value in one))
    chance = np.random.default_rng(1)
    at_random = [left_out(weights * 2 ** chance.uniform(-1, 1, len(Kind))) for _ in range(100)]
    say(f"all weights by 0.5 to 2 at random: {min(at_random):.3f} to {max(at_random):.3f}")
    columns = factors(parts, weights).T[1:]
    strain, vocabulary = (spearman(column, published) for column in columns)
    say(f"strain alone: {strain:.3f}  vocabulary alone: {vocabulary:.3f}")


BY = (0.0, 0.5, 2.0)
"""What each weight is multiplied by."""


def counted(score: Score) -> tuple[Numbers, int]:
    """How many of each kind there are a second in every bar, and the vocabulary."""
    work = workload(score)
    rows = np.zeros((len(Kind), len(work.seconds)))
    for part in [*work.hands.values(), work.together]:
        for index, kind in enumerate(Kind):
            rows[index] += np.array(part.efforts.get(kind, 0.0)) / WEIGHTS[kind]
    return rows / work.seconds, sum(hand.vocabulary for hand in work.hands.values())


def factors(parts: list[tuple[Numbers, int]], weights: Numbers) -> Numbers:
    """A row for each work: 1, its strain and its vocabulary by their doublings."""
    rows = [(1, np.log2(0.5 + hardest(weights @ part)), np.log2(1 + v)) for part, v in parts]
    return np.array(rows, dtype=np.float64)


def hardest(strains: Numbers) -> float:
    """The mean of the hardest share."""
    share = HARD_SHARE * len(strains)
    parts = np.clip(share - np.arange(len(strains)), 0, 1)
    return float(np.sort(strains)[::-1] @ parts / parts.sum())


def predicted(rows: Numbers, grades: Numbers) -> Numbers:
    """The grade of each work by a scale that is fitted to all the others."""
    made = np.empty(len(grades))
    for index in range(len(grades)):
        others = np.arange(len(grades)) != index
        scale, *_ = np.linalg.lstsq(rows[others], grades[others], rcond=None)
        made[index] = rows[index] @ scale
    return made


def spearman(one: Numbers, other: Numbers) -> float:
    """The rank correlation; equal values share their rank."""
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def ranks(values: Numbers) -> Numbers:
    """The place of each value in order."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(count)
    return np.asarray((ends - (count - 1) / 2)[place], dtype=np.float64)


def costs(works: list[Work]) -> None:
    """What a grade costs, and what opening many of them."""
    notes = sum(len(work.score.notes) for work in works)
    seconds = best(lambda: [difficulty(work.score) for work in works])
    say(f"2,000 notes: {seconds / notes * 2000 * 1000:.1f} ms")
    packed = [DIFFICULTY.pack(difficulty(work.score)) for work in works]
    hashes = [f"{number:064x}" for number in range(SCORES)]
    with tempfile.TemporaryDirectory() as folder, StudyStore(Path(folder) / "studies.db") as store:
        name, stamp = DIFFICULTY.name, DIFFICULTY.stamp
        store.put([(name, one, stamp, packed[at % len(packed)]) for at, one in enumerate(hashes)])
        store.put([("other", one, stamp, bytes(20_000)) for one in hashes[:2000]])
        seconds = best(lambda: store.known(DIFFICULTY, hashes))
        say(f"{SCORES:,} known difficulties: {seconds * 1000:.0f} ms")


def best(run: Callable[[], object]) -> float:
    """CPU seconds, the least of some runs."""
    times = []
    for _ in range(5):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
